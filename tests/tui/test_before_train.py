"""Before the train, in the reader: how much to take along is asked, fetched, watched, and told at the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from tests.tui.conftest import fill, make_article, press, screen_text, settle
from tuireader.query import parse
from tuireader.store import Store
from tuireader.store.subscriptions import Owed, Subscription
from tuireader.sync import engine
from tuireader.sync.events import Aboard, Incomplete, Progress, Report
from tuireader.sync.packing import Budget
from tuireader.sync.planning import Options
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.before_train import BeforeTrain
from tuireader.tui.screens.main import MainScreen

WIDE, MIDDLING, NARROW = (160, 45), (100, 30), (60, 24)
Snap = Callable[..., bool]


class Ride:
    """A sync that waits to be let go, and what it was asked for."""

    def __init__(self) -> None:
        self.options: list[Options] = []
        self.gate = threading.Event()
        self.report = Report(
            feeds=2,
            new=3,
            words=2_300,
            received=1_200_000,
            left=1,
            incomplete=[
                Incomplete("x", "Ferry cut short", "summary", "left for the next sync: the reading time that you asked for is full")
            ],
            aboard=[Aboard("Africa", 2, 460, 2, 0, 9_000), Aboard("Europe", 40, 42_000, 183, 7, 91_000)],
        )

    def run(self, _: Store, options: Options, *, on_event: Callable[[Any], None], cancelled: Callable[[], bool]) -> Report:
        self.options.append(options)
        hosts = ("news.example", "harbour.example", "a.example", "b.example", "c.example")
        on_event(Progress(feeds=2, feeds_done=2, pages=40, pages_done=10, stories=12, received=1_234_567, hosts=hosts, minutes=65))
        while not self.gate.wait(0.02):
            if cancelled():
                self.report.stopped = True
                break
        return self.report


@pytest.fixture
def ride(monkeypatch: pytest.MonkeyPatch, store: Store) -> Ride:
    """Subscribe to a feed, owe a page, and let no sync ask anybody."""
    store.subscriptions.add([Subscription("https://harbour.example/feed", "https://harbour.example/feed", "Harbour Post")])
    cut = make_article("Ferry cut short", "Asia", "Japan", hours=5, url="https://harbour.example/ferry")
    fill(store, msgspec.structs.replace(cut, whole="summary", words=20))
    (row,) = store.page(parse("is:headline"), 2).rows
    store.subscriptions.owe([Owed(row.id, "https://harbour.example/ferry", "https://harbour.example/feed")])
    one = Ride()
    monkeypatch.setattr(engine, "run", one.run)
    return one


async def test_it_is_asked_how_much_and_shown_what_that_would_be(app: ReaderApp, ride: Ride) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        await settle(pilot, lambda: "6 stories, 2 min to read: 5 on board already, 1 to be fetched, about" in screen_text(pilot))
        assert "[3 h]" in screen_text(pilot)
        assert "[no limit]" in screen_text(pilot)
        await press(pilot, "down", "down", "right")
        await settle(pilot, lambda: "[Africa]" in screen_text(pilot) and "2 stories, 1 min to read: 2 on board" in screen_text(pilot))
        await press(pilot, "k", "l")
        await pilot.press("enter")
        await shown(pilot, "10 of 40")
        (options,) = ride.options
        assert (options.budget, options.region) == (Budget.of(180, 20_000_000), ("Africa",))
        ride.gate.set()
        await settle(pilot, lambda: "You have 3 h 05 min to read, 42 stories, all whole." in screen_text(pilot))


async def test_times_and_sizes_of_ones_own_are_checked(app: ReaderApp, store: Store, ride: Ride) -> None:
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await press(pilot, "B", "left", "left", "left")
        assert "‹ own … ›" in screen_text(pilot) or "[own …]" in screen_text(pilot)
        await press(pilot, *"2d", "enter")
        await settle(pilot, lambda: "is no reading time" in screen_text(pilot))
        assert isinstance(app.screen, BeforeTrain)
        await press(pilot, "backspace", "h", "down", "left", *"7M")
        await pilot.press("enter")
        await shown(pilot, "10 of 40")
        assert ride.options[0].budget == Budget.of(120, 7_000_000)
        await pilot.press("x")
        await settle(pilot, lambda: "Close" in screen_text(pilot))
        await press(pilot, "escape")
        # What was wanted the last time stands there again, at the next start too.
        await settle(pilot, lambda: store.meta("journey") == "[120,7000000,null]")
        await press(pilot, "B")
        assert "120m" in screen_text(pilot)
        await press(pilot, "escape")
        assert "120m" not in screen_text(pilot)


async def test_it_is_watched_hidden_seen_again_and_stopped(app: ReaderApp, ride: Ride) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        await pilot.press("enter")
        await shown(pilot, "10 of 40")
        now = screen_text(pilot)
        for words in ("1 h 05 min of 3 h", "1.2 MB", "news.example, harbour.example, a.example, and 2 more"):
            assert words in now
        await pilot.press("escape")
        await shown(pilot, "S stops it")
        await pilot.press("j")
        assert isinstance(app.screen, MainScreen)
        assert app.screen.list_pane.cursor == 1
        await pilot.press("B")
        await shown(pilot, "10 of 40")
        await pilot.press("x")
        await shown(pilot, "Stopped: what came is stored")


@pytest.mark.parametrize("size", [WIDE, MIDDLING, NARROW])
async def test_the_report_leads_to_what_isnt_complete(app: ReaderApp, ride: Ride, size: tuple[int, int]) -> None:
    ride.gate.set()
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "B", "enter")
        await settle(pilot, lambda: "Read what is on board: 42 stories" in screen_text(pilot))
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert "left for the next sync" in screen_text(pilot)
        await press(pilot, "j", "enter")
        await settle(pilot, lambda: "1 found" in screen_text(pilot))
        assert isinstance(app.screen, MainScreen)
        assert "unread -is:complete" in screen_text(pilot)
        assert "Ferry cut short" in screen_text(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: "Only a summary is stored" in screen_text(pilot))


async def test_the_report_leads_to_what_can_be_read(app: ReaderApp, ride: Ride) -> None:
    ride.gate.set()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B", "down", "down", "right", "enter")
        await settle(pilot, lambda: "Read what is on board" in screen_text(pilot))
        await press(pilot, "enter")
        await settle(pilot, lambda: "2 found" in screen_text(pilot))
        assert 'unread is:complete region:"Africa"' in screen_text(pilot)


async def test_nobody_watching_is_told_in_a_corner(app: ReaderApp, ride: Ride) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        await pilot.press("enter")
        await shown(pilot, "10 of 40")
        await pilot.press("escape")
        await shown(pilot, "S stops it")
        ride.gate.set()
        await settle(pilot, lambda: "You have 3 h 05 min to read" in screen_text(pilot))


async def test_without_a_network_one_sentence_says_so(app: ReaderApp, ride: Ride) -> None:
    ride.report = Report(offline=True)
    ride.gate.set()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B", "enter")
        await settle(pilot, lambda: "No network: none of your feeds' servers can be reached." in screen_text(pilot))
        await press(pilot, "enter")
        assert isinstance(app.screen, MainScreen)


async def test_without_subscriptions_it_says_what_to_do(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        await settle(pilot, lambda: "No subscriptions yet" in screen_text(pilot))


async def test_nonsense_kept_for_the_next_time_is_passed_over(app: ReaderApp, store: Store, ride: Ride) -> None:
    store.set_meta("journey", '["much", {}]')
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        assert "[3 h]" in screen_text(pilot)


async def test_a_click_takes_an_option(app: ReaderApp, ride: Ride) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "B")
        await pilot.click("#time", offset=(3, 0))
        await settle(pilot, lambda: "[30 min]" in screen_text(pilot))
        await pilot.click("#region", offset=(16, 0))
        await settle(pilot, lambda: "[Africa]" in screen_text(pilot))
        await pilot.click("#region", offset=(3, 0))
        await settle(pilot, lambda: "[all regions]" in screen_text(pilot))


@pytest.mark.parametrize("theme", ["night", "paper"])
@pytest.mark.parametrize("size", [WIDE, MIDDLING, NARROW], ids=["wide", "middling", "narrow"])
@pytest.mark.parametrize("moment", ["asked", "running", "ended"])
def test_picture(snap_compare: Snap, app: ReaderApp, ride: Ride, moment: str, size: tuple[int, int], theme: str) -> None:
    app.theme = theme

    async def before(pilot: Pilot[Any]) -> None:
        await press(pilot, "B")
        await settle(pilot, lambda: "6 stories, 2 min to read" in screen_text(pilot))
        if moment != "asked":
            await pilot.press("enter")
            await shown(pilot, "10 of 40")
        if moment == "ended":
            ride.gate.set()
            await settle(pilot, lambda: "Read what is on board" in screen_text(pilot))
            await settle(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


async def shown(pilot: Any, words: str) -> None:
    """Wait for words while a sync goes on."""
    for _ in range(200):
        await pilot.pause(0.02)
        if words in screen_text(pilot):
            return
    raise AssertionError(screen_text(pilot))
