"""What an article says: regions, places, quotations and speakers. Pure functions, and their data."""

from __future__ import annotations

from msgspec.structs import replace

from tuireader.article import Article, Draft
from tuireader.meaning import quotations, regions

__all__ = ["enrich"]


def enrich(draft: Draft) -> Article:
    """Return the draft's article with its region, the countries that it names, its quotations and who speaks them."""
    article = draft.article
    placement = regions.place(article, draft.clues)
    placed = replace(
        article,
        region_path=placement.region_path,
        region_evidence=placement.evidence,
        places=placement.places,
        section=article.section or placement.section,
    )
    return quotations.annotate(placed)
