"""The subscriptions changed from inside the reader: settings, endings, lists that go out and come in; and all of it undone."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import press, screen_text, settle
from tests.tui.subscriptions import HARBOUR, WIDE, here, opened, typed, words
from tuireader.store import Store
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.asking import Asking
from tuireader.tui.screens.editing import Editing
from tuireader.tui.screens.feeds import Feeds
from tuireader.tui.widgets.tick_box import TickBox


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
