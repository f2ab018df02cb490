"""tuireader's own JSON, as ``parse --json`` and ``show --json`` print it: one object, one a line, or an array of them."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Draft, from_json
from tuireader.errors import InputError, NoArticle, TooLarge, UnknownFormat
from tuireader.reading.formats import Reader, Reading, Source

LARGEST = 256 << 20
"""Bytes of one file of articles; an export that is larger goes in parts."""
_BEGINS = re.compile(r"\s*(?:\[\s*)?\{\s*[\"}]|\s*\[\s*\]\s*$")
_OWN = frozenset({"blocks", "title"})


def read(source: Source) -> Reading:
    """Read the articles of a file; objects that only tell of an error (``parse --json`` prints them) are passed over.

    Raises:
        UnknownFormat: the JSON is broken, or isn't an article's.
        NoArticle: it holds no article.
        TooLarge: the file is larger than ``LARGEST``.
    """
    if len(source.data) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST >> 20} MiB")
    drafts: list[Draft] = []
    failures: list[InputError] = []
    objects = _objects(source.text)
    for number, raw in enumerate(objects, 1):
        try:
            if _is_article(raw):
                drafts.append(Draft(article=from_json(raw)))
        except UnknownFormat as error:
            failures.append(UnknownFormat(f"object {number} of {len(objects)}: {error.reason}" if len(objects) > 1 else error.reason))
    if not drafts:
        raise failures[0] if failures else NoArticle("there is no article in it")
    return Reading(drafts=tuple(drafts), failures=tuple(failures))


def _objects(text: str) -> list[bytes]:
    """Return each object's JSON, unread."""
    data = text.encode("utf-8", "replace")
    try:
        if data.lstrip()[:1] == b"[":
            return [bytes(raw) for raw in msgspec.json.decode(data, type=list[msgspec.Raw])]
        # One object may be printed over several lines; of several each has a line of its own.
        return [bytes(msgspec.json.decode(data, type=msgspec.Raw))]
    except (msgspec.DecodeError, RecursionError) as error:
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) > 1 and data.lstrip()[:1] == b"{":
            return lines
        raise UnknownFormat(f"broken JSON: {error}") from error


def _is_article(raw: bytes) -> bool:
    """Whether an object is an article's; False for one that tells of an error.

    Raises:
        UnknownFormat: it is neither.
    """
    try:
        fields = msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).keys()
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnknownFormat(f"broken JSON: {error}") from error
    if fields >= _OWN:
        return True
    if fields >= {"source_path", "error"}:
        return False
    raise UnknownFormat("this is JSON, but not an article's")


def _sniff(source: Source) -> int:
    return 90 if _BEGINS.match(source.text[:1000]) else 0


READER = Reader("tuireader JSON", _sniff, read)
