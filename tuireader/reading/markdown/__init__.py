"""Markdown: notes and posts as text, with or without front matter (CommonMark's common part, and GitHub's tables)."""

from __future__ import annotations

import re

from tuireader.errors import NoArticle, TooLarge
from tuireader.reading.formats import Reader, Reading, Source

LARGEST = 16 << 20
"""Bytes of one text."""
_NAMED = re.compile(r"\.(?:md|markdown|mdown|mkdn?)$", re.IGNORECASE)
_FRONT = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(?:[ \t]*\n|#.*\n)*[\w-]{1,60}[ \t]*[:=]")
_TITLED = re.compile(r"\s*# +\S.*\n")
_TELLING = re.compile(r"^(?:#{2,6} +\S|```|~~~|> )|\]\(<?https?://|\*\*\S[^*\n]{0,200}\S\*\*", re.MULTILINE)


def read(source: Source) -> Reading:
    """Read a text in Markdown: one article.

    Raises:
        NoArticle: it holds no text.
        TooLarge: it is longer than any article.
    """
    from tuireader.reading.markdown.article import parse

    if len(source.data) > LARGEST:
        raise TooLarge(f"it is longer than {LARGEST >> 20} MiB, too long for one article")
    draft = parse(source.text, source.hints.base_url)
    if not draft.article.title and not draft.article.blocks:
        raise NoArticle("there is no text in it")
    return Reading(drafts=(draft,))


def _sniff(source: Source) -> int:
    if _NAMED.search(source.hints.name or source.hints.path or ""):
        return 65
    head = source.text[:20_000]
    if _FRONT.match(head):
        return 55
    # A text that begins with a hash and has other marks of Markdown; one alone may be anything.
    return 40 if _TITLED.match(head) and _TELLING.search(head) else 0


READER = Reader("Markdown", _sniff, read)
