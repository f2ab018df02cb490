"""What a list can show: everything, a region, a country, the starred stories, the finds of a search."""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """One thing that a list can show."""

    region: str | None = None
    country: str | None = None
    starred: bool = False
    unread: bool = False
    """Only what is unread."""
    search: str = ""

    @property
    def title(self) -> str:
        """The view's name for the head of the list."""
        if self.search:
            return f"Search: {self.search}"
        return "Starred" if self.starred else self.country or self.region or "All stories"
