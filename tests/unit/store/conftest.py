"""A store to try things on, and stories to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tuireader.article import Article, Paragraph, Place, Quote, identity_key
from tuireader.store import Incoming, Original, Store

Make = Callable[..., Incoming]


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


@pytest.fixture
def make() -> Make:
    """Return a maker of incoming stories: one that is told by its number, any field of the article otherwise."""

    def incoming(number: int = 1, *, origin: str = "", rules: int = 1, original: bytes | None = b"raw", **fields: Any) -> Incoming:
        text = fields.pop("text", f"Body of story number{number}, with “slap in the face” in it.")
        options = {name: fields.pop(name) for name in ("starter", "explicit") if name in fields}
        values: dict[str, Any] = {
            "title": f"Headline {number}",
            "source": "BBC News",
            "region_path": ("Middle East", "Iran"),
            "places": (Place(code="IR", name="Iran", count=7), Place(code="US", name="United States", count=2)),
            "published": datetime.fromtimestamp(1_700_000_000 + number, UTC),
            "words": 300 + number,
            "language": "en-GB",
            "url": None if origin else f"https://news.example/{number}",
            "blocks": (Paragraph(text=text, quotes=(Quote(start=1, end=4, text="slap in the face", speaker="Ali Khamenei"),)),),
        }
        article = Article(**{**values, **fields})
        kept = None if original is None else Original(original, rules, name=f"{number}.txt")
        return Incoming(article, identity_key(article, origin), kept, **options)

    return incoming
