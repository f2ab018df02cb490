"""Web pages: from the tags of a page to typed blocks. What reads them is loaded when the first one comes."""

from __future__ import annotations

from tuireader.reading.formats import Reader, Reading, Source
from tuireader.reading.markup import markup_kind


def read(source: Source) -> Reading:
    """Read a web page: one article.

    Raises:
        NoArticle: it holds no text.
        TooLarge: it is longer than any page.
    """
    from tuireader.reading.html import reader

    return reader.read(source)


def _sniff(source: Source) -> int:
    return 60 if markup_kind(source.text, source.hints.content_type) == "a web page" else 0


READER = Reader("web page", _sniff, read)
