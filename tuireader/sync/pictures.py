"""Which of a story's pictures are wanted."""

from __future__ import annotations

from tuireader.article import Article, picture_addresses
from tuireader.config import Pictures

MOST = 40
"""Pictures of one story that are wanted at most."""


class Wish(Pictures):
    """Which pictures to fetch, as the settings say it: ``Wish(*settings.pictures)``."""

    def of(self, story: Article) -> tuple[str, ...]:
        """Return the addresses of those of a story's pictures that are wanted."""
        found = picture_addresses(story)
        if self.fetch == "all":
            return found[:MOST]
        return found[:1] if self.fetch == "lead" else ()
