"""A small paper of our own, in a store of its own, with subscriptions and a server for those who want them, for the app's tests."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from tests.faults.server import Server
from tuireader.article import Article, Caption, Paragraph, Quote, identify, identity_key
from tuireader.store import Incoming, Store
from tuireader.store.subscriptions import Subscription, Tried
from tuireader.tui.app import ReaderApp

NOON = datetime(2020, 1, 9, 12, tzinfo=UTC)
HOSTILE_MARKUP = "[/x][@click=app.quit]boo[/] and [bold]more[/bold]"
LONG = "The keeper climbs the stair with oil and a rag, as the keeper before did, and trims the wick until it burns without smoke. "


def make_article(title: str, *region: str, hours: int = 0, paragraphs: int = 2, url: str | None = None, text: str = LONG) -> Article:
    """Return an article of ``paragraphs`` paragraphs, with a quotation, a caption and a date ``hours`` before noon."""
    said = "“Keep the lamp lit,” she said."
    article = Article(
        title=title,
        region_path=region,
        region_evidence=f"section heading '{region[0]}'" if region else None,
        source="The Harbour Post",
        published=NOON - timedelta(hours=hours),
        words=40 * paragraphs,
        url=url,
        blocks=(
            Caption(text="The pier at dusk", credit="Harbour archive"),
            *(Paragraph(text=f"{number}. {text}") for number in range(paragraphs)),
            Paragraph(text=said, quotes=(Quote(start=1, end=19, text=said[1:19], speaker="Ida Holm", mention="she", cue="said"),)),
        ),
    )
    return Article(**{**{f: getattr(article, f) for f in article.__struct_fields__}, "id": identify(identity_key(article, title))})


PAPER = (
    ("Lamp lit on the pier", ("Europe", "Norway"), 0),
    ("Ferry late again", ("Europe", "Norway"), 1),
    ("Rain on the plateau", ("Asia", "Japan"), 2),
    ("Market opens at dawn", ("Africa", "Mali"), 3),
    (HOSTILE_MARKUP, ("Africa", "Kenya"), 4),
)


def fill(store: Store, *articles: Article) -> None:
    """Put articles into a store."""
    store.put_many([Incoming(article, f"test:{article.title}") for article in articles])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with the five stories of PAPER, the newest first in Europe."""
    with Store.open(tmp_path / "home") as opened:
        fill(opened, *(make_article(title, *region, hours=hours) for title, region, hours in PAPER))
        yield opened


def feed(name: str, *region: str, **more: object) -> Subscription:
    """Return a subscription to a feed of its own server."""
    address = f"https://{name}.example/feed"
    return Subscription(address, address, title=f"The {name.title()} Post", region=region, **more)  # type: ignore[arg-type]


@pytest.fixture
def kept(store: Store) -> Store:
    """The store of PAPER with four subscriptions: one that fares well, one failing, one odd, one new."""
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
    """A server on loopback."""
    running = Server()
    yield running
    running.close()


@pytest.fixture(autouse=True)
def notes_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what the reader says at the edge stay for as long as a test may wait for it: on a busy machine it would be gone unseen."""
    notify = ReaderApp.notify

    def lasting(self: ReaderApp, message: str, **how: Any) -> None:
        notify(self, message, **{**how, "timeout": 60})

    monkeypatch.setattr(ReaderApp, "notify", lasting)


@pytest.fixture
def app(store: Store) -> ReaderApp:
    """The app on that store."""
    return ReaderApp(store)


def screen_text(pilot: Pilot[None]) -> str:
    """Return what is on the screen, as plain text."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


async def settle(pilot: Pilot[None], holds: Callable[[], bool] | None = None) -> None:
    """Wait until workers and timers have come to rest, or until a condition holds; at most a dozen seconds."""
    for _ in range(600):
        await pilot.pause(0.02)
        if holds is None or holds():
            break
    running = [worker for worker in pilot.app.workers if worker.group not in {"watch", "dialog"}]
    for worker in running:
        with suppress(WorkerCancelled):  # another of its kind took its place
            await pilot.app.workers.wait_for_complete([worker])
    await pilot.pause()
    if holds is not None:
        assert holds(), screen_text(pilot)


async def hold_still(pilot: Pilot[None]) -> None:
    """Leave the cursors of all fields shown, so that a picture doesn't depend on the moment; wait until all has come to rest."""
    for field in pilot.app.screen.query(Input):
        field.cursor_blink = False
    await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each after the one before has had its effect."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
