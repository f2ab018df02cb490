"""A story's quotations as they are told: several paragraphs' parts as one, nothing twice, and only those that hold the words asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tuireader.article import Article, Quote
from tuireader.query import Text
from tuireader.store.folding import fold

_HEADLINE = -1
_WORD = re.compile(r"\w+")


def told(article: Article, places: Collection[tuple[int, int]], words: Collection[Text]) -> Iterator[tuple[int, Quote, str]]:
    """Yield block, quotation and text of the quotations that begin at these places.

    Args:
        article: the story.
        places: block (-1 for the headline) and offset of each.
        words: what the text must hold.
    """
    placed = [(_HEADLINE, quote) for quote in article.title_quotes]
    placed += [(at, quote) for at, block in enumerate(article.blocks) for quote in block.quotes]
    parts: dict[int, list[Quote]] = {}
    for _, quote in placed:
        if quote.group is not None:
            parts.setdefault(quote.group, []).append(quote)
    below = [_compared(quote.text) for block, quote in placed if block != _HEADLINE]
    for block, quote in placed:
        whole = [quote] if quote.group is None else parts[quote.group]
        if (block, quote.start) not in places or whole[0] is not quote:
            continue
        text = " ".join(part.text for part in whole)
        compared = _compared(text)
        repeated = block == _HEADLINE and any(compared in other for other in below)
        if not repeated and all(_holds(compared, term) for term in words):
            yield block, quote, text


def _compared(text: str) -> str:
    """Return a text's words for comparing, a space around each."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _holds(compared: str, term: Text) -> bool:
    phrase = _compared(term.text).rstrip()
    if term.prefix or not term.text.isascii():  # words of scripts without spaces end anywhere
        return phrase.lstrip() in compared if not term.text.isascii() else phrase in compared
    return f"{phrase} " in compared
