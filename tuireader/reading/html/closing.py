"""What stands below the last words of a story: who wrote it, where its agency tells more, and what letters its outlet sends."""

from __future__ import annotations

import re

from tuireader.article import Block, Caption, Heading, Paragraph, Related
from tuireader.clean import clean_line
from tuireader.reading.html.titles import fold

_MOST = 4
"""Blocks at the end that are looked at."""
_LONGEST = 600
_LIVES = (
    r"(?:is|was|has|covers|covered|writes|reports (?:on|for|about)|joined|lives|works|edits|hosts|tweets|holds|can be (?:reached|found)|"
    r"es|é|è|est|ist|escribe|escreve|écrit|scrive|schreibt|schrijft|trabaja|trabalha|travaille|lavora|arbeitet|werkt)\b"
)
_WORKS = r"[’']s (?:[\w-]+ ){0,2}(?:book|novel|memoir|column|podcast|newsletter)\b"
_LIFE = re.compile(rf",? .{{0,60}}?\b{_LIVES}|{_WORKS}", re.IGNORECASE)
"""What follows somebody's name where a life begins."""
_ELSEWHERE = re.compile(
    r"(?:for |read |find |see |get )?(?:more|follow|read|find|see)\b"
    r"(?:.{0,80}\b(?:coverage|stories|news|reporting)\b| (?:of )?(?:the )?(?:AP|AFP|Reuters)(?:[’']s)?\b).{0,80}?:? ?"
    r"(?:https?://\S+|@\w+)(?:(?:,| and|, and) (?:https?://\S+|@\w+))*\.?",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\b(?:sign up|subscribe)\b.{0,80}\bnewsletters?\b|\bnewsletters?\b.{0,80}\b(?:sign up|subscribe)\b", re.IGNORECASE)
"""The outlet's own letters, which are offered below its stories."""
_BY = re.compile(r"^(?:(?:written|words|text|reporting|story) )?by ", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|@\w")


def without_closing(blocks: list[Block], byline: str | None) -> list[Block]:
    """Return a story's blocks without what tells of its author, and without its agency's addresses, at their end.

    Args:
        blocks: those of the story.
        byline: the people who wrote it.
    """
    people = [name for name in re.split(r",\s|;\s|\sand\s", byline or "") if len(name.split()) > 1]
    signed = {fold(byline or ""), *map(fold, people)} - {""}
    dropped: set[int] = set()
    end = len(blocks)
    for at in range(len(blocks) - 1, max(len(blocks) - 1 - _MOST, 1), -1):
        block = blocks[at]
        if isinstance(block, Related):
            if fold(" ".join(link.text for link in block.links)) in signed:
                dropped.add(at)
            continue
        text = clean_line(block.text)
        if isinstance(block, Caption) and not text:
            continue  # a portrait, where a life stands above it
        if not isinstance(block, Paragraph | Heading) or len(text) > _LONGEST:
            break
        told = (
            fold(_BY.sub("", text)) in signed
            or any(_tells_of(text, name) for name in people)
            or (_ADDRESS.search(text) and _ELSEWHERE.fullmatch(text))
            or _LETTERS.search(text)
        )
        if not told:
            break
        end = at
    return [block for at, block in enumerate(blocks) if at not in dropped and (at < end or isinstance(block, Related))]


def _tells_of(line: str, name: str) -> bool:
    """Whether a line begins the life of somebody, or is the label above it."""
    low, named = line.lower(), name.lower()
    return low == f"about {named}" or (low.startswith(named) and _LIFE.match(line, len(name)) is not None)
