"""The pictures that come along with saved pages: which are found, under which addresses, and what is never looked at."""

from __future__ import annotations

import os

import pytest

from tests.saved_pages import ADDRESS, data_uri, mhtml, page, photo, singlefile
from tests.unit.reading.test_archives import zipped_from
from tuireader.article import Caption, Draft, picture_addresses
from tuireader.reading import Hints, Reading, read
from tuireader.reading.alongside import LARGEST, MOST, MOST_BYTES, Lying, Saved, beside_again, came_along, lying
from tuireader.reading.companions import path_in_companion

HTML, MHT = Hints(name="Ferry.html", path="Ferry.html"), Hints(name="Ferry.mhtml", path="Ferry.mhtml")
REAL = "https://img.example/ferry.jpg"


class Folder:
    """Files beside a page, by their paths; it remembers which were asked for."""

    def __init__(self, **files: bytes) -> None:
        self.files = {f"Ferry_files/{name}.jpg": data for name, data in files.items()}
        self.asked: list[str] = []

    def __call__(self, path: str) -> Lying | None:
        self.asked.append(path)
        return lying(self.files.get(path, b""))


def shown(reading: Reading) -> list[str | None]:
    """Return the addresses of the pictures in an article's captions."""
    (draft,) = reading.drafts
    return [block.src for block in draft.article.blocks if isinstance(block, Caption)]


def brought(reading: Reading) -> dict[str, bytes | None]:
    return {saved.address: saved.data for saved in reading.pictures}


def read_html(text: str, beside: Folder | None = None) -> Reading:
    return read(text.encode(), HTML, beside)


# In the page itself


def test_pictures_in_the_page_get_the_pages_address_with_a_mark_of_their_bytes() -> None:
    one, two = photo(1), photo(2)
    reading = read_html(singlefile(data_uri(one), data_uri(two), data_uri(one)))
    first, second, again = shown(reading)
    assert first == again != second
    assert first is not None
    assert first.startswith(f"{ADDRESS}#picture-")
    assert came_along(first)
    assert list(brought(reading).values()) == [one, two]
    assert list(brought(reading)) == [first, second]
    assert read_html(singlefile(data_uri(one), data_uri(two), data_uri(one))) == reading


def test_the_sources_of_a_picture_that_has_several_count_too() -> None:
    source = f'<picture><source srcset="{data_uri(photo())} 1x, other.jpg 2x"><img alt=""></picture>'
    text = singlefile("x").replace('<img src="x">', source)
    assert list(brought(read_html(text)).values()) == [photo()]


def test_base64_is_read_as_forgivingly_as_browsers_do() -> None:
    given = data_uri(photo()).rstrip("=")
    folded = f" {given[:90]}\n {given[90:]} ".replace("+", "%2B")
    assert list(brought(read_html(singlefile(folded))).values()) == [photo()]


def test_broken_base64_is_a_picture_that_cant_be_one() -> None:
    reading = read_html(singlefile("data:image/png;base64," + "a*b" * 1000))
    assert list(brought(reading).values()) == [b"a*b" * 1000]
    assert shown(reading) == list(brought(reading))


@pytest.mark.parametrize(
    "given",
    [
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "data:image/svg+xml,<svg></svg>",
        "data:text/html;base64," + "QUJD" * 1000,
        "data:image/png;base64",
        "data:image/png" + ";a=b" * 50_000,
    ],
)
def test_what_holds_the_place_of_a_picture_is_none(given: str) -> None:
    text = singlefile("x").replace('src="x"', f'src="{given}" data-src="{REAL}"')
    assert (shown(read_html(text)), read_html(text).pictures) == ([REAL], ())


def test_a_page_that_was_fetched_or_not_saved_brings_no_pictures_along() -> None:
    for text, hints in ((page(data_uri(photo()), note=""), HTML), (singlefile(data_uri(photo())), Hints(base_url=ADDRESS))):
        reading = read(text.encode(), hints)
        assert (shown(reading), reading.pictures) == ([None], ())


def test_only_so_many_of_a_page_come() -> None:
    reading = read_html(singlefile(*(data_uri(os.urandom(1_200)) for _ in range(MOST + 5))))
    assert len(reading.pictures) == MOST
    assert shown(reading)[MOST:] == [None] * 5


