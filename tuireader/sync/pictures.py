"""Which of a story's pictures are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.config import Pictures

if TYPE_CHECKING:
    from tuireader.article import Article

MOST = 40
"""Pictures of one story that are wanted at most."""


class Wish(Pictures):
    """Which pictures to fetch, as the settings say it: ``Wish(*settings.pictures)``."""

    def of(self, story: Article) -> tuple[str, ...]:
        """Return the addresses of those of a story's pictures that are to be fetched."""
        from tuireader.article import picture_addresses  # a sync without stories needs nothing of them
        from tuireader.reading.alongside import came_along

        found = tuple(address for address in picture_addresses(story) if not came_along(address))
        if self.fetch == "all":
            return found[:MOST]
        return found[:1] if self.fetch == "lead" else ()
