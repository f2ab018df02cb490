"""The top of a page copied as text: section heading, headline, byline, date."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import msgspec

from tuireader.reading import sections
from tuireader.reading.capitals import in_small_letters
from tuireader.reading.dates import dates_in
from tuireader.reading.sentences import ends_sentence
from tuireader.reading.tables import names

_LONGEST_HEADLINE = 220
_BY = re.compile(r"(?:By|BY|by|Von|Par|Por|Door|Di|Texte?)\s+(?P<rest>[^\W\d_].{1,140})")
_KNOWN_OUTLET = re.compile(
    r"\b(?:BBC(?: (?:News|Sport|World Service|Monitoring|Newsbeat|Trending|Scotland))?|CNN(?: Business)?|"
    r"Reuters|AFP|(?:The )?Associated Press|AP|Bloomberg|Al Jazeera|NPR|Press Association|PA Media|dpa|Xinhua|(?:The )?Guardian)\b"
)
_SHAPED_OUTLET = re.compile(
    r"(?:^|(?<=, )|(?<=for )|(?<=[|–—-] ))(?:[Tt]he )?(?:[A-Z][\w.]+ ){1,3}"
    r"(?:News|Times|Post|Guardian|Journal|Herald|Tribune|Mail|Star|Gazette|Observer|Chronicle|Today|Magazine)(?=$|,)"
)
_ROLE = re.compile(r"\b(?:editor|correspondent|reporter|writer|columnist|analyst|producer|journalist|contributor)\b", re.IGNORECASE)
_NAME_THEN_ROLE = re.compile(
    r"^([A-Z][\w.'’-]+ [A-Z][\w.'’-]+)(?: (?:[A-Z][\w&-]+|affairs|and)){0,4}"
    r" (?:[Ee]ditor|[Rr]eporter|[Cc]orrespondent|[Ww]riter|[Cc]olumnist|[Aa]nalyst)$"
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*,?")
_PARTS = re.compile(r", |\s[|–—-]\s")
_TRAILING_LINK = re.compile(r"\s+(?:for|of|at|in)$")
_FROM_SECTION = re.compile(r"From the section (?P<section>.{1,60})")
_LINKING = names("and|&|with|de|van|von|der|den|la|le|du|da|dos|di|del|al|bin|ibn|el|in")
_INSET_BYLINE = re.compile(
    r"(?:(?:by|analysis by|words by|reporting by)\s|.{3,60},\s.{0,60}(?:\bnews\b|correspondent|editor|reporter|bureau)).{1,120}",
    re.IGNORECASE,
)
_CAPITAL = "A-Z\u00c0-\u00de"
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATELINE = re.compile(
    # KYIV or NEW DELHI, Ukraine; or a name in small letters, when an agency in brackets comes before the dash: Paris (AFP) -
    rf"(?P<place>[{_CAPITAL}][{_CAPITAL} .'’-]{{1,40}}(?:, (?!{_MONTHS})[{_CAPITAL}][\w.'’ -]{{1,30}})?|"
    rf"[{_CAPITAL}][\w.'’-]{{2,20}}(?: [{_CAPITAL}][\w.'’-]{{2,20}}){{0,2}}(?=[ ,][^—–-]{{0,30}}\())"
    r"(?:, (?:\w{3,9}\.? \d{1,2}|\d{1,2} \w{3,9}\.?))?\s?(?:\((?P<agency>[\w ./&-]{2,40})\))?\s?(?:—|–|--|-)\s(?=\S)"
)
_NO_PLACE = names(
    "ANALYSIS|OPINION|EXCLUSIVE|UPDATE|BREAKING|BREAKING NEWS|WATCH|VIDEO|FILE|PHOTO|FILE PHOTO|CORRECTION|LIVE|EXPLAINER|FACTBOX|NOTE"
)


class Dateline(NamedTuple):
    """Where a report was written, and for whom."""

    place: str
    agency: str | None
    end: int
    """Where the sentence after it begins."""


class Front(msgspec.Struct):
    """What the top of a page says."""

    heading: str | None = None
    title: str = ""
    byline: str | None = None
    source: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    sections: tuple[str, ...] = ()
    used: int = 0
    """How many lines of the page it takes."""


def is_headline(line: str, following: str | None) -> bool:
    """Whether a line at the top is a headline rather than the first paragraph; ``following`` is the next line of text."""
    if line == following:
        return True  # the page's own title was copied along
    if len(line) > _LONGEST_HEADLINE or (dateline(line) and len(line) > 60):
        return False
    if not ends_sentence(line) or line.rstrip("\"'”’»)")[-1] in "?!…":
        return True
    # A headline with a full stop stands above something longer, a first paragraph is seldom so short.
    return following is not None and len(line) <= 100 and len(following) * 5 > len(line) * 6


def is_heading(line: str, following: str | None) -> bool:
    """Whether the first line is a section's name rather than the headline; ``following`` is the next line of text, if that is next."""
    if sections.is_known(line):
        return True
    if following is None or len(line.split()) > 5 or not is_headline(following, None) or dates_in(following) or byline(following):
        return False
    longer = len(following.split()) >= max(4, len(line.split()) + 2)
    return longer and sections.looks_like_name(line)