def test_pictures_that_the_article_doesnt_name_are_left() -> None:
    text = singlefile(data_uri(photo(1))).replace("</article>", f'</article><aside><img src="{data_uri(photo(2))}"></aside>')
    assert list(brought(read_html(text)).values()) == [photo(1)]


# In the folder beside it


def test_pictures_in_the_folder_are_named_by_their_bytes_and_their_file() -> None:
    beside = Folder(a=photo(1), b=photo(2), copy=photo(1))
    given = ("./Ferry_files/a.jpg", "Ferry_files/b.jpg?width=3#top", "./Ferry_files/%61.jpg", "./Ferry_files/copy.jpg")
    reading = read_html(page(*given), beside)
    first, second, again, copy = shown(reading)
    assert len({first, second, copy}) == 3
    assert first == again
    assert all(address and address.startswith(f"{ADDRESS}#picture-") and came_along(address) for address in (first, second, copy))
    assert reading.pictures == (
        Saved(first or "", None, "Ferry_files/a.jpg"),
        Saved(second or "", None, "Ferry_files/b.jpg"),
        Saved(copy or "", None, "Ferry_files/copy.jpg"),
    )
    beside.files["Ferry_files/a.jpg"] = photo(3)
    assert shown(read_html(page("./Ferry_files/a.jpg"), beside)) != [first]


def test_the_folder_may_be_called_otherwise_when_the_page_is_saved_again() -> None:
    beside = Folder(a=photo())
    beside.files["Ferry (1)_files/a.jpg"] = photo()
    assert shown(read_html(page("./Ferry_files/a.jpg"), beside)) == shown(read_html(page("./Ferry%20(1)_files/a.jpg"), beside))


def test_a_page_that_doesnt_tell_its_address_has_pictures_all_the_same() -> None:
    (address,) = shown(read_html(page("Ferry_files/a.jpg", note=""), Folder(a=photo())))
    assert address is not None
    assert address.startswith("https://saved.invalid/#picture-")
    own = page("Ferry_files/a.jpg", note="", head=f'<link rel="canonical" href="{ADDRESS}#top">')
    assert (shown(read_html(own, Folder(a=photo())))[0] or "").startswith(f"{ADDRESS}#picture-")


@pytest.mark.parametrize(
    "given",
    [
        "../Ferry_files/a.jpg",
        "./Ferry_files/../a.jpg",
        "./Ferry_files/..",
        "./Ferry_files/%2e%2e/a.jpg",
        "./Ferry_files/..%2f..%2fetc%2fpasswd",
        "./Ferry_files/..%5ca.jpg",
        "./Ferry_files/c:a.jpg",
        "./Ferry_files/a%00.jpg",
        "./Ferry_files/inner/a.jpg",
        "./more/Ferry_files/a.jpg",
        "/Ferry_files/a.jpg",
        "//Ferry_files/a.jpg",
        "file:///Ferry_files/a.jpg",
        "./Ferry_files/",
        "./Ferry_files/" + "a" * 2_000,
        "a.jpg",
    ],
)
def test_what_leads_elsewhere_is_never_looked_for(given: str) -> None:
    beside = Folder(a=photo())
    reading = read_html(page(given), beside)
    assert (beside.asked, reading.pictures) == ([], ())
    assert path_in_companion(given) is None


def test_the_folder_is_asked_within_bounds() -> None:
    beside = Folder()
    read_html(page(*(f"Ferry_files/{number}.jpg" for number in range(1_000))), beside)
    assert len(beside.asked) == 10 * MOST
    beside = Folder(**{str(number): os.urandom(1_000) for number in range(1_000)})
    reading = read_html(page(*(f"Ferry_files/{number}.jpg" for number in range(1_000))), beside)
    assert len(reading.pictures) == len(beside.asked) == MOST
    asked: list[str] = []

    def huge(path: str) -> Lying:
        asked.append(path)
        return Lying(f"{len(asked):032x}", LARGEST)

    reading = read(page(*(f"Ferry_files/{number}.jpg" for number in range(30))).encode(), HTML, huge)
    assert len(reading.pictures) == len(asked) == MOST_BYTES // LARGEST


