"""Pictures of every screen and dialog beside the main one, in each width, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from tests.tui.conftest import fill, hold_still, press, settle
from tests.tui.test_quotes import speech
from tuireader.article import Article, Caption, Mark, Paragraph, Quote, Related, RelatedLink
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription, Tried
from tuireader.sync.known import known_feeds
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens import feed_shelf
from tuireader.tui.screens.adding import Adding
from tuireader.tui.screens.asking import Asking
from tuireader.tui.screens.choosing import Choosing
from tuireader.tui.screens.editing import Editing
from tuireader.tui.screens.feeds import Feeds
from tuireader.tui.screens.help import Help
from tuireader.tui.screens.importing import Importing
from tuireader.tui.screens.links import Links
from tuireader.tui.screens.moving import Moving
from tuireader.tui.screens.papers import Papers
from tuireader.tui.screens.quotations import Quotations
from tuireader.tui.screens.quotes import Quotes

SIZES = {"wide": (160, 45), "middling": (100, 30), "narrow": (60, 24)}
Snap = Callable[..., bool]
NOON = datetime(2020, 1, 9, 12, tzinfo=UTC)
NOW = int(NOON.timestamp())
SAID = "“The lamp is older than the pier,” the keeper said. “It will outlive me.”"
LOG = "The lamp has burned for a hundred years, and the log has it all."


def quote(words: str) -> Quote:
    start = SAID.index(words)
    return Quote(start=start, end=start + len(words), text=words, speaker="Ida Holm", description="keeper of the lamp", cue="said")


STORY = Article(
    title="The keeper of the lamp counts the ships",
    region_path=("Europe", "Norway"),
    source="The Harbour Post",
    published=NOON.replace(hour=18),
    words=400,
    url="https://harbour.example/lamp",
    blocks=(
        Caption(text="The pier at dusk", credit="Harbour archive"),
        Paragraph(
            text=LOG,
            marks=(Mark(kind="link", start=LOG.index("log"), end=LOG.index("log") + 3, href="https://harbour.example/log"),),
        ),
        Paragraph(
            text=SAID,
            quotes=(
                quote("The lamp is older than the pier,"),
                quote("It will outlive me."),
            ),
        ),
        Related(text="More on this", links=(RelatedLink(text="Ferry late again", href="https://harbour.example/ferry"),)),
    ),
)
WHERE: dict[str, tuple[tuple[str, ...], type[Screen[Any]]]] = {
    "papers": (("F", "j", "space", "j", "space", "l", "space"), Papers),
    "papers found": (("F", "slash", *"guardian"), Papers),
    "papers taken": (("F", "space", "enter"), Choosing),
    "subscriptions": (("f", "j"), Feeds),
    "subscription": (("f", "j", "enter"), Editing),
    "add a feed": (("a", *"the daily example", "enter"), Adding),
    "export": (("f", "x"), Asking),
    "import": (("i",), Importing),
    "help": (("question_mark",), Help),
    "quotations": (("enter", "v"), Quotations),
    "links": (("enter", "L"), Links),
    "move": (("M", *"nor"), Moving),
    "quotes": (("Q", "j", "l"), Quotes),
}


@pytest.fixture
def paper(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The paper, with a story that has links and quotations, others who speak, and subscriptions that fare well and badly."""
    fill(
        store, STORY, speech("Canoe race", ("We paddle at dawn", "Mere Vula"), ("Not before breakfast", "Anna Vik"), description="captain")
    )
    known = [each.subscription()._replace(added=NOW - 90_000) for number, each in enumerate(known_feeds()) if number % 4 == 0]
    store.subscriptions.add(
        [*known, Subscription("https://harbour.example/feed", "https://harbour.example/feed", "Harbour News", added=NOW)]
    )
    ages = (40, 400, 7300, 9000, 200_000)
    tries = [Tried(one.origin, NOW - ages[at % 5], NOW - ages[at % 5] + 9000, right=True) for at, one in enumerate(known)]
    failed = [Tried(known[1].origin, NOW - 60, NOW + 9000, right=False, words="rss.dw.com has no such page (status 404)")] * 2
    odd = Tried(known[3].origin, NOW - 60, NOW + 900, right=True, words="the feed is empty; what was stored stays")
    gone = Tried(known[5].origin, NOW - 60, NOW + 900, right=False, words="it says that this is gone for good", gone=True)
    store.subscriptions.record([*tries, *failed, odd, gone])
    monkeypatch.setattr(feed_shelf, "time", SimpleNamespace(time=lambda: float(NOW)))
    return store


@pytest.mark.parametrize("theme", ["night", "paper"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("where", WHERE)
def test_screen(snap_compare: Snap, paper: Store, where: str, size: str, theme: str) -> None:
    app = ReaderApp(paper)
    app.theme = theme
    keys, screen = WHERE[where]

    async def before(pilot: Pilot[Any]) -> None:
        await press(pilot, *keys)
        await settle(pilot, lambda: isinstance(app.screen, screen))
        await hold_still(pilot)

    assert snap_compare(app, terminal_size=SIZES[size], run_before=before)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_subscribed_to(snap_compare: Snap, store: Store, size: str) -> None:
    app = ReaderApp(store)

    async def before(pilot: Pilot[Any]) -> None:
        await press(pilot, "f")
        await settle(pilot, lambda: app.screen.has_class("-empty"))

    assert snap_compare(app, terminal_size=SIZES[size], run_before=before)
