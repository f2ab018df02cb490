"""Bytes in, articles out: what a file or a response carries, whatever its format.

No network, no screen, no disk: the bytes are given, and what tells of the files that lie beside them.
"""

from __future__ import annotations

import msgspec

from tuireader.article import Draft, picture_addresses
from tuireader.clean import clean_line, is_clean
from tuireader.errors import InputError, NoArticle, TooLarge, UnknownFormat
from tuireader.reading import archives, article_json, feeds, html, mail, markdown, page_text, saved_page
from tuireader.reading.alongside import Alongside, Beside
from tuireader.reading.exports import newsboat, saved_json, saved_lists
from tuireader.reading.formats import Hints, Reader, Reading, Source
from tuireader.reading.lists import bookmarks, opml, urls
from tuireader.reading.markup import markup_kind
from tuireader.reading.tidy import tidy

__all__ = ["READERS", "RULES", "Hints", "NoArticle", "Reader", "Reading", "TooLarge", "UnknownFormat", "read"]

RULES = 4
"""Version of the rules by which articles are read; raised when better ones are worth reading the kept originals again."""

BINARY_READERS: tuple[Reader, ...] = (archives.READER, newsboat.READER)
"""Formats that are no text, known by their first bytes."""

READERS: tuple[Reader, ...] = (
    feeds.READER,
    opml.READER,
    bookmarks.READER,
    saved_json.READER,
    article_json.READER,
    mail.READER,
    saved_lists.READER,
    saved_page.READER,
    html.READER,
    urls.READER,
    markdown.READER,
    page_text.READER,
)
"""Every format of text that can be read; the surest takes the source, the first of equally sure ones."""


def read(data: bytes, hints: Hints = Hints(), beside: Beside | None = None) -> Reading:  # noqa: B008 - Hints are frozen
    """Return what the bytes carry, every string of it clean.

    Args:
        data: the whole content of a file or a response.
        hints: what is known of it otherwise.
        beside: tells of the files in the folder that a browser laid beside a page.

    Raises:
        UnknownFormat: no reader knows it, or it is broken; the reason says what it is.
        NoArticle: it could be read, but carries nothing.
        TooLarge: it is over a limit.
    """
    try:
        reading = _read(Source(data, hints, within=_read, alongside=Alongside(beside)))
    except InputError as error:
        raise _clean(error) from error
    return msgspec.structs.replace(reading, failures=tuple(map(_clean, reading.failures))) if reading.failures else reading


def _clean(error: InputError) -> InputError:
    """Return an error whose words, some of which may be the input's, are safe to show."""
    return error if is_clean(error.reason) else type(error)(clean_line(error.reason), error.source)


def _read(source: Source) -> Reading:
    if not source.data.strip():
        raise NoArticle("the file is empty")
    reader = _reader_for(source)
    reading = reader.read(source)
    if reader.tidies:
        return reading
    drafts: list[Draft] = []
    failures: list[InputError] = list(reading.failures)
    for draft in reading.drafts:
        try:
            drafts.append(_with_origin(tidy(draft), source.hints.origin))
        except (NoArticle, TooLarge) as error:
            failures.append(error)
    if not drafts and not (reading.feed or reading.subscriptions or reading.addresses or reading.marks):
        raise failures[0] if failures else NoArticle("there is no article in it")
    named = {address for draft in drafts for address in picture_addresses(draft.article)} if reading.pictures else ()
    pictures = tuple(saved for saved in reading.pictures if saved.address in named)
    return msgspec.structs.replace(reading, drafts=tuple(drafts), failures=tuple(failures), pictures=pictures)


def _reader_for(source: Source) -> Reader:
    """Return the reader that is surest of a source.

    Raises:
        UnknownFormat: there is none.
        NoArticle: it is empty.
    """
    for reader in BINARY_READERS:
        if reader.sniff(source):
            return reader
    if not source.text.strip():
        raise NoArticle("the file is empty")
    sure, reader = max(((reader.sniff(source), reader) for reader in READERS), key=lambda ranked: ranked[0])
    markup = markup_kind(source.text, source.hints.content_type)
    if not sure or (markup and reader is page_text.READER):
        raise UnknownFormat(f"this is {markup}, which isn't known here" if markup else "no known kind of article")
    return reader


def _with_origin(draft: Draft, origin: str | None) -> Draft:
    """Name the file that the article came from, unless it says itself where it first came from."""
    if draft.article.source_path or not origin:
        return draft
    return Draft(article=msgspec.structs.replace(draft.article, source_path=origin), clues=draft.clues)
