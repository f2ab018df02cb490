"""Lines between the headline and the text: who wrote it, when, and the way to the page."""

from __future__ import annotations

import re

from tuireader.article import Block, Caption, Related
from tuireader.clean import clean_line
from tuireader.reading.dates import dates_in
from tuireader.reading.front import byline, outlet_line, without_roles
from tuireader.reading.html.dom import Node
from tuireader.reading.html.machinery import is_machinery, is_promotion
from tuireader.reading.html.metadata import Metadata
from tuireader.reading.html.titles import fold

_CRUMBS = re.compile(r"[^»›>/|]{2,40}(?:\s[»›>/|]\s[^»›>/|]{2,80}){1,5}")
_SIGNED = re.compile(
    r"(?:(?P<date>.{6,40}?)(?:\s+[|•·–—-])?\s+)?(?:publicado por:?|(?:posted |published |written )?by|von|par|por|di|door)\s"
    r"(?P<name>[^.!?]{3,60}?)(?:\s*[|•·–—-]\s*(?P<rest>.{4,100}))?",
    re.IGNORECASE,
)
_TIME_FIRST = re.compile(r"^\d{1,2}:\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?\s+", re.IGNORECASE)
_ALIKE = 60
"""Letters by which two texts are known to begin alike."""
_PARAGRAPH = 240
"""Characters of an opening that is more than a standfirst."""
_MONTHS = (
    "jan|fe[bv]|f[ée]v|m[äaå]r|apr|abr|avr|ma[ijy]|jun|jui|giu|jul|lug|aug|ago|ao[uû]|sep|set|o[ck]t|out|ott|nov|de[czs]|d[ée]c|gen|mag|gru|"
    "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
)
_FOREIGN_DATE = re.compile(
    rf"(?:[^\W\d]{{2,14}}(?:-feira)?[,.]? )?(?:\w{{2,4}} )?\d{{1,2}}\.?(?:er|º)? "
    rf"(?:de )?(?:{_MONTHS})[^\W\d]{{0,8}}\.?,? (?:de |del )?(?:19|20)\d\d"
    r"(?:\D{1,8}\d{1,2}(?:[:.h]\d\d)?(?: ?(?:uhr|h|ч))?)?",
    re.IGNORECASE,
)
_LINES = 8
_LONGEST = 160
"""Characters of a line above the text."""
_NUMBERS = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")


def learn(above: list[str], blocks: list[Block], page: Metadata) -> None:
    """Take the people and the dates from the lines above the text where the page says nothing of them otherwise.

    Args:
        above: the lines between the headline and the article's element.
        blocks: those of the article.
        page: what the page says of itself; this is added to it.
    """
    lines = list(above)
    for block in blocks[:_LINES]:
        if not isinstance(block, Caption | Related):
            if len(block.text) > _LONGEST:
                break
            lines += block.text.split("\n")
    for line in map(clean_line, lines):
        dates, by = dates_in(line), byline(line)
        if dates:
            page.published, page.updated = page.published or dates[0], page.updated or dates[1]
        elif by:
            page.byline, page.source = page.byline or by[0], page.source or by[1]


def take_openings(openings: list[Node], article: Node, page: Metadata) -> list[Node]:
    """Return the paragraphs above the article's element that belong to its text; a shorter one is the standfirst where none is known yet.

    Args:
        openings: the elements.
        article: the article's own.
        page: what the page says of itself; a standfirst is added to it.
    """
    taken: list[Node] = []
    own = fold(article.text()) if openings else ""
    for number, node in enumerate(openings):
        opening = node.text()
        said, stated = fold(opening)[:_ALIKE], fold(page.standfirst or "")
        if said in own or said in stated or is_promotion(opening, linked=True) or is_machinery(opening):
            continue
        if len(opening) >= _PARAGRAPH:
            taken.append(node)
        elif not number and (not stated or said.startswith(stated[: _ALIKE // 2])):
            page.standfirst = opening
    return taken


def tells_when_or_who(text: str, page: Metadata) -> bool:
    """Whether each line of a text above the story names people, dates, the outlet or the way to the page."""
    return all(_tells(clean_line(line), page) for line in text.split("\n"))


def _tells(text: str, page: Metadata) -> bool:
    if _dates(text) or byline(text) is not None or _CRUMBS.fullmatch(text) or re.fullmatch(r"https?://\S+", text):
        return True
    source, people = page.source or "", page.byline or ""
    if outlet_line(text) or (source and (fold(text) == fold(source) or re.fullmatch(rf"{re.escape(source)}, .{{2,40}}", text))):
        return True
    if people and fold(without_roles(text)) == fold(people):
        return True
    if people and (bare := re.sub(rf"(?:\bby )?{re.escape(people)}", "", text, flags=re.IGNORECASE)) != text:
        left = fold(bare)
        return not left or left == "by" or left == fold(source) or _dates(bare)
    signed = _SIGNED.fullmatch(text)
    return signed is not None and (_dates(signed["date"] or "") or _dates((signed["rest"] or "").split(" - ")[0]))


def _dates(text: str) -> bool:
    """Whether a text is nothing but dates, in words or in numbers."""
    text = text.strip(" ,|•·–—-")
    return dates_in(text) is not None or bool(_FOREIGN_DATE.fullmatch(text)) or bool(_NUMBERS.fullmatch(_TIME_FIRST.sub("", text)))