def test_a_page_read_again_without_its_folder_names_the_same_pictures() -> None:
    text = page("Ferry_files/a.jpg", "Ferry_files/b.jpg", "Ferry_files/missing.jpg")
    first = read_html(text, Folder(a=photo(1), b=photo(2)))
    again = read(text.encode(), HTML, beside_again(picture_addresses(first.drafts[0].article), "Ferry.html"))
    assert again.drafts == first.drafts
    assert shown(read(text.encode(), HTML, beside_again((REAL, f"{ADDRESS}#top"), "Ferry.html"))) == [None] * 3


# In one file with it


def test_the_parts_of_a_page_saved_as_one_file_keep_their_addresses() -> None:
    data = mhtml(page(REAL, "ferry.jpg", "cid:map@quay", "cid:lens%40quay", data_uri(photo(5)), "https://img.example/other.jpg", note=""),
        (f"Content-Location: {REAL}", photo(1)),
        ("Content-Location: https://quay.example/2020/ferry.jpg", photo(2)),
        ("Content-ID: <map@quay>", photo(3)),
        ("Content-ID: <lens@quay>\nContent-Location: https://img.example/lens.jpg", photo(4)),
        ("Content-Location: https://img.example/unused.jpg", photo(6)),
    )  # fmt: skip
    reading = read(data, MHT)
    real, relative, made, named, embedded, missing = shown(reading)
    assert (real, relative, named) == (REAL, "https://quay.example/2020/ferry.jpg", "https://img.example/lens.jpg")
    assert missing == "https://img.example/other.jpg"
    assert made is not None
    assert made.startswith(f"{ADDRESS}#picture-")
    assert brought(reading) == {real: photo(1), relative: photo(2), made: photo(3), named: photo(4), embedded: photo(5)}


def test_the_picture_that_stands_for_the_story_comes_from_the_file_too() -> None:
    head = f'<meta property="og:image" content="{REAL}">'
    reading = read(mhtml(page(note="", head=head), (f"Content-Location: {REAL}", photo())), MHT)
    assert brought(reading) == {REAL: photo()}


def test_an_address_of_which_the_file_has_the_picture_comes_before_others() -> None:
    text = page(REAL, note="").replace(f'src="{REAL}"', f'src="{REAL}" srcset="https://img.example/large.jpg 900w"')
    assert shown(read(mhtml(text), MHT)) == ["https://img.example/large.jpg"]
    assert shown(read(mhtml(text, (f"Content-Location: {REAL}", photo())), MHT)) == [REAL]


def test_a_file_without_a_note_of_its_address_has_pictures_and_a_mail_has_none() -> None:
    data = mhtml(page(REAL, note=""), (f"Content-Location: {REAL}", photo()), note=False)
    assert brought(read(data, MHT)) == {REAL: photo()}
    mail = data.replace(f"Content-Location: {ADDRESS}\n".encode(), b"")
    assert (shown(read(mail, MHT)), read(mail, MHT).pictures) == ([REAL], ())


def test_a_part_that_is_no_picture_and_an_empty_one_are_none() -> None:
    data = mhtml(page(REAL, "cid:", note=""), (f"Content-Location: {REAL}", b""), ("Content-Location: https://img.example/a.jpg", photo()))
    assert (shown(read(data, MHT)), read(data, MHT).pictures) == ([REAL, None], ())
    inner = data.replace(b"Content-Type: image/jpeg", b"Content-Type: multipart/mixed; boundary=x")
    assert read(inner, MHT).pictures == ()


# In an archive


def test_a_page_in_an_archive_has_the_pictures_that_lie_beside_it_there() -> None:
    text = page("Ferry_files/a.jpg", "Other_files/a.jpg", "Ferry_files/gone.jpg").encode()
    members = {"in/Ferry.html": text, "in/Ferry_files/a.jpg": photo(1), "in/Other_files/a.jpg": photo(2), "Ferry_files/a.jpg": photo(3)}
    reading = read(zipped_from(members), Hints(name="week.zip", path="week.zip"))
    address, other, gone = shown(reading)
    assert brought(reading) == {address: photo(1)}
    assert (other, gone) == (None, None)
    inner = zipped_from({"week.zip": zipped_from(members)})
    assert brought(read(inner, Hints(name="all.zip", path="all.zip"))) == {address: photo(1)}
    (part,) = reading.parts
    assert part is not None
    again: tuple[Draft, ...] = read(part.data, part.hints, beside_again((address or "",), part.hints.name or "")).drafts
    assert again == reading.drafts
