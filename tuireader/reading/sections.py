"""The names that news sites give their sections and regions, as they stand above a headline."""

from __future__ import annotations

import re

from tuireader.reading.tables import names

_DESKS = names("""
world|world news|international|international news|global|news|home|latest|breaking news|top stories
africa|north africa|west africa|east africa|southern africa|south africa|nigeria|kenya
asia|asia pacific|asia-pacific|south asia|east asia|southeast asia|south-east asia|central asia|china|india|japan
australia|new zealand|oceania|pacific
europe|eu|uk|u.k.|britain|england|scotland|wales|northern ireland|ireland|london|france|germany|italy|spain|russia|ukraine|turkey|poland
middle east|mideast|middle east & africa|middle east and africa|israel|gaza|palestine|iran|iraq|syria|egypt|lebanon|yemen|saudi arabia
us & canada|us and canada|u.s. & canada|us|u.s.|usa|us news|u.s. news|united states|north america|americas|america|canada
nation|national|new york|washington
latin america|latin america & caribbean|latin america and caribbean|latin america and the caribbean|latin america & the caribbean
south america|central america|caribbean|mexico|brazil
""")
_SUBJECTS = names("""
business|economy|markets|money|finance|personal finance|companies|media|technology|tech
science|science & environment|science and environment|environment|climate|health|wellness|education|education & family|family & education
arts|culture|entertainment|entertainment & arts|entertainment and arts|books|film|music|television|tv & radio|style|fashion|food|travel
sport|sports|football|soccer|cricket|rugby|tennis|golf|athletics|motorsport|formula 1|olympics
politics|uk politics|us politics|scotland politics|wales politics|northern ireland politics|n. ireland politics|law|crime|elections
us election 2016|us election 2020|election 2015|election 2017|election 2019|brexit
magazine|stories|in pictures|video|features|reality check|newsbeat|blogs|blogs trending|trending|bbc trending|disability|history|religion
obituaries|opinion|comment|comment is free|analysis|editorial|letters|lifestyle|life|society
weather|autos|cars|real estate|property|jobs|work & careers|weird|odd news|oddly enough
""")
_NO_SECTION = names("""
all|article|articles|blog|category|default|featured|front page|frontpage|home|home page|homepage|index|latest|main|misc|miscellaneous|n/a
nil|none|null|other|page|pages|popular|post|posts|slider|stories|story|top stories|uncategorised|uncategorized|undefined|unknown
""")
"""What programs put where a section's name belongs, as they put it."""
_RUN_TOGETHER = re.compile(r"(?<=[A-Z]{2})(?=[A-Z][a-z]{2})")
_CRUMB = re.compile(r"\s+(?:>|›|»|/|\||→)\s+")
_SMALL = names("and|of|the|in|for|on|at|by|de|la|du|&|-|–|to|a|an")


def crumbs(line: str) -> tuple[str, ...]:
    """Return the parts of a path such as ``Home > World > Europe``, outermost first; one part for any other line."""
    return tuple(filter(None, (part.strip() for part in _CRUMB.split(line.strip(" >›»/|")))))


def named_by_program(stated: str) -> tuple[str, ...]:
    """Return the sections that a page's data name, written as people write them; what names none is left out.

    ``/world/middle_east`` is "Middle East" and "World", the inner one first, ``game,news`` "Game" and "News", ``UKNews`` "UK News".
    """
    path = stated.strip("/").split("/")[::-1] if stated.startswith("/") else stated.split(",") if _is_list(stated) else [stated]
    return tuple(part for part in map(_as_written, path) if part and part.lower() not in _NO_SECTION)


def _as_written(part: str) -> str:
    """Return a name as people write it."""
    if not part.islower():
        return _RUN_TOGETHER.sub(" ", " ".join(part.split()))
    words = " ".join(re.sub(r"[_-]", " ", part).split())
    return words.title() if words in _DESKS else words[:1].upper() + words[1:]


def _is_list(stated: str) -> bool:
    """Whether commas part names that a program joined: people put a space behind them."""
    return "," in stated and ", " not in stated


def is_known(line: str) -> bool:
    """Whether the line is a section's name that is in common use, or a path whose last part is."""
    return _fold(crumbs(line)[-1] if crumbs(line) else "") in _DESKS | _SUBJECTS


def subject(line: str) -> str | None:
    """Return the name of the section when it is a subject ("Business") and no part of the world."""
    last = crumbs(line)[-1] if crumbs(line) else ""
    return last if _fold(last) in _SUBJECTS else None


def looks_like_name(line: str) -> bool:
    """Whether the line has the shape of a section's name: a few words, each with a capital, without punctuation."""
    words = line.split()
    if not 1 <= len(words) <= 5 or len(line) > 48 or not re.fullmatch(r"[\w &.,'’-]+", line) or line[-1] in ".,":
        return False
    return (
        line[0].isupper()
        and all(word[0].isupper() or word.lower() in _SMALL for word in words)
        and not any(char.isdigit() for char in line)
    )


def _fold(line: str) -> str:
    return " ".join(line.lower().split()).rstrip(":")
