"""A little news world on loopback: feeds and pages of our own writing, and a sync of them."""

from __future__ import annotations

import html
from collections.abc import Iterable
from email.utils import formatdate

from tests.faults.server import Server, http
from tuireader.query import Query
from tuireader.store import Store
from tuireader.store.subscriptions import Subscription
from tuireader.sync.engine import run
from tuireader.sync.events import Event, Report
from tuireader.sync.exchange import Limits
from tuireader.sync.fetchers import Manners
from tuireader.sync.planning import Options

RSS = "Content-Type: application/rss+xml"
PAGES = "Content-Type: text/html; charset=utf-8"
_CALM = Limits(size=200_000, seconds=60, silence=30, redirects=3)
MANNERS = Manners(pause=0, feed=_CALM, page=_CALM)
"""Patient enough that a machine that stands still for a while decides no test."""
HASTY = Manners(pause=0, feed=Limits(size=200_000, seconds=3, silence=2), page=_CALM)
"""For tests in which a feed's server stalls or drips."""
_PARAGRAPH = (
    "The ferry left the harbour at dawn with story {n} in its mailbag, and the people on the quay of the little town waited until its "
    "lights had gone behind the island before they went home to their breakfast. "
)


def headline(n: int) -> str:
    return f"Ferry number {n} brings letters to the island"


def text(n: int, paragraphs: int = 8) -> list[str]:
    return [f"Part {part}. " + _PARAGRAPH.format(n=n) * 2 for part in range(1, paragraphs + 1)]


def item(
    server: Server,
    n: int,
    *,
    whole: bool = True,
    link: str | None = "",
    guid: str | None = "",
    body: str | None = None,
    title: str = "",
    later: int = 0,
) -> str:
    """Return an entry; ``later`` are the seconds by which it is dated after its first publication."""
    content = "".join(f"<p>{line}</p>" for line in text(n)) if body is None else body
    parts = [f"<title>{title or headline(n)}</title>", f"<pubDate>{formatdate(1_700_000_000 + 60 * n + later)}</pubDate>"]
    if link is not None:
        parts.append(f"<link>{html.escape(link or server.url(f'/story/{n}'))}</link>")
    if guid is not None:
        parts.append(f'<guid isPermaLink="false">{guid or f"story-{n}"}</guid>')
    described = f"The ferry brought letters again, story {n}."
    parts.append(f"<content:encoded><![CDATA[{content}]]></content:encoded>" if whole else f"<description>{described}</description>")
    return f"<item>{''.join(parts)}</item>"


def feed(items: Iterable[str], title: str = "Harbour News") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>http://harbour.example/</link><description>d</description>{''.join(items)}</channel></rss>"
    ).encode()


def page(n: int, paragraphs: int = 8) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text(n, paragraphs))
    return (
        f"<html lang=en><head><title>{headline(n)} - Harbour News</title></head><body><nav><a href=/>Home</a></nav><article>"
        f"<h1>{headline(n)}</h1>{lines}</article></body></html>"
    ).encode()


LOGIN = (
    b"<html><head><title>Welcome to Station WiFi</title></head><body><h1>Welcome to Station WiFi</h1><p>"
    + b"Please accept our conditions to go online; they are long, and nobody has ever read them to their end. " * 12
    + b"</p></body></html>"
)


def subscribe(store: Store, *addresses: str, **settings: object) -> None:
    store.subscriptions.add([Subscription(address, address, **settings) for address in addresses])  # type: ignore[arg-type]


def sync(store: Store, **options: object) -> Report:
    return run(store, Options(allow_hosts=("127.0.0.1", "localhost"), **{"manners": MANNERS, **options}))  # type: ignore[arg-type]


def synced(store: Store, **options: object) -> tuple[Report, list[Event]]:
    events: list[Event] = []
    report = run(store, Options(allow_hosts=("127.0.0.1", "localhost"), manners=MANNERS, **options), on_event=events.append)  # type: ignore[arg-type]
    return report, events


def serve_feed(server: Server, items: Iterable[str], *headers: str, path: str = "/feed") -> str:
    return server.answers(path, http(feed(items), RSS, *headers))


def titles(store: Store) -> list[str]:
    """Return the headlines of all stories, in the order of the list."""
    return [row.title for row in store.page(Query(), 1000).rows]


def only(store: Store) -> Subscription:
    """Return the one subscription that there is."""
    (one,) = store.subscriptions.all()
    return one
