"""Which of a story's pictures are wanted: plain data, for settings, the command line and programs."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tuireader.article import Article, picture_addresses

Fetch = Literal["none", "lead", "all"]
MOST = 40
"""Pictures of one story that are wanted at most."""


class Wish(NamedTuple):
    """Which pictures to fetch, and how much they may take."""

    fetch: Fetch = "lead"
    """None; the one that stands for the story; all that it shows."""
    width: int = 1280
    """Pixels; wider ones are scaled down."""
    budget: int = 500_000_000
    """Bytes that all pictures in the store may take; when they do, no more are fetched."""

    def of(self, story: Article) -> tuple[str, ...]:
        """Return the addresses of those of a story's pictures that are wanted."""
        found = picture_addresses(story)
        if self.fetch == "all":
            return found[:MOST]
        return found[:1] if self.fetch == "lead" else ()
