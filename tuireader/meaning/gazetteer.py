"""The gazetteer: names that stand for a country or a region, and the desk table; loaded when the first story is placed.

The data are tab-separated files in ``data/`` (their README names the sources). A person's own file, in the form that
``docs/regions.md`` describes, extends and overrides them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

DESKS: Final = ("Africa", "Asia", "Europe", "Latin America & Caribbean", "Middle East", "Oceania", "US & Canada", "World")
"""The top level of the regions, in the order of the list."""

_COMBINING = re.compile("[\u0300-\u036f]")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "ʼ": "'"}
)
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+")


class Country(NamedTuple):
    """A country of the desk table."""

    code: str
    desk: str
    name: str


class Entry(NamedTuple):
    """What a name stands for."""

    kind: str
    """country, people, person, institution, division, city, town …; see ``data/README.md``."""
    codes: tuple[str, ...]
    """ISO codes, the likeliest first, or one ``@`` and a desk; empty for a phrase that names no place."""


class Token(NamedTuple):
    """A word of a text."""

    text: str
    """Accents folded; "U.S." is "US"."""
    start: int
    end: int


class Gazetteer:
    """Names by their words, and the desk table."""

    def __init__(self) -> None:
        self.countries: dict[str, Country] = {}
        self.names: dict[str, Entry] = {}
        self.longest: dict[str, int] = {}
        """For the first word of a name: the most words that a name beginning with it has."""

    def add(self, name: str, entry: Entry) -> None:
        """Let ``name`` stand for ``entry``; a name that is there already is replaced."""
        words = name.split() if name.isascii() and name.replace(" ", "").isalpha() else [token.text for token in tokens(name)]
        if not words:
            return
        self._index(words, entry)
        if len(words) > 1 and not name.istitle() and any(word.islower() for word in words):
            self._index([words[0][:1].upper() + words[0][1:], *words[1:]], entry)
            self._index([word[:1].upper() + word[1:] for word in words], entry)

    def _index(self, words: list[str], entry: Entry) -> None:
        self.names[" ".join(words)] = entry
        if len(words) > self.longest.get(words[0], 0):
            self.longest[words[0]] = len(words)

    def desk(self, code: str) -> str:
        """Return the desk of a country's code or of an ``@`` desk."""
        return code[1:] if code.startswith("@") else self.countries[code].desk

    def read_desks(self, text: str) -> None:
        """Take in a desk table: code, desk, common name, other names, people."""
        for code, desk, name, others, people in _rows(text, 5):
            self.countries[code] = Country(code, desk, name)
            for other in (name, *others.split("|")):
                self.add(other, Entry("country", (code,)))
            for one in people.split("|"):
                self.add(one, Entry("people", (code,)))

    def read_names(self, text: str) -> None:
        """Take in a table of names: kind, codes, names."""
        for kind, codes, names in _rows(text, 3):
            entry = Entry(kind, tuple(codes.split(",")) if codes else ())
            for name in names.split("|"):
                self.add(name, entry)

    def read_people(self, text: str) -> None:
        """Take in a table of people in office: code, from, to, names."""
        for code, _from, _to, names in _rows(text, 4):
            entry = Entry("person", (code,))
            for name in names.split("|"):
                self.add(name, entry)


def fold(text: str) -> str:
    """Return ``text`` without the accents of Latin, Greek and Cyrillic letters, so that "São" and "Sao" are one name."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _COMBINING.sub("", unicodedata.normalize("NFD", text.translate(_UNDECOMPOSED))))


def tokens(text: str) -> list[Token]:
    """Return the words of ``text``, accents folded; offsets are of the folded text."""
    found = []
    for match in _TOKEN.finditer(fold(text)):
        word = match.group()
        found.append(Token(word.replace(".", "") if "." in word else word, match.start(), match.end()))
    return found


def _rows(text: str, columns: int) -> list[list[str]]:
    """Return the rows of a tab-separated table, comments and blank lines left out, short rows filled up."""
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            rows.append((cells + [""] * (columns - len(cells)))[:columns])
    return rows


def _data(name: str) -> str:
    return (files("tuireader.meaning") / "data" / name).read_text(encoding="utf-8")


@cache
def load(extra: Path | None = None) -> Gazetteer:
    """Return the gazetteer, loaded once; ``extra`` is a person's own table of names, read last, so that it wins.

    Raises:
        OSError: ``extra`` can't be read.
    """
    gazetteer = Gazetteer()
    for name in ("marks.en.tsv", "divisions.tsv", "cities.tsv"):
        gazetteer.read_names(_data(name))
    gazetteer.read_people(_data("people.tsv"))
    gazetteer.read_names(_data("names.en.tsv"))
    gazetteer.read_desks(_data("desks.tsv"))
    gazetteer.read_names(_data("phrases.en.tsv"))
    if extra is not None:
        gazetteer.read_names(extra.read_text(encoding="utf-8"))
    return gazetteer
