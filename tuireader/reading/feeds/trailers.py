"""What leads from a feed's text to other stories: a label and links below it, and the headlines that gatherers of news put together."""

from __future__ import annotations

from tuireader.article import Block, Heading, ListItem, Mark, Paragraph, Related, RelatedLink
from tuireader.clean import clean_line
from tuireader.reading.html.labels import opens_others, surely_opens_others
from tuireader.reading.html.titles import fold

_LONGEST_LABEL = 80
_LONGEST_REST = 60
"""Characters behind a headline that somebody gathered: its outlet's name."""


def with_trailers(blocks: list[Block]) -> list[Block]:
    """Return a text's blocks with each label and the links below it as one block of links.

    Below a label that may as well be a heading of the text's own, only links at the text's end are others' stories.
    """
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        label, links = _labelled(block)
        if label and not links:
            end = at
            while end < len(blocks) and (more := _links_alone(blocks[end])):
                links += more
                end += 1
            if not links or not (surely_opens_others(label) or block.text.rstrip().endswith(":") or end == len(blocks)):
                label = ""
            else:
                at = end
        found.append(Related(text=label, links=tuple(links)) if label else block)
    return found


def _labelled(block: Block) -> tuple[str, list[RelatedLink]]:
    """Return the label that a block begins with, "" where there is none, and the links in the lines below it."""
    if not isinstance(block, Heading | Paragraph):
        return "", []
    first, _, rest = block.text.partition("\n")
    if len(first) > _LONGEST_LABEL:
        return "", []
    label = clean_line(first).rstrip(" :|»")
    links = _links(block)
    if not opens_others(label) or any(mark.start < len(first) for mark in links):
        return "", []
    if not rest:
        return label, []
    told = [RelatedLink(text=block.text[mark.start : mark.end], href=mark.href) for mark in links]
    return (label, told) if sum(len(link.text) for link in told) * 10 > len(rest) * 8 else ("", [])


def _links_alone(block: Block) -> list[RelatedLink]:
    """Return the links of a block that is nothing but links; none for any other block."""
    if isinstance(block, Related):
        return [] if block.text else list(block.links)
    if not isinstance(block, ListItem | Paragraph | Heading):
        return []
    links = _links(block)
    linked = sum(mark.end - mark.start for mark in links)
    if linked * 10 <= len(block.text) * 9:
        return []
    return [RelatedLink(text=block.text[mark.start : mark.end], href=mark.href) for mark in links]


def _links(block: Block) -> list[Mark]:
    marks: tuple[Mark, ...] = getattr(block, "marks", ())
    return [mark for mark in marks if mark.kind == "link"]


def gathered(blocks: list[Block], title: str) -> list[Block]:
    """Return what a gatherer of news gives as an entry's text: the other headlines of the same event as links, its own left out.

    Args:
        blocks: the text's. Where anything in it is no headline with its outlet, it stays as it is.
        title: the entry's own headline.
    """
    links: list[RelatedLink] = []
    for block in blocks:
        first = next(iter(_links(block)), None)
        if not isinstance(block, ListItem | Paragraph) or first is None or first.start or len(block.text) - first.end > _LONGEST_REST:
            return blocks
        headline, outlet = block.text[: first.end].strip(), block.text[first.end :].strip()
        if fold(headline) != fold(title):
            links.append(RelatedLink(text=f"{headline} – {outlet}" if outlet else headline, href=first.href))
    return [Related(text="", links=tuple(links))] if links else []
