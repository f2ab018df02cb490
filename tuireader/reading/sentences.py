"""Where sentences end, and how much of a text one is. Every function runs in linear time."""

from __future__ import annotations

import re

TERMINAL = ".!?…。！？｡؟۔।॥።"
"""Marks that end a sentence."""
CLOSING = "\"'”’»›“‘)]）」』】"
"""Marks that may follow the end of a sentence."""
LONGEST_MADE_TITLE = 120
"""Of a headline made from the first sentence."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]{0,3}[A-Z0-9À-ÞΑ-ΩА-Я])|[。！？｡।؟][」』”’）]{0,2}\s*")
# "Gen. Smith", "U.S. Senate", "J. Doe": a full stop that ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|vs|No|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)$"
)


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, closing marks aside."""
    bare = text.rstrip(CLOSING + " ")
    return bool(bare) and bare[-1] in TERMINAL


def first_sentence(text: str, limit: int) -> str:
    """Return the text's first sentence; where it is longer than ``limit`` characters, its beginning and "…"."""
    head = text[: limit * 2]
    for match in _SENTENCE_END.finditer(head):
        if not _ABBREVIATION.search(head, max(0, match.start() - 12), match.start()):
            head = head[: match.end()].rstrip()
            break
    if len(head) <= limit:
        return head
    cut = head[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:-–—") + "…"


def has_one_sentence(text: str) -> bool:
    """Whether no sentence ends before the end of the text."""
    return not any(
        match.end() < len(text) and not _ABBREVIATION.search(text, max(0, match.start() - 12), match.start())
        for match in _SENTENCE_END.finditer(text)
    )
