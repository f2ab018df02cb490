"""What a section heading or the sections of an address say: a region, a country, a subject, or nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tuireader.meaning.gazetteer import load

_NOT_A_WORD = re.compile(r"[\W_]+")
_TRAILING_NUMBER = re.compile(r"-?\d+$")
_MOST_PARTS = 8
_LONGEST_HEADING = 60
_MOST_SECTION_WORDS = 3
"""More are a story's own words, unless they begin as a section does ("uk england south yorkshire")."""


AMERICAS = ("Latin America & Caribbean", "US & Canada")
"""What papers call the Americas is one of these; the story's names tell which."""


class Section(NamedTuple):
    """What a heading means."""

    code: str | None
    """A country's ISO code, ``@`` and a desk, or ``@Americas``; None for a mere subject."""
    subject: str | None
    """Business, Technology …; None for a mere region."""


def heading(line: str) -> Section | None:
    """Return what a section heading says, or None for a line that is no section's heading known here."""
    if not line or len(line) > _LONGEST_HEADING:
        return None
    return _meaning(" ".join(_NOT_A_WORD.sub(" ", line.replace("&", " and ").replace("'", "")).lower().split()))


def is_section_heading(line: str) -> bool:
    """Whether a line is a section's or a region's heading."""
    return heading(line) is not None


def address(url: str) -> tuple[Section | None, str]:
    """Return what the sections in a web address say together, and the words that said where; (None, "") where it says nothing.

    ``/news/world-africa-12345``, ``/2016/01/31/africa/…``, ``/world/middleeast/``, ``/us-news/2020/may/…``.
    """
    try:
        parts = [part.lower() for part in urlsplit(url).path.split("/") if part][:_MOST_PARTS]
    except ValueError:
        return None, ""
    code, subject, words = None, None, ""
    for part in parts[:-1] + [part for part in parts[-1:] if _TRAILING_NUMBER.search(part)]:
        said, wording = _address_part(part)
        if said is None:
            continue
        if said.code is not None and (code in (None, "@World") or _narrower(said.code, code)):
            code, words = said.code, wording
        subject = subject or said.subject
    if code is None and subject is None:
        return None, ""
    return Section(code, subject), words


def _narrower(code: str, than: str | None) -> bool:
    """Whether a code is a country of the desk that the other names."""
    if than is None or not than.startswith("@") or code.startswith("@"):
        return False
    return load().desk(code) in AMERICAS if than == "@Americas" else load().desk(code) == than[1:]


def _address_part(part: str) -> tuple[Section | None, str]:
    """Return the meaning of one part of a path: "world-asia-china-1234", "us-news", "middleeast"."""
    words = [word for word in _NOT_A_WORD.sub(" ", _TRAILING_NUMBER.sub("", part)).split() if not word.isdigit()]
    if not words or len(words) > 7:
        return None, ""
    whole = _meaning(" ".join(words))
    if whole is not None and whole.code != "@World":
        return whole, " ".join(words)
    # The longest end or beginning that means something: the end says it nearest ("world asia china"), else the beginning ("uk england").
    while words and words[0] in ("world", "news") and len(words) > 1:
        words = words[1:]
    if len(words) > _MOST_SECTION_WORDS and " ".join(words[:2]) not in _table():
        return whole, " ".join(words) if whole else ""
    for size in range(len(words), 0, -1):
        for piece in (words[len(words) - size :], words[:size]):
            said = _meaning(" ".join(piece))
            if said is not None and (said.code is not None or size == len(words)) and (size == len(words) or words[0] in _stems()):
                return said, " ".join(piece)
    return whole, " ".join(words) if whole else ""


@cache
def _rows() -> list[tuple[str, str, list[str]]]:
    """Return the rows of the table of headings."""
    text = (Path(__file__).with_name("data") / "headings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(kind, value, names.split("|")) for kind, value, names in rows]


@cache
def _stems() -> frozenset[str]:
    return frozenset(name for kind, _, names in _rows() if kind == "stem" for name in names)


@cache
def _table() -> dict[str, Section]:
    table: dict[str, Section] = {}
    for kind, value, names in _rows():
        for name in names if kind != "stem" else ():
            old = table.get(name, Section(None, None))
            if kind == "subject":
                table[name] = old._replace(subject=value)
            else:
                table[name] = old._replace(code=value if kind == "country" else "@" + value)
    return table


@cache
def _by_name() -> dict[str, str]:
    """Return the countries' names in lower case and their codes, but for those that a heading can't mean alone."""
    gazetteer = load()
    return {key.lower(): entry.codes[0] for key, entry in gazetteer.names.items() if entry.kind == "country"}


def _meaning(words: str) -> Section | None:
    said = _table().get(words)
    if said is None and (code := _by_name().get(words)) is not None:
        said = Section(code, None)
    return said
