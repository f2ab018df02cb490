"""Which names to look for in a text: those of its language and script."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Final

from tuireader.meaning import lexicon, places
from tuireader.meaning.gazetteer import Gazetteer, load, read_extra, read_language
from tuireader.meaning.places import Mention
from tuireader.meaning.scripts import Unspaced, without_particles

Finder = Callable[[str], list[Mention]]
_LATIN: Final = ("de", "fr", "es", "pt", "it", "nl")
_ENGLISH_ONLY: Final = frozenset(["mark", "usage"])
_SAMPLE: Final = 800
_SCRIPTS: Final = (
    ("ru", re.compile("[\u0400-\u04ff]"), 0.2),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.2),
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.2),
)
"""Languages by their letters, and the share of them from which a text is in it: Latin letters stand in every language's news."""
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def finder(sample: str, language: str | None, extra: Path | None = None) -> Finder:
    """Return what finds the places in a text.

    Args:
        sample: the text's beginning, headline included.
        language: what is said of its language (BCP 47), if anything; the text itself overrules it, for feeds often say "en" of anything.
        extra: a person's own table of names.
    """
    return _finder(_which(sample[:_SAMPLE], language), extra)


def _which(sample: str, language: str | None) -> str:
    """Return "en", "latin" for another language in Latin letters, "mixed" where nothing tells, or the language that stands for a script."""
    if not sample.isascii():
        letters = len(_LETTER.findall(sample))
        for which, script, share in _SCRIPTS:
            if len(script.findall(sample)) > share * letters:
                return which
    words = _WORD.findall(sample)
    listed = lexicon.sections("languages")
    lows = [word.lower() for word in words]
    english = sum(map(listed["english"].__contains__, lows))
    foreign = sum(map(listed["foreign"].__contains__, words))
    if not listed["foreign beginnings"].isdisjoint(lows):
        foreign += sum(
            word not in listed["foreign"] and word[0].isupper() and low in listed["foreign beginnings"]
            for word, low in zip(words, lows, strict=True)
        )
    if english != foreign:
        return "en" if english > foreign else "latin"
    if language:
        return "en" if language.startswith("en") else "latin"
    return "en" if english else "mixed"


@cache
def _finder(which: str, extra: Path | None) -> Finder:
    base = load(extra)
    if which == "en":
        return partial(places.find, gazetteer=base)
    gazetteer = Gazetteer()
    gazetteer.capitals_tell = which == "mixed"
    if which in ("latin", "mixed"):
        gazetteer.names = {name: entry for name, entry in base.names.items() if which == "mixed" or entry.kind not in _ENGLISH_ONLY}
        gazetteer.longest, gazetteer.openings = dict(base.longest), set(base.openings)
        for language in _LATIN:
            read_language(gazetteer, language, over=False)
        return partial(places.find, gazetteer=gazetteer)
    read_language(gazetteer, which)
    gazetteer.countries = dict(base.countries)
    if extra is not None:
        read_extra(gazetteer, extra)
    if which in ("zh", "ja"):
        return Unspaced(gazetteer).find
    if which == "ar":
        return lambda text: places.find(without_particles(text, gazetteer), gazetteer)
    return partial(places.find, gazetteer=gazetteer)
