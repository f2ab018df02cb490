"""The subscriptions: how each fares, and fetching them from inside the reader."""

from __future__ import annotations

import pytest

from tests.faults.server import Server, http
from tests.faults.world import LOGIN, PAGES, item, serve_feed
from tests.tui.conftest import HOSTILE_MARKUP, feed, fill, make_article, press, screen_text, settle
from tests.tui.subscriptions import HARBOUR, MIDDLING, NARROW, OWN, WIDE, feeds, here, opened, words
from tuireader.clean import clean_text
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.editing import Editing
from tuireader.tui.screens.feeds import Feeds
from tuireader.tui.screens.help import Help
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.screens.papers import Papers

# How they fare.


async def test_they_are_listed_by_region_with_how_they_fare(kept: Store) -> None:
    fill(kept, make_article("By the harbour", "Europe", url="https://harbour.example/1"))
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        text = screen_text(pilot)
        shown = (
            "4 subscriptions · 1 failing",
            "Africa",
            "The Harbour Post",
            "2 h ago",
            "in 3 h",
            "failed 2×",
            "in 2 h",
            "not yet",
            "due",
        )
        assert [words for words in (*shown, "Wherever their stories belong") if words not in text] == []
        assert text.index("Africa") < text.index("Asia  ") < text.index("Wherever")
        assert here(app) == "The Market Post"
        assert "The feed is empty; what was stored stays." in words(app)


async def test_the_last_error_is_told_with_what_helps(kept: Store) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "j")
        assert here(app) == "The Plateau Post"
        assert "plateau.example has no such page (status 404)." in words(app)
        assert "add it anew by the address of its site" in words(app)
        await press(pilot, "G")
        assert here(app) == "The Anywhere Post"
        await press(pilot, "g", "k", "pagedown", "pageup")
        assert here(app) == "The Market Post"


@pytest.mark.parametrize("size", [WIDE, MIDDLING, NARROW])
async def test_every_width_tells_all_of_it(kept: Store, size: tuple[int, int]) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "j", "j")
        for shown in ("The Harbour Post", HARBOUR, "Europe › Norway", "2 h ago", "in 3 h", "full text"):
            assert shown in screen_text(pilot)
        await pilot.resize_terminal(*(NARROW if size == WIDE else WIDE))
        await settle(pilot, lambda: HARBOUR in screen_text(pilot) and here(app) == "The Harbour Post")


async def test_stories_are_counted(store: Store, server: Server) -> None:
    store.subscriptions.add([Subscription(address := serve_feed(server, [item(server, n) for n in (1, 2)]), address)])
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "s")
        await settle(pilot, lambda: "2 new stories" in screen_text(pilot))
        await settle(pilot, lambda: "Harbour News" in words(app) and "Stories     2" in words(app))
        assert "just now" in screen_text(pilot)
        assert "synced" in screen_text(pilot).splitlines()[0]
        await press(pilot, "q")
        await settle(pilot, lambda: "7 stories" in screen_text(pilot))


async def test_without_any_it_says_how_to_begin(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "f")
        await settle(pilot, lambda: "No subscriptions yet." in screen_text(pilot))
        assert "F chooses papers" in screen_text(pilot)
        await press(pilot, "s", "c", "D", "enter", "j", "k", "G", "x", "escape")
        assert isinstance(app.screen, Feeds)
        await press(pilot, "F")
        await settle(pilot, lambda: isinstance(app.screen, Papers))
        await press(pilot, "escape", "q")
        assert isinstance(pilot.app.screen, MainScreen)


async def test_they_are_found_by_name_region_and_address(kept: Store) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "slash", *"nor")
        await settle(pilot, lambda: here(app) == "The Harbour Post" and "1 subscription" in screen_text(pilot))
        await press(pilot, "enter")
        assert app.focused is feeds(app)
        await press(pilot, "escape")
        await settle(pilot, lambda: "4 subscriptions" in screen_text(pilot))
        assert here(app) == "The Harbour Post", "the cursor stays where it is"
        await press(pilot, "slash", *"zzz")
        await settle(pilot, lambda: "No subscription is called so." in screen_text(pilot))
        await press(pilot, "enter", "slash", *("backspace",) * 3, "enter", "q")
        assert isinstance(app.screen, MainScreen)


