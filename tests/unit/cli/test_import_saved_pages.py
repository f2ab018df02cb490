"""Saved pages imported with the pictures that they bring along, in each form: no network, and nothing from elsewhere on the disk."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from tests.saved_pages import ADDRESS, complete, data_uri, mhtml, page, photo, singlefile
from tests.unit.cli.conftest import Run
from tests.unit.sync.test_pictures_saved import bomb
from tuireader.article import Article, Caption, picture_addresses
from tuireader.query import Query
from tuireader.store import Store
from tuireader.store.checking import check

REAL = "https://img.example/ferry.jpg"


def stored(home: Path) -> dict[str, tuple[int, int] | None]:
    """Return the captions of the only story, each with the size of its picture as it is stored."""
    with Store.open(home) as store:
        story = the_story(store)
        known = store.pictures.known(picture_addresses(story))
        assert all(store.pictures.get(address) for address in known)
        captions = [block for block in story.blocks if isinstance(block, Caption)]
        return {block.text: (known[block.src][:2] if block.src in known else None) for block in captions}


def the_story(store: Store) -> Article:
    (row,) = store.page(Query(), 10).rows
    return store.get(row.id)


def one_file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def whole(folder: Path, form: str) -> Path:
    """Write a page with two pictures in one of the forms."""
    folder.mkdir()
    if form == "complete":
        return complete(folder, photo(1), photo(2, 200, 100))
    if form == "singlefile":
        return one_file(folder / "Ferry.html", singlefile(data_uri(photo(1)), data_uri(photo(2, 200, 100))).encode())
    if form == "mhtml":
        parts = ((f"Content-Location: {REAL}", photo(1)), ("Content-ID: <map@quay>", photo(2, 200, 100)))
        return one_file(folder / "Ferry.mhtml", mhtml(page(REAL, "cid:map@quay", note=""), *parts))
    inside = complete(folder / "in", photo(1), photo(2, 200, 100))
    with zipfile.ZipFile(folder / "week.zip", "w") as archive:
        for path in sorted(inside.parent.rglob("*.*")):
            archive.write(path, path.relative_to(folder).as_posix())
    return folder / "week.zip"


@pytest.mark.parametrize("form", ["complete", "singlefile", "mhtml", "zip"])
def test_a_saved_page_comes_with_its_pictures_and_again_changes_nothing(run: Run, home: Path, tmp_path: Path, form: str) -> None:
    path = whole(tmp_path / "saved", form)
    done = run("import", path)
    assert (done.status, done.lines[0], done.err) == (0, "1 new story", "")
    assert done.lines[1].startswith("2 pictures stored in ")
    shown = {"Picture 1 of the ferry": (320, 180), "Picture 2 of the ferry": (200, 100)}
    assert stored(home) == shown
    with Store.open(home) as store:
        before, room = the_story(store), store.pictures.room()
    assert run("import", path).lines == ["0 new stories, 1 there already"]
    (parsed,) = run("parse", "--json", path).objects
    with Store.open(home) as store:
        assert (the_story(store), store.pictures.room()) == (before, room)
    (known,) = run("show", "--json", before.id).objects
    assert {**known, "first_seen": None} == {**parsed, "first_seen": None}
    with closing(sqlite3.connect(home / "catalogue.db")) as connection:
        connection.execute("UPDATE articles SET rules = 1")
        connection.commit()
    assert run("reprocess").status == 0
    assert stored(home) == shown
    with Store.open(home) as store:
        assert the_story(store) == before
        store.sweep()
        assert (store.pictures.room(), check(home).damages) == (room, [])


@pytest.mark.parametrize("form", ["complete", "singlefile", "mhtml", "zip"])
def test_parsing_stores_nothing(run: Run, home: Path, tmp_path: Path, form: str) -> None:
    (parsed,) = run("parse", "--json", whole(tmp_path / "saved", form)).objects
    assert [bool(block["src"]) for block in parsed["blocks"] if block["kind"] == "caption"] == [True, True]
    assert not home.exists()


def test_standard_input_and_a_folder_of_pages_bring_them_too(run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = BytesIO(singlefile(data_uri(photo(1))).encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert run("import", "-").lines[1].startswith("1 picture stored")
    for number in range(3):
        path = complete(tmp_path / "many", photo(number + 3), name=f"Ferry {number}")
        path.write_text(path.read_text().replace(ADDRESS, f"{ADDRESS}/{number}"))
    done = run("import", tmp_path / "many")
    assert done.lines[0] == "3 new stories"
    assert done.lines[1].startswith("3 pictures stored")


def test_the_settings_say_whether_how_wide_and_how_much(run: Run, home: Path, tmp_path: Path) -> None:
    path = whole(tmp_path / "saved", "complete")
    home.mkdir()
    (home / "config.toml").write_text('[pictures]\nfetch = "none"\n')
    assert run("import", path).lines == ["1 new story"]
    (home / "config.toml").write_text("[pictures]\nwidth = 160\nbudget = 2000\n")
    done = run("import", path)
    assert done.lines[0] == "0 new stories, 1 there already"
    assert done.lines[2] == "1 picture of saved pages not stored:"
    assert "the room for pictures is full" in done.lines[3]
    assert list(stored(home).values()).count(None) == 1
    assert (160, 90) in stored(home).values()


def test_what_is_hostile_is_left_and_the_story_comes(run: Run, home: Path, tmp_path: Path) -> None:
    path = complete(tmp_path / "saved", photo(1), bomb(), b"<html>" + b"x" * 2000)
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(photo(7))
    (path.parent / "Ferry_files" / "link.jpg").symlink_to(secret)
    (path.parent / "Ferry_files" / "huge.jpg").write_bytes(photo(2) + bytes(15_000_000))
    more = ["link.jpg", "../../secret.jpg", "..%2f..%2fsecret.jpg", "missing.jpg", "huge.jpg"]
    given = [f"./Ferry_files/{name}" for name in ("1.jpg", "2.jpg", "3.jpg", *more)]
    path.write_text(page(*given, str(secret), f"file://{secret}", "../secret.jpg", "data:image/png;base64," + "a*b" * 999))
    done = run("import", path)
    assert (done.status, done.lines[0]) == (0, "1 new story")
    assert done.lines[1].startswith("1 picture stored")
    assert done.lines[2] == "4 pictures of saved pages not stored:"
    told = "\n".join(done.lines[3:])
    reasons = ("has too many pixels (over 120 million)", "a page came in place of the picture", "is larger than 15 MB", "is no picture")
    assert all(reason in told for reason in reasons)
    assert [size for size in stored(home).values() if size] == [(320, 180)]
    with Store.open(home) as store:
        assert len(store.pictures.lacking(the_story(store).id)) == 4
        assert store.pictures.owed(10**12) == []
        assert check(home).damages == []


def test_a_page_with_pictures_without_number_brings_forty(run: Run, home: Path, tmp_path: Path) -> None:
    files = [photo(number) + number.to_bytes(2) for number in range(60)]
    done = run("import", complete(tmp_path / "saved", *files))
    assert done.lines[1].startswith("40 pictures stored")
    assert sum(size is not None for size in stored(home).values()) == 40
