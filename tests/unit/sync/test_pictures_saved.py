"""Pictures that came along with saved pages, on their way into the store."""

from __future__ import annotations

import os
import signal
import struct
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.saved_pages import photo
from tuireader.article import Article, Caption, Paragraph, identity_key
from tuireader.intake import Offered, Report
from tuireader.reading.alongside import LARGEST
from tuireader.store import Incoming, Store
from tuireader.store.pictures import Lacking
from tuireader.sync import pictures_readers
from tuireader.sync.pictures import Wish
from tuireader.sync.pictures_saved import GONE, NO_ROOM, TOO_LARGE, SavedPictures

ALL = Wish("all")
MADE = "https://quay.example/2020/ferry#picture-{:032x}"
ONE, TWO, THREE = (MADE.format(number) for number in (1, 2, 3))


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


def bomb(side: int = 100_000) -> bytes:
    """Return a PNG that says that it is as wide and as high as that."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(4_000_000))) + chunk(b"IEND", b"")


def put(store: Store, *addresses: str) -> str:
    """Store a story that shows these pictures; return its id."""
    captions = (Caption(text="The ferry", src=address) for address in addresses)
    story = Article(url="https://quay.example/", title="Ferry", blocks=(Paragraph(text="The ferry sails at noon."), *captions))
    (stored,) = store.put_many([Incoming(story, identity_key(story, ""))])
    return stored.id


def offered(**given: bytes | None) -> list[Offered]:
    addresses = {"one": ONE, "two": TWO, "three": THREE}
    return [(addresses[name], partial(_same, data)) for name, data in given.items()]


def _same(data: bytes | None) -> bytes | None:
    return data


def take(store: Store, article_id: str, pictures: list[Offered], wish: Wish = ALL, **options: Any) -> Report:
    saved, report = SavedPictures(store, wish, **options), Report()
    saved.take(article_id, pictures)
    saved.close(report)
    return report


def test_they_are_drawn_anew_no_wider_than_wanted(store: Store) -> None:
    report = take(store, put(store, ONE, TWO), offered(one=photo(1, 800, 400), two=photo(2)), Wish("all", width=400))
    found = store.pictures.get(ONE)
    assert found is not None
    assert (found.width, found.height, found.media_type) == (400, 200, "image/jpeg")
    assert set(store.pictures.known([ONE, TWO])) == {ONE, TWO}
    assert (report.pictures, report.picture_bytes, report.pictures_failed) == (2, store.pictures.room(), [])


@pytest.mark.parametrize("fetch", ["lead", "all"])
def test_all_that_the_story_shows_are_kept_whatever_would_be_fetched(store: Store, fetch: str) -> None:
    assert take(store, put(store, ONE, TWO), offered(one=photo(1), two=photo(2), three=photo(3)), Wish(fetch)).pictures == 2
    assert set(store.pictures.known([ONE, TWO, THREE])) == {ONE, TWO}


def test_where_no_pictures_are_wanted_none_are_opened(store: Store) -> None:
    article_id = put(store, ONE)

    def opened() -> bytes:
        raise AssertionError

    assert take(store, article_id, [(ONE, opened)], Wish("none")) == Report()
    assert take(store, article_id, [(TWO, opened)]) == Report()
    assert take(store, article_id, [(ONE, opened)], cancelled=lambda: True) == Report()
    assert store.pictures.lacking(article_id) == []
    take(store, article_id, offered(one=photo()))
    assert take(store, article_id, [(ONE, opened)]) == Report()
    store.delete([article_id])
    assert take(store, article_id, [(ONE, opened)]) == Report()


def test_what_cant_be_shown_is_lacking_for_a_reason_and_comes_with_the_next_import_that_has_it(store: Store) -> None:
    article_id = put(store, ONE, TWO, THREE)
    report = take(store, article_id, offered(one=b"a*b" * 1000, two=bomb(), three=photo(1)[:2000]))
    reasons = {failure.source: failure.reason for failure in report.pictures_failed}
    assert reasons == {ONE: "is no picture", TWO: "has too many pixels (over 120 million)", THREE: "is cut short"}
    assert store.pictures.lacking(article_id) == [Lacking(each, owed=False, why=reasons[each]) for each in (ONE, TWO, THREE)]
    assert store.pictures.owed(10**12) == []
    assert take(store, article_id, offered(one=photo())).pictures == 1
    assert [each.address for each in store.pictures.lacking(article_id)] == [TWO, THREE]


def test_what_is_gone_too_large_or_an_icon(store: Store) -> None:
    article_id = put(store, ONE, TWO, THREE)
    report = take(store, article_id, offered(one=None, two=bytes(LARGEST + 1), three=photo(1, 60, 30)))
    assert [(failure.source, failure.reason) for failure in report.pictures_failed] == [(ONE, GONE), (TWO, TOO_LARGE)]
    assert [each.address for each in store.pictures.lacking(article_id)] == [ONE, TWO]


def test_when_the_room_is_full_no_more_are_kept(store: Store) -> None:
    article_id = put(store, ONE, TWO)
    take(store, article_id, offered(one=photo(1)))
    full = Wish("all", budget=store.pictures.room() + 10)
    report = take(store, article_id, offered(two=photo(2)), full)
    assert [failure.reason for failure in report.pictures_failed] == [NO_ROOM]
    assert take(store, article_id, offered(two=photo(2))).pictures == 1


def test_one_that_ends_the_process_that_reads_it_takes_nothing_with_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    article_id = put(store, ONE, TWO)
    begin = pictures_readers._Reader._begin

    def killed(reader: Any) -> Any:
        pipe = begin(reader)
        monkeypatch.setattr(pictures_readers._Reader, "_begin", begin)
        os.kill(reader._process.pid, signal.SIGKILL)
        return pipe

    monkeypatch.setattr(pictures_readers, "_READERS", 1)
    monkeypatch.setattr(pictures_readers._Reader, "_begin", killed)
    report = take(store, article_id, offered(one=photo(1), two=photo(2)))
    assert (report.pictures, [failure.reason for failure in report.pictures_failed]) == (1, [pictures_readers.DIED])


def test_a_made_address_is_never_asked_for() -> None:
    real = "https://img.example/ferry.jpg"
    story = Article(lead_picture=ONE, blocks=(Caption(text="The ferry", src=TWO), Caption(text="The quay", src=real)))
    assert Wish("lead").of(story) == Wish("all").of(story) == (real,)
