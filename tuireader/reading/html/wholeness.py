"""Whether a page shows its article whole: by what it says of itself, by what it asks of its readers, by how its text ends."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from tuireader.article import Block, Caption, Related
from tuireader.reading.html.dom import Index
from tuireader.reading.html.metadata import Metadata
from tuireader.reading.sentences import ends_sentence
from tuireader.reading.tables import either

_GATE = re.compile(
    either(r"""
        (?:to )?(?:continue|keep|finish) reading.{0,40}\b(?:subscri|sign|log in|regist|account|member|trial|free)
        (?:subscribe|register|sign (?:in|up)|log ?in)\b.{0,30}\b(?:to|and) (?:continue|keep|read|unlock|access|view)
        create an? .{0,20}account\b.{0,30}\b(?:to|and) (?:continue|keep|read|unlock|access|view)
        this (?:article|story|content|post)s? is .{0,30}\b(?:subscribers?|members|premium|registered)
        the (?:full|rest of (?:the|this)) (?:article|story|content|post)s? (?:is|are) .{0,30}\b(?:subscribers?|members|premium)
        (?:exclusive|only) (?:to|for) (?:our )?(?:\w+ )?(?:subscribers|members)
        you(?:[’']ve| have) (?:reached|read|used) .{0,40}\b(?:free|limit)
        already a (?:subscriber|member)\?|unlock this (?:article|story)|want to read (?:more|the full)
        weiterlesen mit|jetzt weiterlesen|nur für abonnenten|réservé (?:aux|à nos) abonnés|il vous reste .{0,20}à lire
        (?:contenido|artículo) exclusivo para suscriptores|conteúdo exclusivo para assinantes
        per continuare a leggere|solo per abbonati
    """),
    re.IGNORECASE,
)
_LONGEST_GATE = 200
_FEW_WORDS = 150
_BEGINNING = 250
"""Words that the beginning of a story, shown to anyone, has at most."""


class Wholeness(NamedTuple):
    """How much of its article a page shows."""

    whole: Literal["whole", "summary", "blocked"] = "whole"
    reason: str | None = None


OTHERS_STORIES = Wholeness("summary", "the page lists stories, each of which has its own page")
"""Of a page that tells no story."""


def wholeness(page: Metadata, index: Index, blocks: list[Block]) -> Wholeness:
    """Tell whether the blocks read from a page are its whole article; ``index`` has its elements from before it was stripped."""
    texts = [block.text for block in blocks if not isinstance(block, Caption | Related)]
    words = sum(len(text.split()) for text in texts)
    cut = _ends_open(texts)
    longer = max(page.told_words, len(page.told_text.split())) > words * 1.4 + 60
    if page.closed and (cut or longer or words < _BEGINNING):
        return Wholeness("blocked", "the page shows only a part of it without a subscription")
    if (cut or longer or words < _FEW_WORDS) and _asks_to_subscribe(index):
        return Wholeness("blocked", "the page shows its beginning and asks to subscribe or to sign in for the rest")
    if not texts:
        return Wholeness("summary", "the page holds no more than a summary")
    if page.live:
        return Wholeness("summary", "it was still being written when it was read")
    if page.following:
        return Wholeness("summary", f"it goes on at {page.following}")
    return Wholeness()


def _ends_open(texts: list[str]) -> bool:
    """Whether the last words break off."""
    last = texts[-1].rstrip() if texts else ""
    return last.endswith(("...", "…", "[…]", "[...]")) or (len(last) > 60 and not ends_sentence(last) and last[-1:] not in "\"”’')]»:*")


def _asks_to_subscribe(index: Index) -> bool:
    for tag in ("p", "h2", "h3", "h4", "div", "span", "strong", "a", "button", "section"):
        for node in index.find(tag):
            own = " ".join(child.strip() for child in node.children if isinstance(child, str)).strip()
            if 8 < len(own) < _LONGEST_GATE and _GATE.search(own):
                return True
    return False
