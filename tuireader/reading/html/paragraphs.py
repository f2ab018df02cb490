"""A paragraph of a page, or what stands in the place of one: the way to other stories."""

from __future__ import annotations

import re

from tuireader.article import Mark, Paragraph, Related, RelatedLink
from tuireader.clean import clean_line
from tuireader.reading.furniture import trailer
from tuireader.reading.html.machinery import is_machinery
from tuireader.reading.sentences import ends_sentence

_WORD = re.compile(r"\w{2,}")


def paragraph(text: str, marks: tuple[Mark, ...], *, links_apart: bool) -> Paragraph | Related | None:
    """Return what a paragraph's text is: a paragraph, links to other stories, or None where the page's machinery wrote it.

    Args:
        text: the paragraph's.
        marks: in it.
        links_apart: whether a line that is nothing but a link leads to another story.
    """
    bare = clean_line(text)
    if is_machinery(bare):
        return None
    links = [mark for mark in marks if mark.kind == "link"] if marks else []
    if not links or not links_apart:
        return Paragraph(text=text, marks=marks)
    linked = sum(mark.end - mark.start for mark in links)
    opening = trailer(bare) if len(bare) < 200 else None
    if opening and linked * 2 > len(text):
        heading, link = opening
        several = tuple(RelatedLink(text=text[mark.start : mark.end], href=mark.href) for mark in links) if len(links) > 1 else ()
        return Related(text=heading if link else "", links=several or (RelatedLink(text=link or text, href=links[0].href),))
    if len(bare) < 200 and linked * 10 > len(text) * 8 and not ends_sentence(bare) and not _says_more(text, links):
        # A line that is nothing but a link leads to another story.
        return Related(text="", links=tuple(RelatedLink(text=text[mark.start : mark.end], href=mark.href) for mark in links))
    return Paragraph(text=text, marks=marks)


def _says_more(text: str, links: list[Mark]) -> bool:
    """Whether a line says something beside its links."""
    ends = [0, *(mark.end for mark in links)]
    starts = [*(mark.start for mark in links), len(text)]
    return sum(len(_WORD.findall(text[end:start])) for end, start in zip(ends, starts, strict=True)) > 1
