"""The subscriptions: how each fares, and what can be done with them from inside the reader."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.faults.server import Server, http
from tests.faults.world import LOGIN, PAGES, headline, item, serve_feed
from tests.tui.conftest import HOSTILE_MARKUP, fill, make_article, press, screen_text, settle
from tuireader.clean import clean_text
from tuireader.config import Settings, Sync
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription, Tried
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.adding import Adding
from tuireader.tui.screens.asking import Asking
from tuireader.tui.screens.editing import Editing
from tuireader.tui.screens.feeds import Feeds
from tuireader.tui.screens.help import Help
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.screens.papers import Papers
from tuireader.tui.widgets.choice_list import ChoiceList
from tuireader.tui.widgets.feed_list import FeedList
from tuireader.tui.widgets.tick_box import TickBox

WIDE, MIDDLING, NARROW = (160, 45), (100, 30), (60, 24)
OWN = Settings(sync=Sync(allow_hosts=("127.0.0.1",)))
HARBOUR = "https://harbour.example/feed"


def feed(name: str, *region: str, **more: object) -> Subscription:
    address = f"https://{name}.example/feed"
    return Subscription(address, address, title=f"The {name.title()} Post", region=region, **more)  # type: ignore[arg-type]


@pytest.fixture
def kept(store: Store) -> Store:
    """Four subscriptions: well, failing, odd, and new."""
    now = int(time.time())
    found = [feed("harbour", "Europe", "Norway"), feed("plateau", "Asia"), feed("market", "Africa"), feed("anywhere")]
    store.subscriptions.add(found)
    well = [Tried(one.origin, now - 7300, now + 12_600, True, entries=9) for one in found[:3]]
    failed = [Tried(found[1].origin, now - 60, now + 9000, False, words="plateau.example has no such page (status 404)")] * 2
    store.subscriptions.record(
        [*well, *failed, Tried(found[2].origin, now - 90, now + 100, True, words="the feed is empty; what was stored stays")]
    )
    return store


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def feeds(app: ReaderApp) -> FeedList:
    return app.screen.query_one(FeedList)


def here(app: ReaderApp) -> str:
    line = feeds(app).current
    return (line.one.title or "") if line else ""


def at_rest(app: ReaderApp) -> bool:
    """Whether the subscriptions are shown, with the numbers of their stories."""
    return isinstance(app.screen, Feeds) and all(line.stories is not None for line in feeds(app).rows if hasattr(line, "stories"))


def words(app: ReaderApp) -> str:
    return str(app.screen.query_one("#words", Static).render())


def typed(app: ReaderApp, field: str, value: str) -> None:
    app.screen.query_one(field, Input).value = value


async def opened(pilot: Pilot[None], app: ReaderApp) -> None:
    await press(pilot, "f")
    await settle(pilot, lambda: at_rest(app))


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
        assert isinstance(app.screen, MainScreen)


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


# Changing.


async def test_settings_are_changed_and_the_change_undone(kept: Store) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "e")
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        typed(app, "#region", "japan")
        typed(app, "#section", "Sport")
        typed(app, "#interval", "2h")
        typed(app, "#keep", "30d")
        typed(app, "#user_agent", "me")
        typed(app, "#title", "Mine")
        app.screen.query_one(TickBox).focus()
        await press(pilot, "space", "enter")
        await settle(pilot, lambda: "Changed: title, region, section" in screen_text(pilot))
        await settle(pilot, lambda: here(app) == "Mine" and "Asia › Japan" in words(app))
        one = kept.subscriptions.find("https://market.example/feed")
        assert one is not None
        assert (one.region, one.section, one.interval, one.user_agent, one.full_text) == (("Asia", "Japan"), "Sport", 7200, "me", False)
        assert one.keep == 30
        assert "summaries only" in words(app)
        assert "30 days once read" in words(app)
        await press(pilot, "u")
        await settle(pilot, lambda: "Undone: changed The Market Post" in screen_text(pilot))
        assert kept.subscriptions.find("https://market.example/feed")._replace(added=0) == one._replace(  # type: ignore[union-attr]
            title="The Market Post", region=("Africa",), section=None, interval=None, keep=None, user_agent=None, full_text=True, added=0
        )


async def test_a_mistake_in_the_settings_is_said_and_nothing_is_changed(kept: Store) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "enter")
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        typed(app, "#region", "Afrika")
        await press(pilot, "enter")
        await settle(pilot, lambda: "did you mean Africa?" in screen_text(pilot))
        typed(app, "#region", "")
        typed(app, "#interval", "often")
        await press(pilot, "enter")
        await settle(pilot, lambda: "write 30m, 2h or 1d" in screen_text(pilot))
        await press(pilot, "escape")
        assert isinstance(app.screen, Feeds)
    one = kept.subscriptions.find("https://market.example/feed")
    assert one is not None
    assert one.region == ("Africa",)


async def test_regions_are_completed_as_one_types(kept: Store) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "enter")
        await settle(pilot, lambda: isinstance(app.screen, Editing))
        typed(app, "#region", "")
        await press(pilot, *"burk")
        await settle(pilot, lambda: "urkina Faso" in screen_text(pilot))
        await press(pilot, "right", "down", *"spo")
        await settle(pilot, lambda: "sport" in screen_text(pilot))
        await press(pilot, "right", "enter")
        await settle(pilot, lambda: "Africa › Burkina Faso" in words(app))


async def test_removing_keeps_the_stories_and_can_be_undone(kept: Store) -> None:
    before = kept.subscriptions.all()
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "j", "D")
        await settle(pilot, lambda: "Ended The Plateau Post" in screen_text(pilot))
        await settle(pilot, lambda: "3 subscriptions" in screen_text(pilot))
        assert kept.counts().all.total == 5
        await press(pilot, "u")
        await settle(pilot, lambda: "4 subscriptions" in screen_text(pilot))
        await press(pilot, "u")
        await settle(pilot, lambda: "Nothing to undo." in screen_text(pilot))
    assert kept.subscriptions.all() == before


async def test_lists_go_out_and_come_in(kept: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.opml"
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "x")
        await settle(pilot, lambda: isinstance(app.screen, Asking))
        typed(app, "Input", str(path))
        await press(pilot, "enter")
        await settle(pilot, lambda: "4 subscriptions written to" in screen_text(pilot))
        kept.subscriptions.remove([HARBOUR])
        await press(pilot, "i")
        await settle(pilot, lambda: isinstance(app.screen, Asking))
        typed(app, "Input", str(path))
        await press(pilot, "enter")
        await settle(pilot, lambda: "1 new subscription, 3 there already." in screen_text(pilot))
        assert kept.subscriptions.find(HARBOUR) is not None
        await press(pilot, "u")
        await settle(pilot, lambda: "Undone: took 1 subscription in" in screen_text(pilot))
        assert kept.subscriptions.find(HARBOUR) is None


async def test_lists_that_cant_be_read_or_written_are_named(kept: Store, tmp_path: Path) -> None:
    app = ReaderApp(kept)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        for key, path, said in (("i", tmp_path / "none.opml", "none.opml"), ("x", tmp_path / "no" / "folder.opml", "no such file")):
            await press(pilot, key)
            await settle(pilot, lambda: isinstance(app.screen, Asking))
            typed(app, "Input", str(path))
            await press(pilot, "enter")
            await settle(pilot, lambda said=said: said in screen_text(pilot))  # type: ignore[misc]
        await press(pilot, "i", "enter")
        await press(pilot, "x", "escape")
        assert isinstance(app.screen, Feeds)


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


# Adding.


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
