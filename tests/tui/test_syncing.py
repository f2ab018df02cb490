"""Syncing from inside: it starts, tells how far it is, can be stopped, and reading goes on meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.tui.conftest import fill, make_article, press, screen_text, settle
from tuireader.store import Store
from tuireader.sync import engine, planning
from tuireader.sync.events import FeedDone, Progress, Report
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.main import MainScreen

WIDE = (160, 45)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, store: Store) -> threading.Event:
    """A sync of one feed that waits for the gate, and brings one story."""
    opened = threading.Event()

    def run(_: Store, __: object, *, on_event: Callable[[Any], None], cancelled: Callable[[], bool]) -> Report:
        on_event(Progress(feeds=3, feeds_done=1, pages=4, pages_done=2, stories=7, received=12_345, hosts=("news.example",)))
        while not opened.wait(0.02):
            if cancelled():
                return Report(stopped=True, new=0)
        fill(store, make_article("Brought by the sync", "Oceania", "Fiji", hours=-9))
        failed = FeedDone("Harbour Post", "https://harbour.example/feed", "failed", 0, "the server is too busy")
        return Report(feeds=3, new=1, words=460, failed=[failed])

    monkeypatch.setattr(planning, "planned", lambda *_: ([object()], []))
    monkeypatch.setattr(engine, "run", run)
    return opened


def main_screen(app: ReaderApp) -> MainScreen:
    assert isinstance(app.screen, MainScreen)
    return app.screen


async def started(pilot: Any) -> None:
    await pilot.press("S")
    for _ in range(200):
        await pilot.pause(0.02)
        if "syncing" in screen_text(pilot):
            return
    raise AssertionError(screen_text(pilot))


async def test_progress_is_told_and_reading_goes_on(app: ReaderApp, gate: threading.Event) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await started(pilot)
        assert "syncing 1/3 feeds · 2/4 pages · 7 stories · 12 kB · news.example · S stops it" in screen_text(pilot)
        await pilot.press("j")
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert main_screen(app).list_pane.cursor == 1
        assert "syncing" in screen_text(pilot)
        gate.set()
        await settle(pilot, lambda: "1 new story, 2 min to read" in screen_text(pilot))
        assert "Harbour Post: the server is too busy" in screen_text(pilot)
        await settle(pilot, lambda: "6 stories" in screen_text(pilot))
        assert main_screen(app).list_pane.cursor == 1


async def test_one_sync_runs_at_a_time_and_who_asks_for_another_is_told(app: ReaderApp, gate: threading.Event) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await started(pilot)
        main_screen(app).sync_by_itself()
        await pilot.pause()
        assert "A sync is running" not in screen_text(pilot)
        main_screen(app).start_sync(origins=frozenset({"https://harbour.example/feed"}))
        await pilot.pause()
        assert "A sync is running; S stops it." in screen_text(pilot)
        gate.set()
        await settle(pilot, lambda: "1 new story" in screen_text(pilot))


async def test_a_sync_can_be_stopped(app: ReaderApp, gate: threading.Event) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await started(pilot)
        await pilot.press("S")
        await settle(pilot, lambda: "5 stories" in screen_text(pilot))


async def test_without_subscriptions_it_says_what_to_do(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "S")
        await settle(pilot, lambda: "No subscriptions yet" in screen_text(pilot))


async def test_no_network_is_one_line_and_changes_nothing(app: ReaderApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "planned", lambda *_: ([object()], []))
    monkeypatch.setattr(engine, "run", lambda *_, **__: Report(offline=True))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "S")
        await settle(pilot, lambda: "No network: nothing was changed." in screen_text(pilot))
