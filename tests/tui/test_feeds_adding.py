"""Subscribing from inside the reader: by a feed's address, a page's, or a name of the catalogue."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.faults.server import Server, http
from tests.faults.world import PAGES, headline, item, serve_feed
from tests.tui.conftest import press, screen_text, settle
from tests.tui.subscriptions import OWN, WIDE, typed
from tuireader.store import Store
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.adding import Adding
from tuireader.tui.screens.editing import Editing
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.widgets.choice_list import ChoiceList


async def add(pilot: Pilot[None], app: ReaderApp, address: str) -> None:
    await press(pilot, "a")
    await settle(pilot, lambda: isinstance(app.screen, Adding))
    typed(app, "#address", address)
    await press(pilot, "enter")


async def test_a_feed_is_added_by_its_address(store: Store, server: Server) -> None:
    address = serve_feed(server, [item(server, n) for n in (1, 2)])
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await add(pilot, app, address)
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        typed(app, "#region", "Norway")
        await press(pilot, "enter")
        await settle(pilot, lambda: "Subscribed to Harbour News; S fetches its stories." in screen_text(pilot))
    (one,) = store.subscriptions.all()
    assert (one.origin, one.title, one.region) == (address, "Harbour News", ("Europe", "Norway"))


async def test_a_page_with_several_feeds_lets_choose(store: Store, server: Server) -> None:
    serve_feed(server, [item(server, 1)])
    serve_feed(server, [item(server, 2), item(server, 3)], path="/sport")
    links = "".join(
        f'<link rel=alternate type="application/rss+xml" title="{name}" href="/{path}">'
        for name, path in (("News", "feed"), ("Sport", "sport"))
    )
    home = server.answers("/", http(f"<html><head>{links}</head><body>Welcome</body></html>".encode(), PAGES))
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await add(pilot, app, home)
        await settle(pilot, lambda: "This page has 2 feeds." in screen_text(pilot))
        assert "1 story now" in screen_text(pilot)
        await press(pilot, "down", "enter")
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        await press(pilot, "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))
    assert [one.origin for one in store.subscriptions.all()] == [server.url("/sport")]


async def test_the_first_of_several_is_taken_as_found_and_another_address_begins_anew(store: Store, server: Server) -> None:
    serve_feed(server, [item(server, 1)])
    links = "".join(f'<link rel=alternate type="application/rss+xml" href="/{path}">' for path in ("feed", "other"))
    home = server.answers("/", http(f"<html><head>{links}</head></html>".encode(), PAGES))
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await add(pilot, app, home)
        await settle(pilot, lambda: "This page has 2 feeds." in screen_text(pilot))
        await press(pilot, "x")
        await settle(pilot, lambda: not app.screen.query_one(ChoiceList).display)
        typed(app, "#address", home)
        await press(pilot, "enter")
        await settle(pilot, lambda: "This page has 2 feeds." in screen_text(pilot))
        await pilot.click(ChoiceList, offset=(5, 0))
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        await press(pilot, "escape")
        await settle(pilot, lambda: "Not subscribed." in screen_text(pilot))
    assert store.subscriptions.all() == []


async def test_what_goes_wrong_is_said_and_the_dialog_stays(kept: Store, server: Server) -> None:
    missing = server.answers("/missing", http(b"", status="404 Not Found"))
    app = ReaderApp(kept, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await add(pilot, app, "the daily example")
        await settle(pilot, lambda: "is no web address" in screen_text(pilot))
        typed(app, "#address", missing)
        await press(pilot, "enter")
        await settle(pilot, lambda: "has no such page" in screen_text(pilot))
        typed(app, "#address", server.url("/missing").replace("127.0.0.1", "127.0.0.2"))
        await press(pilot, "enter")
        await settle(pilot, lambda: "refused" in screen_text(pilot))
        assert isinstance(app.screen, Adding)
        typed(app, "#address", "")
        await press(pilot, "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_a_name_of_the_catalogue_does_and_what_is_there_is_said(store: Store) -> None:
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await add(pilot, app, "bbc-asia")
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        await press(pilot, "enter")
        await settle(pilot, lambda: "Subscribed to BBC News, Asia" in screen_text(pilot))
        await add(pilot, app, "BBC News, Asia")
        await settle(pilot, lambda: "You are subscribed to BBC News, Asia already." in screen_text(pilot))
    assert len(store.subscriptions.all()) == 1


async def test_looking_for_a_feed_can_be_stopped(store: Store, server: Server) -> None:
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "a")
        typed(app, "#address", server.behaves("/slow", server.stall))
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "Esc stops it" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))
    assert store.subscriptions.all() == []


async def test_headlines_of_the_feed_can_be_read_at_once(store: Store, server: Server) -> None:
    address = serve_feed(server, [item(server, 7)])
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await add(pilot, app, address)
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        await press(pilot, "enter", "S")
        await settle(pilot, lambda: "6 stories" in screen_text(pilot))
        await press(pilot, "f5")
        await settle(pilot, lambda: headline(7) in " ".join(screen_text(pilot).split()) or "Ferry number 7" in screen_text(pilot))
