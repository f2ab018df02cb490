"""Articles in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tuireader.article import Article, to_json
from tuireader.writing.markdown import markdown
from tuireader.writing.page import ansi, plain

__all__ = ["ansi", "json_lines", "markdown", "plain"]


def json_lines(articles: Iterable[Article]) -> Iterator[bytes]:
    """Yield each article as a line of JSON, UTF-8, its line end included; reading takes it back."""
    for article in articles:
        yield to_json(article) + b"\n"
