"""What an article says: regions, places, quotations and speakers. Pure functions, and their data."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tuireader.article import Article, Draft
from tuireader.meaning import quotations, regions

__all__ = ["RULES", "enrich"]

RULES = 1
"""Version of the rules by which meaning is found; raised when better ones are worth finding it again in what is stored."""


def enrich(draft: Draft, extra: Path | None = None) -> Article:
    """Return the draft's article with its region, the countries that it names, its quotations and who speaks them.

    Args:
        draft: what a reader made.
        extra: a person's own table of names (``docs/regions.md``), read once.

    Raises:
        UnreadableInput, UnknownFormat: ``extra`` is at fault.
    """
    article = draft.article
    placement = regions.place(article, draft.clues, extra)
    placed = replace(
        article,
        region_path=placement.region_path,
        region_evidence=placement.evidence,
        places=placement.places,
        section=article.section or placement.section,
    )
    return quotations.annotate(placed)
