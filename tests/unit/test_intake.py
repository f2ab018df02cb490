from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.stories import LIGHTHOUSE, ORCHARD, WELL, write
from tuireader import intake, locations
from tuireader.article import Article, picture_addresses, to_json
from tuireader.intake import Failure, Report, parse, take, take_fetched, take_starter
from tuireader.query import parse as query
from tuireader.store import Incoming, Store, Stored


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


def counted(report: Report) -> tuple[int, int, int, int, int]:
    return report.new, report.changed, report.same, report.deleted, len(report.failed)


def titles(store: Store) -> set[str]:
    return {row.title for row in store.page(query(""), 100).rows}


def test_a_story_comes_in_whole(store: Store, tmp_path: Path) -> None:
    (path,) = write(tmp_path, news=LIGHTHOUSE)
    report = take(store, [path])
    assert counted(report) == (1, 0, 0, 0, 0)
    story = store.get(report.ids[0])
    assert story.title == "Iceland lighthouse keeper counts his last ship"
    assert story.region_path == ("Europe", "Iceland")
    assert story.source_path == str(path)
    assert [block.text for block in story.blocks][-1] == "Iceland is replacing its last keepers with sensors."
    assert store.original(report.ids[0]).data == LIGHTHOUSE.encode()


def test_the_same_file_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    paths = write(tmp_path, a=LIGHTHOUSE, b=ORCHARD)
    first = take(store, paths)
    assert counted(take(store, paths)) == (0, 0, 2, 0, 0)
    assert take(store, [tmp_path]).ids == first.ids


def test_the_same_file_by_another_name_of_its_path_is_the_same_story(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "folder", a=LIGHTHOUSE)
    take(store, [tmp_path / "folder" / "a.txt"])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder" / "a.txt").write_text(LIGHTHOUSE.replace("sensors", "lamps"))
    assert counted(take(store, ["folder/../folder/a.txt"])) == (0, 1, 0, 0, 0)


def test_an_edited_file_updates_its_story_and_leaves_the_marks(store: Store, tmp_path: Path) -> None:
    (path,) = write(tmp_path, a=LIGHTHOUSE)
    (story,) = take(store, [path]).ids
    store.mark([story], read=True, starred=True)
    path.write_text(LIGHTHOUSE + "\nHe will miss the gulls.\n")
    report = take(store, [path])
    assert (counted(report), report.ids) == ((0, 1, 0, 0, 0), [story])
    row = store.summary(story)
    assert row is not None
    assert (row.read, row.starred) == (True, True)
    assert store.get(story).blocks[-1].text == "He will miss the gulls."


def test_the_same_text_from_another_path_is_the_same_story(store: Store, tmp_path: Path) -> None:
    first, second = write(tmp_path, a=LIGHTHOUSE, b=LIGHTHOUSE)
    assert counted(take(store, [first])) == (1, 0, 0, 0, 0)
    assert counted(take(store, [second])) == (0, 0, 1, 0, 0)


def test_standard_input_is_known_by_its_text(store: Store) -> None:
    first = take(store, ["-"], stdin=io.BytesIO(LIGHTHOUSE.encode()))
    again = take(store, ["-"], stdin=io.BytesIO(LIGHTHOUSE.encode()))
    other = take(store, ["-"], stdin=io.BytesIO(ORCHARD.encode()))
    assert (first.new, again.same, other.new) == (1, 1, 1)
    assert first.ids == again.ids != other.ids


def test_what_fails_is_named_and_the_rest_comes_in(store: Store, tmp_path: Path) -> None:
    (good,) = write(tmp_path, good=LIGHTHOUSE)
    empty, binary, missing = tmp_path / "empty.txt", tmp_path / "picture.png", tmp_path / "missing"
    empty.write_text(" \n")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    report = take(store, [empty, binary, missing, good])
    assert counted(report) == (1, 0, 0, 0, 3)
    assert [source for source, _ in report.failed] == [str(empty), str(binary), str(missing)]
    reasons = [reason for _, reason in report.failed]
    assert reasons == ["the file is empty", "this is a PNG picture, not an article", "no such file or folder"]


def test_a_folders_binary_files_are_passed_over(store: Store, tmp_path: Path) -> None:
    write(tmp_path, good=LIGHTHOUSE)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert counted(take(store, [tmp_path])) == (1, 0, 0, 0, 0)


