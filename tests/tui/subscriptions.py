"""The subscriptions as a person sees them in the reader: the doors by which tests open them, and read what is said of them."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.tui.conftest import press, settle
from tuireader.config import Settings, Sync
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.feeds import Feeds
from tuireader.tui.widgets.feed_list import FeedList

WIDE, MIDDLING, NARROW = (160, 45), (100, 30), (60, 24)
OWN = Settings(sync=Sync(allow_hosts=("127.0.0.1",)))
HARBOUR = "https://harbour.example/feed"


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
