"""Placing a story: one region, the evidence for it in words, and the countries that it names.

Evidence, strongest first: the section heading and the page's own sections; the address; the dateline; the subscription's region; the
names in headline and text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from tuireader.article import Article, Caption, Clues, Place, Related
from tuireader.meaning import dateline, languages, sections
from tuireader.meaning.gazetteer import DESKS, Gazetteer, load
from tuireader.meaning.places import find
from tuireader.meaning.sections import Section, heading, is_section_heading
from tuireader.meaning.tally import Scores, Tally

__all__ = ["DESKS", "Placement", "Section", "heading", "is_section_heading", "place"]

WORLD: Final = "World"
_LEADS: Final = 2
_DATELINE: Final = 2.5
_NOTED: Final = 0.12
_STANDS_OUT: Final = 0.34
_MANY: Final = 4
_IN_PASSING: Final = 0.65
_ONE_COUNTRY: Final = 1.1
_OF_THE_DESK: Final = 0.4
_NO_TEXT: Final = (Caption, Related)
_MOST_BLOCKS: Final = 60
"""A story says where it is in its beginning; a book-long one is not read to its end for that."""


class Placement(NamedTuple):
    """Where a story belongs."""

    region_path: tuple[str, ...]
    """The desk, then the country where the story is of one."""
    evidence: str
    """Why, in words."""
    places: tuple[Place, ...]
    """The countries named, most named first."""
    section: str | None
    """The subject that the heading or the address says; None where it says none."""


def place(article: Article, clues: Clues, extra: Path | None = None) -> Placement:
    """Return where ``article`` belongs by its reader's ``clues``, its address and its text; ``extra`` is a person's own table of names."""
    gazetteer = load(extra)
    texts = _texts(article)
    tally = Tally(gazetteer, languages.finder(" ".join((article.title, *texts[:_LEADS])), article.language, extra))
    tally.headline(article.title)
    for number, text in enumerate(texts):
        if number < _LEADS:
            tally.lead(text)
        else:
            tally.rest(text)
    for text in _captions(article):
        tally.caption(text)
    scores = tally.settle()
    places = tally.places()
    said, subject = _strong(article, clues, texts, scores, gazetteer)
    path, evidence = _decide(said, scores, places, gazetteer)
    return Placement(path, evidence, places, subject)


def _texts(article: Article) -> list[str]:
    shown = [block.text for block in article.blocks if not isinstance(block, _NO_TEXT) and block.text]
    return [*([article.standfirst] if article.standfirst else []), *shown][:_MOST_BLOCKS]


def _captions(article: Article) -> list[str]:
    return [block.text for block in article.blocks if isinstance(block, Caption) and block.text][:_MOST_BLOCKS]


class _Said(NamedTuple):
    """What evidence other than the names in the text says."""

    code: str
    words: str


def _strong(article: Article, clues: Clues, texts: list[str], scores: Scores, gazetteer: Gazetteer) -> tuple[_Said | None, str | None]:
    """Return the strongest evidence apart from the names in the text, and the subject that heading or address say."""
    said: _Said | None = None
    subject: str | None = None
    for words, name in (("section heading", clues.heading), *(("the page's section", one) for one in reversed(clues.sections))):
        if name and (meaning := heading(name)):
            subject = subject or meaning.subject
            if said is None and meaning.code and meaning.code != "@World":
                said = _Said(meaning.code, f"{words} '{name}'")
    if article.url:
        found, words = sections.address(article.url)
        if found:
            subject = subject or found.subject
            if said is None and found.code and found.code != "@World":
                said = _Said(found.code, f"address says '{words}'")
    return said or _dateline(clues, texts, scores, gazetteer) or _subscription(clues, gazetteer), subject


def _dateline(clues: Clues, texts: list[str], scores: Scores, gazetteer: Gazetteer) -> _Said | None:
    """Return what the dateline says; nothing where headline and lead speak of another region much more: correspondents sit in capitals."""
    line = clues.dateline or (dateline.of(texts[0]) if texts else None)
    if not line:
        return None
    for mention in reversed(find(line.title() if line.isupper() else line, gazetteer)):
        code = mention.entry.codes[0]
        if code.startswith("@"):
            continue
        best = max(scores.desks.values(), default=0.0)
        if scores.desks.get(gazetteer.desk(code), 0.0) * _DATELINE >= best:
            return _Said(code, f"dateline '{line}'")
    return None


def _subscription(clues: Clues, gazetteer: Gazetteer) -> _Said | None:
    """Return the region that the person gave the subscription."""
    region = clues.subscription_region
    if not region or region[0] not in DESKS or region[0] == WORLD:
        return None
    codes = [country.code for country in gazetteer.countries.values() if (country.desk, country.name) == region[:2]]
    return _Said(codes[0] if codes else "@" + region[0], f"the subscription's region, {' > '.join(region)}")


def _decide(said: _Said | None, scores: Scores, places: tuple[Place, ...], gazetteer: Gazetteer) -> tuple[tuple[str, ...], str]:
    """Return the path and the evidence in words."""
    named = {one.code: one.count for one in places}
    if said is not None and not said.code.startswith("@"):
        country = gazetteer.countries[said.code]
        return (country.desk, country.name), _evidence(said.words, country.name, named.get(said.code, 0))
    if said is None:
        desk = _foremost(scores)
    elif said.code == "@Americas":
        desk = max(sections.AMERICAS, key=lambda one: scores.desks.get(one, 0.0))
    else:
        desk = said.code[1:]
    code = _country(desk, scores, gazetteer)
    words = said.words if said is not None else None
    if code is None:
        return (desk,), words or _why_desk(desk, scores)
    name = gazetteer.countries[code].name
    if words is None and not named.get(code):
        words = f"words of {name}'s public life"
    return (desk, name), _evidence(words, name, named.get(code, 0))


def _foremost(scores: Scores) -> str:
    """Return the desk that the names speak for, World where none stands out."""
    if not any(scores.desks.values()):
        return WORLD
    desk, weight = max(scores.desks.items(), key=lambda item: item[1])
    if scores.long and weight < _IN_PASSING:
        return WORLD
    own = [one for name, one in scores.desks.items() if name != WORLD]
    total = sum(own)
    wide = sum(1 for one in own if one >= _NOTED * total)
    return WORLD if weight < _STANDS_OUT * total and wide >= _MANY else desk


def _country(desk: str, scores: Scores, gazetteer: Gazetteer) -> str | None:
    """Return the country of the desk that the story is of, if it is of one."""
    own = sorted(((weight, code) for code, weight in scores.countries.items() if gazetteer.desk(code) == desk), reverse=True)
    if not own:
        return None
    weight, code = own[0]
    others = own[1][0] if len(own) > 1 else 0.0
    return code if weight >= _ONE_COUNTRY * others and weight >= _OF_THE_DESK * scores.desks[desk] else None


def _evidence(words: str | None, name: str, count: int) -> str:
    times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    counted = f"{name} named {times}" if count else ""
    return "; ".join(filter(None, (words, counted)))


def _why_desk(desk: str, scores: Scores) -> str:
    if desk != WORLD:
        return f"names of {desk} in headline and text"
    best = max(scores.desks.values(), default=0.0)
    if not best:
        return "names no place"
    return "names places of many regions, none foremost" if best >= _IN_PASSING else "names places only in passing"