async def test_what_a_feed_calls_itself_is_plain_text(store: Store) -> None:
    store.subscriptions.add(
        [feed("a")._replace(title=HOSTILE_MARKUP), feed("b")._replace(title="Har\x1b]52;c;eA==\x07bour", section="[/x]\x9b2J")]
    )
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        assert screen_text(pilot).count("[/x][@click=app.quit]boo[/]") >= 2
        for _ in range(2):
            await press(pilot, "j", "enter")
            await settle(pilot, lambda: isinstance(app.screen, Editing))
            assert clean_text(screen_text(pilot)) == screen_text(pilot)
            await press(pilot, "escape", "k")
        await press(pilot, "D", "u")
        assert app.is_running
        assert clean_text(screen_text(pilot)) == screen_text(pilot)


# Asking and fetching.


async def test_one_can_be_asked_whether_it_answers_and_nothing_is_stored(store: Store, server: Server) -> None:
    good = serve_feed(server, [item(server, n) for n in (1, 2, 3)])
    bad = server.answers("/bad", http(LOGIN, PAGES))
    store.subscriptions.add([Subscription(good, good, "A good one"), Subscription(bad, bad, "Bad one")])
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "c")
        await settle(pilot, lambda: "✓ answers: 3 stories" in words(app))
        await press(pilot, "j", "c")
        await settle(pilot, lambda: "✗ this is no feed" in words(app))
    assert store.counts().all.total == 5
    assert all(one.last_try is None for one in store.subscriptions.all())


async def test_all_are_fetched_and_the_list_tells_as_they_come(store: Store, server: Server) -> None:
    for name in ("one", "two"):
        address = serve_feed(server, [item(server, len(name) + ord(name[0]))], path=f"/{name}")
        store.subscriptions.add([Subscription(address, address, f"Paper {name}")])
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "S")
        await settle(pilot, lambda: screen_text(pilot).count("just now") >= 2)
        await settle(pilot, lambda: "2 new stories" in screen_text(pilot))


async def test_a_sync_under_way_can_be_seen_and_stopped_here(store: Store, server: Server) -> None:
    slow = server.behaves("/slow", server.stall)
    store.subscriptions.add([Subscription(slow, slow, "Slow one")])
    app = ReaderApp(store, settings=OWN)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await pilot.press("s")
        for _ in range(200):
            await pilot.pause(0.02)
            if "fetching …" in screen_text(pilot) and "syncing 0/1" in screen_text(pilot):
                break
        assert "fetching …" in screen_text(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert "A sync is running; S stops it." in screen_text(pilot)
        await pilot.press("S")
        await settle(pilot, lambda: "Stopped:" in screen_text(pilot))
        await settle(pilot, lambda: "fetching …" not in screen_text(pilot))


# The screen itself.


async def test_help_palette_mouse_and_footer(kept: Store) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, Help)
        await press(pilot, "escape", "ctrl+p", *"ask whether it")
        await settle(pilot, lambda: screen_text(pilot).count("Ask whether it answers") == 1)
        await press(pilot, "escape")
        await settle(pilot, lambda: isinstance(app.screen, Feeds))
        await pilot.click("#feeds", offset=(10, 4))
        assert here(app) == "The Plateau Post"
        await pilot.click("#feeds", offset=(10, 3))
        assert here(app) == "The Plateau Post", "headings are no subscriptions"
        await pilot.click("#feeds", offset=(10, 4))
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        await press(pilot, "escape")
        await pilot.click("Feeds KeyHints", offset=(2, 0))
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_a_store_that_cant_be_written_says_so(kept: Store) -> None:
    with Store.open(kept.home, read_only=True) as other:
        app = ReaderApp(other)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await opened(pilot, app)
            await press(pilot, "D", "s", "e", "i", "a")
            assert isinstance(app.screen, Feeds)
            assert "4 subscriptions" in screen_text(pilot)
