"""Archives: what lies in them is read as files are, within bounds, and nothing is extracted."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest

from tuireader.errors import InputError, NoArticle, TooLarge, UnknownFormat
from tuireader.reading import Hints, Reading, read

STORY = b"Ferry is back\n\nShe sails at noon, and again at six, and on Sundays not at all."
PAGE = b"<html><body><h1>The lamp is lit</h1><p>For the first time in forty years the tower shines, and nobody knows why.</p></body></html>"
ZIPPED = Hints(name="week.zip", path="in/week.zip")


def zipped_from(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def told(reading: Reading) -> list[tuple[str, str | None]]:
    return [(draft.article.title, draft.article.source_path) for draft in reading.drafts]


@pytest.mark.parametrize("pack", [zipped_from, tarred, lambda members: tarred(members, "w:gz"), lambda members: tarred(members, "w:xz")])
def test_members_are_read_as_files_and_named_within_the_archive(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    reading = read(pack({"a.txt": STORY, "more/b.html": PAGE}), ZIPPED)
    assert told(reading) == [("Ferry is back", "in/week.zip/a.txt"), ("The lamp is lit", "in/week.zip/more/b.html")]


def test_what_a_walk_through_a_folder_passes_over_is_passed_over() -> None:
    members = {
        "a.txt": STORY,
        ".hidden.txt": STORY,
        "__MACOSX/a.txt": STORY,
        "x.png": b"\x89PNG\r\n\x1a\n\0",
        "s.css": b"p { color: red }",
        "d/": b"",
    }
    reading = read(zipped_from(members), ZIPPED)
    assert told(reading) == [("Ferry is back", "in/week.zip/a.txt")]
    assert reading.failures == ()


def test_the_folder_of_a_saved_page_holds_no_stories_of_its_own() -> None:
    reading = read(zipped_from({"lamp.html": PAGE, "lamp_files/frame.html": PAGE.replace(b"lamp", b"frame")}), ZIPPED)
    assert [title for title, _ in told(reading)] == ["The lamp is lit"]


def test_a_member_that_fails_is_named_and_the_others_are_read() -> None:
    reading = read(zipped_from({"a.txt": STORY, "b.json": b'{"a": 1}'}), ZIPPED)
    assert [title for title, _ in told(reading)] == ["Ferry is back"]
    assert [failure.reason.partition(":")[0] for failure in reading.failures] == ["b.json"]


def test_subscriptions_and_addresses_come_out_too() -> None:
    opml = b'<opml version="2.0"><body><outline type="rss" xmlUrl="https://quay.example/rss"/></body></opml>'
    reading = read(zipped_from({"feeds.opml": opml, "later.txt": b"https://quay.example/1\n"}), ZIPPED)
    assert [subscription.address for subscription in reading.subscriptions] == ["https://quay.example/rss"]
    assert reading.addresses == ("https://quay.example/1",)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_that_is_only_compressed_is_read(pack: Callable[[bytes], bytes]) -> None:
    (draft,) = read(pack(STORY), Hints(name="ferry.txt.gz", path="ferry.txt.gz")).drafts
    assert (draft.article.title, draft.article.source_path) == ("Ferry is back", "ferry.txt.gz")


def test_an_archive_within_another_is_read_and_no_deeper_one() -> None:
    inner = zipped_from({"b.txt": STORY, "c.zip": zipped_from({"d.txt": STORY})})
    reading = read(tarred({"a.html": PAGE, "old/inner.zip": inner}, "w:gz"), ZIPPED)
    assert told(reading) == [("The lamp is lit", "in/week.zip/a.html"), ("Ferry is back", "in/week.zip/old/inner.zip/b.txt")]
    (failure,) = reading.failures
    assert failure.reason == "old/inner.zip: c.zip: an archive within an archive within an archive isn't read"


def test_archives_within_another_keep_to_its_bounds_together() -> None:
    inner = zipped_from({"a.txt": STORY + b" word" * 400_000})  # 2 MB, of a few kB
    members = {f"{n}.zip": inner for n in range(20)}
    reading = read(zipped_from(members), ZIPPED)
    assert 0 < len(reading.drafts) < 5
    assert {type(failure) for failure in reading.failures} == {TooLarge}
    crowded = zipped_from({f"{n}": b"" for n in range(6_000)})
    reading = read(zipped_from({"a.txt": STORY, "1.zip": crowded, "2.zip": crowded}), ZIPPED)
    assert [type(failure) for failure in reading.failures] == [NoArticle, TooLarge]


def test_each_member_is_the_original_of_its_story() -> None:
    feed = b'<rss version="2.0"><channel><title>Quay</title><item><title>One</title></item><item><title>Two</title></item></channel></rss>'
    reading = read(zipped_from({"a.txt": STORY, "feed.xml": feed, "in.zip": zipped_from({"b.html": PAGE})}), ZIPPED)
    parts = [part and (part.data, part.hints.path) for part in reading.parts]
    assert parts == [(STORY, "in/week.zip/a.txt"), None, None, (PAGE, "in/week.zip/in.zip/b.html")]
    for draft, part in zip(reading.drafts, reading.parts, strict=True):
        assert part is None or read(part.data, part.hints).drafts == (draft,)


def test_a_zip_that_only_claims_to_have_many_members_is_not_taken_apart() -> None:
    claiming = bytearray(zipped_from({"a.txt": STORY}))
    claiming[-10:-6] = (1 << 24).to_bytes(4, "little")
    with pytest.raises(TooLarge, match="members"):
        read(bytes(claiming), ZIPPED)


@pytest.mark.parametrize(
    "bomb",
    [
        zipped_from({"a.txt": bytes(50_000_000)}),
        zipped_from({f"{n}.txt": b"x" * 600_000 for n in range(20)}),
        gzip.compress(b"x" * 50_000_000),
        bz2.compress(b"x" * 50_000_000),
        lzma.compress(b"x" * 50_000_000),
        tarred({"a.txt": b"x" * 50_000_000}, "w:gz"),
        zipped_from({f"{n}": b"" for n in range(10_001)}),
    ],
    ids=["zip", "many", "gzip", "bzip2", "xz", "tar", "members"],
)
def test_bombs_are_refused(bomb: bytes) -> None:
    with pytest.raises(TooLarge):
        read(bomb, ZIPPED)


@pytest.mark.parametrize(
    "broken",
    [
        b"PK\x03\x04" + bytes(100),
        zipped_from({"a.txt": STORY})[:60],
        gzip.compress(STORY)[:-9],
        b"BZh9" + b"x" * 50,
        lzma.compress(STORY)[:-4],
        tarred({"a.txt": STORY})[:600].replace(b"0000644", b"zzzzzzz"),
        zipped_from({"a.txt": STORY}, zipfile.ZIP_LZMA),
    ],
    ids=["zip", "cut zip", "cut gzip", "bzip2", "cut xz", "tar", "method"],
)
def test_broken_archives_are_refused(broken: bytes) -> None:
    with pytest.raises(InputError):
        read(broken, ZIPPED)


def test_an_office_document_is_named_though_it_is_a_zip() -> None:
    with pytest.raises(UnknownFormat, match="Office"):
        read(zipped_from({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), Hints(path="letter.docx"))


def test_links_and_devices_in_a_tar_are_nothing() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("story.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    with pytest.raises(NoArticle):
        read(buffer.getvalue(), ZIPPED)


def test_a_members_name_is_clean_when_it_is_told() -> None:
    (told_at,) = [path for _, path in told(read(zipped_from({"a\x1b[31m.txt": STORY}), ZIPPED))]
    assert told_at == "in/week.zip/a.txt"