def read_front(lines: list[tuple[str, str]]) -> Front:
    """Read the top of a page.

    Args:
        lines: the page's first lines as (kind, text) in order; kind is "text" or a marker's.
    """
    front = Front()
    text = [line if kind == "text" else None for kind, line in [*lines[:3], ("end", "")]]
    while len(text) < 3:
        text.append(None)
    if text[0] and text[1] and outlet_line(text[0]):
        front.source = text[0]
        front.used = 1
    elif text[0] and is_heading(text[0], text[1]) and any(lines[1:]):
        path = sections.crumbs(text[0])
        front.heading = path[-1] if path else text[0]
        front.sections = path if len(path) > 1 else ()
        front.used = 1
    candidate, following = text[front.used], text[front.used + 1]
    if candidate and is_headline(candidate, following):
        front.title = candidate
        front.used += 2 if following == candidate else 1
    _read_byline_and_dates(front, lines)
    return front


def _read_byline_and_dates(front: Front, lines: list[tuple[str, str]]) -> None:
    """Take the lines after the headline that say who wrote it, when, and in which section."""
    texts = [text if kind == "text" else "" for kind, text in lines[front.used : front.used + 6]]
    for line, following in pairwise([*texts, ""]):
        dates, by, section = dates_in(line), byline(line), _FROM_SECTION.fullmatch(line)
        if dates:
            front.published, front.updated = front.published or dates[0], front.updated or dates[1]
        elif section:
            front.sections = sections.crumbs(section["section"])
        elif front.byline is None and (by or _is_name_above(line, following)):
            front.byline, source = by or (line, None)
            front.source = front.source or source
        elif outlet_line(line):
            front.source = front.source or outlet_line(line)
        elif not (front.byline and _is_role(line)):
            return
        front.used += 1


def byline(line: str) -> tuple[str, str | None] | None:
    """Return (people, outlet) of a line such as "By Jane Smith BBC News, Nairobi", else None."""
    match = _BY.fullmatch(line)
    if not match or len(line.split()) > 16 or ends_sentence(line):
        return None
    people = match["rest"].strip()
    outlet = _KNOWN_OUTLET.search(people) or _SHAPED_OUTLET.search(people)
    if outlet and outlet.start():
        people = people[: outlet.start()]
    people = _TRAILING_LINK.sub("", without_roles(people).rstrip(" ,|–—-"))
    words = people.split()
    if not outlet and len(words) < 2:
        return None
    named = all(_NAME_WORD.fullmatch(word) and (not word[0].islower() or word.lower() in _LINKING) for word in words)
    return (in_small_letters(people), outlet.group() if outlet else None) if named and words else None


def without_roles(people: str) -> str:
    """Return names without the offices and the outlets behind them: "Jane Doe, AP Science Writer" is "Jane Doe"."""
    named = (_NAME_THEN_ROLE.sub(r"\1", part) for part in _PARTS.split(people))
    # Some sites write an agency as a name: "Jane Doe, Ap Science Writer".
    parts = [part for part in named if not _ROLE.search(part) and not _KNOWN_OUTLET.match(part) and not _KNOWN_OUTLET.match(part.upper())]
    return ", ".join(parts) or people


def without_outlet(people: str) -> str:
    """Return names without the agency behind them: "Jane Doe Associated Press" is "Jane Doe"."""
    outlet = next((match for match in _KNOWN_OUTLET.finditer(people) if match.end() == len(people)), None)
    return people[: outlet.start()].rstrip(" ,|–—-") if outlet and len(people[: outlet.start()].split()) > 1 else people


def outlet_line(line: str) -> str | None:
    """Return the outlet when a line is nothing but its name, with or without a place: "BBC News, Nairobi"."""
    match = _KNOWN_OUTLET.match(line) or _SHAPED_OUTLET.match(line)
    return match.group() if match and re.fullmatch(r"(?:, [A-Z\u00c0-\u00de][\w.'’ -]{1,40})?", line[match.end() :]) else None


def _is_name_above(line: str, following: str) -> bool:
    """Whether a line without "By" is a person's name, by the date or the office that follows it."""
    words = line.split()
    named = 2 <= len(words) <= 4 and all(_NAME_WORD.fullmatch(word) and (word[0].isupper() or word in _LINKING) for word in words)
    return named and (_is_role(following) or bool(dates_in(following)) or bool(outlet_line(following)))


def _is_role(line: str) -> bool:
    return 0 < len(line.split()) <= 8 and bool(_ROLE.search(line)) and not ends_sentence(line)


def is_inset_byline(line: str) -> bool:
    """Whether a line within the text names who wrote the part that follows ("Analysis by Jane Smith, political editor")."""
    return len(line) <= 140 and len(line.split()) <= 18 and not ends_sentence(line) and bool(_INSET_BYLINE.fullmatch(line))


def dateline(text: str) -> Dateline | None:
    """Return what a paragraph that begins "KYIV, Ukraine (Reuters) —" says by it, else None."""
    match = _DATELINE.match(text)
    if not match:
        return None
    place = match["place"].strip(" ,")
    return Dateline(place, match["agency"], match.end()) if len(place) > 2 and place not in _NO_PLACE else None