@pytest.mark.parametrize("inside", [{}, {"picture.png": b"\x89PNG\r\n\x1a\n\0"}, {".hidden.txt": LIGHTHOUSE.encode()}])
def test_a_folder_without_articles_says_so(store: Store, tmp_path: Path, inside: dict[str, bytes]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, data in inside.items():
        (folder / name).write_bytes(data)
    assert take(store, [folder]).failed == [Failure(str(folder), "there are no articles in this folder")]


def test_a_deleted_story_stays_away_unless_its_file_is_named(store: Store, tmp_path: Path) -> None:
    (path,) = write(tmp_path / "folder", a=LIGHTHOUSE)
    store.delete(take(store, [path]).ids)
    assert counted(take(store, [path.parent])) == (0, 0, 0, 1, 0)
    assert titles(store) == set()
    assert counted(take(store, [path])) == (1, 0, 0, 0, 0)


def test_progress_counts_files_and_it_can_be_stopped(store: Store, tmp_path: Path) -> None:
    write(tmp_path, a=LIGHTHOUSE, b=ORCHARD, c=WELL)
    told: list[int] = []
    report = take(store, [tmp_path], progress=told.append, cancelled=lambda: len(told) == 2)
    assert told == [1, 2]
    assert counted(report) == (2, 0, 0, 0, 0)
    assert len(titles(store)) == 2


def test_many_files_come_in_by_batches(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH", 2)
    write(tmp_path, **{f"n{number}": LIGHTHOUSE.replace("1913", str(1900 + number)) for number in range(5)})
    report = take(store, [tmp_path])
    assert counted(report) == (5, 0, 0, 0, 0)
    assert len(set(report.ids)) == 5


def test_large_originals_make_small_batches(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    put_many = store.put_many

    def counting(batch: Sequence[Incoming]) -> list[Stored]:
        sizes.append(len(batch))
        return put_many(batch)

    monkeypatch.setattr(intake, "BATCH_BYTES", 1)
    monkeypatch.setattr(store, "put_many", counting)
    write(tmp_path, a=LIGHTHOUSE, b=ORCHARD)
    take(store, [tmp_path])
    assert sizes == [1, 1]


def test_several_articles_of_one_file_keep_apart(store: Store, tmp_path: Path) -> None:
    paths = write(tmp_path, a=LIGHTHOUSE, b=ORCHARD)
    lines = b"\n".join(to_json(found) for found in parse(paths) if isinstance(found, Article))
    (tmp_path / "both.jsonl").write_bytes(lines)
    report = take(store, [tmp_path / "both.jsonl"])
    assert counted(report) == (2, 0, 0, 0, 0)
    assert counted(take(store, [tmp_path / "both.jsonl"])) == (0, 0, 2, 0, 0)


def test_parts_that_fail_are_named_beside_those_that_come_in(store: Store, tmp_path: Path) -> None:
    (path,) = write(tmp_path, a=LIGHTHOUSE)
    (story,) = parse([path])
    assert isinstance(story, Article)
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_bytes(to_json(story) + b'\n{"title": 3, "blocks": []}\n')
    report = take(store, [mixed])
    assert (report.new, [source for source, _ in report.failed]) == (1, [str(mixed)])


def test_json_goes_out_and_comes_back_unchanged(store: Store, tmp_path: Path) -> None:
    (path,) = write(tmp_path, a=LIGHTHOUSE)
    (parsed,) = parse([path])
    assert isinstance(parsed, Article)
    (tmp_path / "a.json").write_bytes(to_json(parsed))
    (again,) = parse([tmp_path / "a.json"])
    assert isinstance(again, Article)
    assert again.source_path == str(path)
    assert to_json(again).replace(again.id.encode(), parsed.id.encode()) == to_json(parsed)


def test_parsing_gives_what_the_store_would_hold_and_stores_nothing(store: Store, tmp_path: Path) -> None:
    (path,) = write(tmp_path, a=LIGHTHOUSE)
    missing = tmp_path / "missing"
    article, failure = parse([path, missing])
    assert isinstance(article, Article)
    assert isinstance(failure, Failure)
    assert failure.source == str(missing)
    assert titles(store) == set()
    assert take(store, [path]).ids == [article.id]


def test_a_fetched_page_is_known_by_its_address(store: Store) -> None:
    address = "http://news.example/lamp"
    report = take_fetched(store, LIGHTHOUSE.encode(), address, "text/plain", "utf-8")
    assert counted(report) == (1, 0, 0, 0, 0)
    assert store.get(report.ids[0]).url == address
    again = take_fetched(store, LIGHTHOUSE.replace("sensors", "lamps").encode(), address, "text/plain", "utf-8")
    assert (counted(again), again.ids) == ((0, 1, 0, 0, 0), report.ids)


def test_a_fetched_nothing_is_named(store: Store) -> None:
    report = take_fetched(store, b"\x89PNG\r\n\x1a\n\0", "http://news.example/p.png", "image/png")
    assert report.failed == [Failure("http://news.example/p.png", "this is a PNG picture, not an article")]


def test_reports_add_up() -> None:
    total = Report(new=1, failed=[Failure("a", "b")], ids=["x"])
    total.add(Report(new=1, changed=2, same=3, deleted=4, failed=[Failure("c", "d")], ids=["y"]))
    assert total == Report(new=2, changed=2, same=3, deleted=4, failed=[Failure("a", "b"), Failure("c", "d")], ids=["x", "y"])


# The starter edition


def test_the_starter_edition_has_two_stories_of_every_region_and_comes_in_once(store: Store) -> None:
    report = take_starter(store)
    assert report.new >= 20
    assert not report.failed
    counts = store.counts()
    assert len(counts.regions) == 8
    assert min(count.total for count in counts.regions.values()) >= 2
    assert {row.source for row in store.page(query("is:starter"), 100).rows} == {"Starter edition"}
    assert counted(take_starter(store)) == (0, 0, 0, 0, 0)


def test_the_first_news_stands_above_the_starter_edition(store: Store, tmp_path: Path) -> None:
    take_starter(store)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    news = tmp_path / "news.txt"
    news.write_text(f"Fog on the quay\n\n{yesterday:%d %B %Y}\n\nNothing moved on the quay all day, and nobody came.\n", encoding="utf-8")
    take(store, [news])
    assert [row.title for row in store.page(query(""), 1).rows] == ["Fog on the quay"]


def test_pictures_of_the_starter_edition_come_with_it(store: Store) -> None:
    articles = [store.get(id_) for id_ in take_starter(store).ids]
    named = {address for article in articles for address in picture_addresses(article)}
    assert len(named) >= 5
    assert store.pictures.known(named).keys() == named
    for address in named:
        picture = store.pictures.get(address)
        assert picture
        with Image.open(io.BytesIO(picture.data)) as image:
            assert (image.format, image.size) == ("PNG", (picture.width, picture.height))
    assert sum(size.bytes for size in store.pictures.known(named).values()) < 150_000


def test_pictures_of_the_starter_edition_that_are_missing_leave_their_captions_alone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "edition", a=LIGHTHOUSE)
    caption = "The tower stands on the northern coast of Iceland"
    (tmp_path / "edition" / "pictures.tsv").write_text(f"gone.png\t{caption}\nno.png\tOf nothing\n", encoding="utf-8")
    (tmp_path / "edition" / "no.png").write_bytes(b"no picture at all, but long enough for a head")
    monkeypatch.setattr(locations, "starter_edition", lambda: tmp_path / "edition")
    article = store.get(take_starter(store).ids[0])
    assert picture_addresses(article) == ("starter:gone.png",)
    assert not store.pictures.known(["starter:gone.png", "starter:no.png"])


def test_a_starter_edition_that_was_removed_stays_away(store: Store) -> None:
    brought = take_starter(store)
    assert len(store.delete_starter()) == brought.new
    take_starter(store)
    assert titles(store) == set()


def test_without_a_starter_edition_the_store_stays_as_it_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "starter_edition", lambda: None)
    assert counted(take_starter(store)) == (0, 0, 0, 0, 0)


def test_a_broken_file_of_the_starter_edition_does_not_keep_the_others_away(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "edition", a=LIGHTHOUSE, b="")
    (tmp_path / "edition" / "c.txt").symlink_to(tmp_path / "nowhere")
    monkeypatch.setattr(locations, "starter_edition", lambda: tmp_path / "edition")
    assert counted(take_starter(store)) == (1, 0, 0, 0, 2)
