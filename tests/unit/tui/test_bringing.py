"""What is imported from inside the reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.server import Server, http
from tests.faults.test_sync_pictures import asked, page_with, serve
from tests.faults.world import PAGES
from tests.saved_pages import complete, photo
from tuireader.article import picture_addresses
from tuireader.config import Pictures
from tuireader.store import Store
from tuireader.tui.bringing import bring_all


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.mark.parametrize(("wanted", "came"), [(Pictures(), {"/lead.jpg"}), (Pictures("none"), set()), (None, set())])
def test_an_address_brings_the_pictures_that_are_wanted(server: Server, home: Path, wanted: Pictures | None, came: set[str]) -> None:
    address = server.answers("/story/1", http(page_with(1, serve(server, "/lead.jpg"), serve(server, "/other.jpg")), PAGES))
    told: list[str] = []
    with Store.open(home) as store:
        report = bring_all(store, [address], told.append, lambda: False, ["127.0.0.1"], wanted)
        assert report.new == 1
        assert {path for path in asked(server) if path.endswith(".jpg")} == came
        assert set(store.pictures.known([server.url("/lead.jpg")])) == {server.url(path) for path in came}
    assert any(address in words for words in told)


def test_what_was_stopped_asks_for_no_pictures(server: Server, home: Path) -> None:
    address = server.answers("/story/1", http(page_with(1, serve(server, "/lead.jpg")), PAGES))
    with Store.open(home) as store:
        # The page came before the person thought better of it.
        bring_all(store, [address], lambda _: None, lambda: "/story/1" in asked(server), ["127.0.0.1"], Pictures())
    assert "/lead.jpg" not in asked(server)


def test_a_saved_page_brings_its_pictures_along(home: Path, tmp_path: Path) -> None:
    with Store.open(home) as store:
        report = bring_all(store, [str(complete(tmp_path, photo()))], lambda _: None, lambda: False, (), Pictures())
        assert (report.new, report.pictures) == (1, 1)
        assert store.pictures.known(picture_addresses(store.get(report.ids[0])))
