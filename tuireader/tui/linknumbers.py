"""Number the links of a story: a small figure after the linked words, and the addresses below the story."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tuireader.article import Block

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class LinkNumbers:
    """Gives each address one number, in the order of the text."""

    def __init__(self) -> None:
        self.addresses: dict[str, int] = {}

    def number(self, block: Block) -> Block:
        """Return the block with the figures in its text, its quotations and marks where they were in the words."""
        links = sorted((mark.end, mark.href) for mark in block.marks if mark.href)
        if not links:
            return block
        figures = []
        for end, href in links:
            number = self.addresses.setdefault(href, len(self.addresses) + 1)
            figures.append((end, str(number).translate(_SUPERSCRIPTS)))
        text, last = "", 0
        for end, figure in figures:
            text += block.text[last:end] + figure
            last = end

        def moved(*, closing: bool) -> Callable[[int], int]:
            return lambda offset: offset + sum(len(figure) for end, figure in figures if end < offset or (end == offset and not closing))

        start, stop = moved(closing=False), moved(closing=True)
        quotes = tuple(msgspec.structs.replace(quote, start=start(quote.start), end=stop(quote.end)) for quote in block.quotes)
        marks = tuple(msgspec.structs.replace(mark, start=start(mark.start), end=stop(mark.end)) for mark in block.marks)
        return msgspec.structs.replace(block, text=text + block.text[last:], quotes=quotes, marks=marks)
