"""Finding the meaning of a story anew when only the story is left: what its reader had seen is recalled from the evidence for its place."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tuireader.article import Article, Clues, Draft

_SEEN = re.compile(
    r"section heading '(?P<heading>.+?)'(?:; |$)"
    r"|the page's section '(?P<section>.+?)'(?:; |$)"
    r"|dateline '(?P<dateline>.+?)'(?:; |$)"
    r"|the subscription's region, (?P<subscription>[^;]+)"
)
_ADDRESS = "address says '"
_FOUND = re.compile(r"named (?:once|twice|\d+ times)$|^names |^words of ")
"""How evidence from the text begins or ends."""


def recalled(evidence: str | None) -> Clues:
    """Return the clues that an article was placed by, as far as the evidence tells them."""
    seen = _SEEN.match(evidence or "")
    if seen is None:
        return Clues()
    return Clues(
        heading=seen["heading"],
        sections=(seen["section"],) if seen["section"] else (),
        dateline=seen["dateline"],
        subscription_region=tuple(seen["subscription"].split(" > ")) if seen["subscription"] else (),
    )


def draft_of(article: Article) -> Draft:
    """Return a stored article as a reader would have drafted it: where it belongs is to be found again."""
    return Draft(article=replace(article, region_path=(), region_evidence=None, places=()), clues=recalled(article.region_evidence))


def placed_by_hand(article: Article) -> bool:
    """Whether the place of an article is somebody's word and not found in it: it has no evidence, or such as ``regions`` never gives."""
    evidence = article.region_evidence
    return bool(article.region_path) and not is_told(evidence) and not _FOUND.search(evidence or "")


def is_told(evidence: str | None) -> bool:
    """Whether an article was placed by what was said of it, not by the places that it names."""
    return recalled(evidence) != Clues() or (evidence or "").startswith(_ADDRESS)
