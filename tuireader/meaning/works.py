"""Telling titles of works from speech: in "her novel “The Long Road”" the marks quote nobody."""

from __future__ import annotations

import re

from tuireader.meaning.lexicon import sections

_LEXICON = sections("works.en")
_KINDS = _LEXICON["kinds"]
_SMALL = _LEXICON["small words"]
_TOKEN = re.compile(r"[\w’'&.-]+")
_LONGEST = 90


def is_work(text: str, start: int, end: int, before: int, after: int) -> bool:
    """Whether what stands at ``start:end`` is clearly the title of a work: in title case, and a kind of work is named beside it.

    Args:
        before: offset of the opening mark.
        after: offset after the closing mark.
    """
    if end - start > _LONGEST:
        return False
    words = _TOKEN.findall(text, start, end)
    if not words or not _in_title_case(words):
        return False
    left = _TOKEN.findall(text, max(0, before - 40), before)
    right = _TOKEN.findall(text, after, after + 16)
    return any(word.lower() in _KINDS for word in left[-2:]) or any(word.lower() in _KINDS for word in right[:1])


def _in_title_case(words: list[str]) -> bool:
    return all(word[0].isupper() or word[0].isdigit() or (number and word in _SMALL) for number, word in enumerate(words))
