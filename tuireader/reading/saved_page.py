"""Web pages that a browser or an extension saved, and noted where from: read with that address, which else would be lost."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Draft
from tuireader.reading.address import web_address
from tuireader.reading.alongside import Alongside
from tuireader.reading.formats import Reader, Reading, Source

_SEARCHED = 4000
_NOTES = (
    # Browsers write the address's length in brackets before it, against addresses that end the comment.
    re.compile(r"<!--\s*saved from url=\(\d{1,5}\)(https?://[^\s<>]{1,4000}?)\s*-->", re.IGNORECASE),
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(https?://\S{1,4000})", re.IGNORECASE),
)


def read(source: Source) -> Reading:
    """Read a saved page as the page at the address that it was saved from.

    Raises:
        NoArticle: it holds no text.
        TooLarge: it is longer than any page.
    """
    address = saved_from(source.text)
    alongside = Alongside(source.alongside.beside, embedded=True)
    reading = source.inner(source.data, msgspec.structs.replace(source.hints, base_url=address), alongside)
    drafts = (
        Draft(article=msgspec.structs.replace(draft.article, url=draft.article.url or address), clues=draft.clues)
        for draft in reading.drafts
    )
    return msgspec.structs.replace(reading, drafts=tuple(drafts))


def saved_from(text: str) -> str | None:
    """Return the address that a page notes it was saved from, None where it notes none."""
    head = text[:_SEARCHED]
    found = next((match for note in _NOTES if (match := note.search(head))), None)
    return web_address(found[1]) if found else None


def _sniff(source: Source) -> int:
    # Surer than the reader of pages that it hands the page to; an address that is known already is the better one.
    return 61 if not source.hints.base_url and saved_from(source.text) else 0


READER = Reader("saved page", _sniff, read, tidies=True)
