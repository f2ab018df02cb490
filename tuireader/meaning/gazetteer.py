"""The gazetteer: names that stand for a country or a region, and the desk table; loaded when the first story is placed.

The data are tab-separated files in ``data/`` (their README names the sources). A person's own file, in the form that
``docs/regions.md`` describes, extends and overrides them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import ascii_letters, digits
from typing import Final, NamedTuple

from tuireader.errors import UnknownFormat, UnreadableInput
from tuireader.lettering import plain_bytes, with_spaces

DESKS: Final = ("Africa", "Asia", "Europe", "Latin America & Caribbean", "Middle East", "Oceania", "US & Canada", "World")
"""The top level of the regions, in the order of the list."""

KINDS: Final = (
    *("country", "people", "person", "institution", "group", "division", "city", "town", "village", "region"),
    *("water", "currency", "phrase", "faith", "seat", "mark", "usage"),
)
"""What a name can be; ``data/README.md`` says what each means."""
SMALL: Final = frozenset(["town", "village"])
"""Kinds of places whose names are many other things' too."""

_COMBINING = re.compile("[\u0300-\u036f]")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "ʼ": "'"}
)
_WORD = re.compile(r"([^\W_]{2,}|[A-Za-z](?:\.(?:[A-Za-z]\.)+)?|[^\W_])")
_DOTTED = re.compile(rb"(?<![A-Za-z0-9])(?:[A-Za-z]\.){2,}(?=([A-Za-z0-9])?)")
_MAYBE_DOTTED = re.compile(rb"\.[A-Za-z]\.")
_WORDS_ALONE = with_spaces(ascii_letters + digits)


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


class Gazetteer:
    """Names by their words, and the desk table."""

    def __init__(self) -> None:
        self.countries: dict[str, Country] = {}
        self.names: dict[str, Entry] = {}
        self.longest: dict[str, int] = {}
        """For the first word of a name: the most words that a name beginning with it has."""
        self.openings: set[str] = set()
        """The first two words of every name that has several."""
        self.capitals_tell = True
        """Whether a capital letter beside a name tells a person's; in German every noun has one, in Arabic none."""

    def add(self, name: str, entry: Entry) -> None:
        """Let ``name`` stand for ``entry``; a name that is there already is replaced."""
        words = name.split() if name.isascii() and name.replace(" ", "").isalpha() else list(filter(None, cut(name)))
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
        if len(words) > 1:
            self.openings.add(" ".join(words[:2]))

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

    def read_keys(self, text: str) -> None:
        """Take in a generated table of names, which are written as :attr:`names` has them: no accents, a space between words."""
        for kind, codes, names in _rows(text, 3):
            keys = names.split("|")
            self.names.update(dict.fromkeys(keys, Entry(kind, tuple(codes.split(",")))))
            self._count_words(keys)

    def _count_words(self, keys: Iterable[str]) -> None:
        """Note how many words the names have that begin with the first word of each."""
        longest = self.longest
        for key in keys:
            if " " not in key:
                longest.setdefault(key, 1)
                continue
            words = key.split()
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
            self.openings.add(" ".join(words[:2]))

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


def cut(text: str) -> list[str]:
    """Return the words of ``text``, accents folded, "U.S." as "US"; an empty string stands for each sign beyond one that parts two words.

    So words with one space between them, or a hyphen, are neighbours in the list.
    """
    plain = plain_bytes(text)
    if plain is None:
        text = fold(text)
        plain = plain_bytes(text)
        if plain is None:
            return _cut_by_pattern(text)
    if _MAYBE_DOTTED.search(plain):
        plain = _DOTTED.sub(_undotted, plain)
    return plain.translate(_WORDS_ALONE).decode().split(" ")


def _undotted(match: re.Match[bytes]) -> bytes:
    return match[0].replace(b".", b"") + (b"   " if match[1] else b"")


def _cut_by_pattern(text: str) -> list[str]:
    parts = _WORD.split(text)
    words: list[str] = []
    for between, word in zip(parts[::2], parts[1::2], strict=False):
        if len(between) != 1:
            words += [""] * (len(between) - 1 if between else 2)
        words.append(word.replace(".", "") if "." in word else word)
    return words


def _rows(text: str, columns: int) -> list[list[str]]:
    """Return the rows of a tab-separated table, comments and blank lines left out, short rows filled up."""
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            rows.append((cells + [""] * (columns - len(cells)))[:columns])
    return rows


def _data(name: str) -> str:
    return (Path(__file__).with_name("data") / name).read_text(encoding="utf-8")


def read_language(gazetteer: Gazetteer, language: str, *, over: bool = True) -> Gazetteer:
    """Take in the names of another language; ``over``: where a name is there already, the new one wins (over a mere town always)."""
    extra, names = _language(language), gazetteer.names
    for name, entry in extra.names.items():
        if over or name not in names or names[name].kind in SMALL:
            names[name] = entry
    for first, size in extra.longest.items():
        gazetteer.longest[first] = max(gazetteer.longest.get(first, 0), size)
    gazetteer.openings |= extra.openings
    return gazetteer


@cache
def _language(language: str) -> Gazetteer:
    extra = Gazetteer()
    extra.read_keys(_data(f"names.{language}.tsv"))
    return extra


@cache
def load(extra: Path | None = None) -> Gazetteer:
    """Return the gazetteer of English names, loaded once.

    Args:
        extra: a person's own table of names, read last, so that it wins; ``docs/regions.md`` describes it.

    Raises:
        UnreadableInput: ``extra`` can't be read.
        UnknownFormat: a line of it is not of its form; the reason says which.
    """
    gazetteer = Gazetteer()
    for name in ("divisions.tsv", "cities.tsv"):
        gazetteer.read_keys(_data(name))
    gazetteer.read_names(_data("marks.en.tsv"))
    gazetteer.read_people(_data("people.tsv"))
    gazetteer.read_names(_data("names.en.tsv"))
    gazetteer.read_desks(_data("desks.tsv"))
    gazetteer.read_names(_data("phrases.en.tsv"))
    if extra is not None:
        read_extra(gazetteer, extra)
    return gazetteer


def read_extra(gazetteer: Gazetteer, extra: Path) -> None:
    """Take in a person's own table: names, and desks that countries are to be moved to.

    Raises:
        UnreadableInput: it can't be read.
        UnknownFormat: a line of it is not of its form.
    """
    try:
        text = extra.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"the table of names can't be read: {error}", str(extra)) from error
    names = []
    for number, line in enumerate(text.splitlines(), 1):
        kind, codes, rest = next(iter(_rows(line, 3)), ("", "", ""))
        if not kind:
            continue
        known = all(code[1:] in DESKS if code.startswith("@") else code in gazetteer.countries for code in codes.split(",") if code)
        if kind not in (*KINDS, "desk") or not known or not rest or (kind == "desk" and rest not in DESKS):
            raise UnknownFormat(
                f"line {number}: expected a kind, a country's code and names, parted by tabs, not {line[:60]!r}", str(extra)
            )
        if kind == "desk":
            gazetteer.countries[codes] = gazetteer.countries[codes]._replace(desk=rest)
        else:
            names.append(line)
    gazetteer.read_names("\n".join(names))
