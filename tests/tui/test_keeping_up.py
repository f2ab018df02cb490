"""Syncing by itself, where the settings say so; the last sync; what an empty list says."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.faults.server import Server
from tests.faults.world import item, serve_feed
from tests.tui.conftest import fill, make_article, press, screen_text, settle
from tuireader.config import Settings, Sync
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription, Tried
from tuireader.sync import engine
from tuireader.sync.events import FeedDone, Report
from tuireader.sync.planning import Options
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens import keeping_up
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.views import View

WIDE, NARROW = (160, 45), (60, 24)
ADDRESS = "https://harbour.example/feed"


def top(pilot: Pilot[None]) -> str:
    return screen_text(pilot).splitlines()[0]


def settings(*, every: int | None = None, on_start: bool = False) -> Settings:
    return Settings(sync=Sync(every, on_start, ("127.0.0.1",)))


@pytest.fixture
def asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """One subscription, and a sync that brings a story from it, or reaches nobody; returns what was asked for."""
    store.subscriptions.add([Subscription(ADDRESS, ADDRESS, "Harbour News")])
    options: list[Options] = []

    def run(_: Store, wanted: Options, **__: object) -> Report:
        options.append(wanted)
        fill(store, make_article(f"Brought by itself {len(options)}", "Oceania", "Fiji", hours=-9))
        failed = FeedDone("Harbour Post", ADDRESS, "failed", 0, "the server is too busy")
        return Report(feeds=1, new=1, failed=[failed])

    monkeypatch.setattr(engine, "run", run)
    monkeypatch.setattr(keeping_up, "AFTER_START", 0.05)
    return options


async def test_nothing_is_fetched_unless_the_settings_say_so(store: Store, asked: list[Options]) -> None:
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for _ in range(10):
            await pilot.pause(0.05)
        assert isinstance(app.screen, MainScreen)
        assert not app.screen.syncing
    assert asked == []


async def test_at_the_start_what_is_due_is_fetched_and_nothing_moves_under_the_cursor(store: Store, asked: list[Options]) -> None:
    app = ReaderApp(store, settings=settings(on_start=True))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: "6 stories" in screen_text(pilot) and "1 new story; F5 shows them." in screen_text(pilot))
        assert isinstance(app.screen, MainScreen)
        row = app.screen.list_pane.current
        assert row is not None
        assert row.title == "Lamp lit on the pier"
        assert app.screen.list_pane.row_count == 5
        assert "too busy" not in screen_text(pilot), "what fails is told by the subscriptions"
    assert [options.due for options in asked] == [True]


async def test_every_so_often_what_is_due_is_fetched(store: Store, asked: list[Options]) -> None:
    app = ReaderApp(store, settings=settings(every=1))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: len(asked) >= 2)


async def test_what_is_not_due_is_left_alone(store: Store) -> None:
    server = Server()
    store.subscriptions.add([Subscription(address := serve_feed(server, [item(server, 1)]), address)])
    store.subscriptions.record([Tried(address, int(time.time()), int(time.time()) + 5000, right=True)])
    app = ReaderApp(store, settings=settings())
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        assert isinstance(app.screen, MainScreen)
        app.screen.sync_by_itself()
        await settle(pilot, lambda: not app.screen.syncing)  # type: ignore[attr-defined]
    server.close()
    assert server.requests == []


async def test_without_a_network_the_bar_says_so_in_a_word_and_nothing_else_does(
    store: Store, asked: list[Options], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = threading.Event()

    def run(*_: object, **__: object) -> Report:
        ran.set()
        return Report(offline=True)

    monkeypatch.setattr(engine, "run", run)
    app = ReaderApp(store, settings=settings(on_start=True))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: ran.is_set() and "no network · 5 stories" in top(pilot))
        assert "nothing was changed" not in screen_text(pilot)


async def test_the_last_sync_is_told_at_the_top(store: Store) -> None:
    store.subscriptions.add([Subscription(ADDRESS, ADDRESS)])
    moment = int(time.mktime((2020, 1, 9, 7, 40, 0, 0, 0, -1)))
    store.subscriptions.record([Tried(ADDRESS, moment, moment, right=True)])
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: "offline · 5 stories · 5 unread · synced 9 Jan 2020" in top(pilot))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_region_without_stories_says_what_brings_some(app: ReaderApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, MainScreen)
        app.screen.show_view(View(region="Oceania"))
        await settle(pilot, lambda: "No stories from Oceania yet." in " ".join(screen_text(pilot).split()))
        text = " ".join(screen_text(pilot).replace("│", " ").split())
        assert "Press F to choose papers" in text
        assert "Press i to import" in text
        app.screen.show_view(View())
        await settle(pilot, lambda: "Lamp lit" in screen_text(pilot))
        assert "No stories" not in screen_text(pilot)


async def test_an_empty_list_names_the_persons_own_keys(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty") as empty:
        app = ReaderApp(empty, settings=Settings(own_keys=(("papers", "f8"), ("import", "f9"))))
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await settle(pilot, lambda: "Press F8 to choose papers" in screen_text(pilot))
            assert "Press F9 to import" in screen_text(pilot)
            await press(pilot, "f8", "escape")
            assert isinstance(app.screen, MainScreen)
