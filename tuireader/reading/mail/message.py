"""One message: who wrote what when, by its headers, and its text by whichever part says it best."""

from __future__ import annotations

import hashlib
import re
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

import msgspec

from tuireader.article import Article, Draft
from tuireader.clean import clean_line
from tuireader.errors import InputError, NoArticle, TooLarge, UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.decoding import declared_in, decode
from tuireader.reading.feeds.dates import feed_date
from tuireader.reading.formats import Hints, Reading, Source
from tuireader.reading.mail.snapshot import Snapshot
from tuireader.reading.tidy import tidy

_MOST_PARTS = 1000
_MOST_BOUNDARIES = 5000
"""Lines that may begin a part."""
_LONGEST_HEADER = 8000
_ONLINE = re.compile(
    r"<a\s[^<>]{0,2000}href=[\"'](https?://[^\"'\s]{1,2000})[\"'][^<>]{0,2000}>(?:\s|<[^<>]{0,200}>){0,9}"
    r"(?:view|read|open|see)\s(?:\S+\s){0,4}(?:in|online|on the web|browser)",
    re.IGNORECASE,
)
_SNAPSHOT = "snapshot-content-location"
_MESSAGE_ID = re.compile(r"<([^<>\s]{3,500})>")


class _Bounded(Message):
    """A message whose headers have an end: the library looks at each parameter of one as often as there are parameters."""

    def set_raw(self, name: str, value: str) -> None:
        super().set_raw(name, value[:_LONGEST_HEADER])


class _Part(NamedTuple):
    text: str
    location: str | None


def read_message(data: bytes, source: Source) -> Reading:
    """Return a message's article, tidied.

    Raises:
        UnknownFormat: the message can't be taken apart.
        NoArticle: there is no text in it.
        TooLarge: it has more parts than ``_MOST_BOUNDARIES``.
    """
    if data.count(b"\n--") > _MOST_BOUNDARIES:
        raise TooLarge("it has more parts than a mail has")
    try:
        message = message_from_bytes(data, _Bounded)
        pages, texts = _parts(message)
        subject, sender = _header(message, "subject"), _header(message, "from")
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        # The library raises what it happens to stumble over.
        raise UnknownFormat(f"this is a mail that can't be taken apart: {type(error).__name__}") from error
    for page in sorted(pages, key=lambda page: -len(page.text)):
        snapshot = web_address(str(message.get(_SNAPSHOT) or "")) or web_address(page.location)
        hints = Hints(name="mail.html", path=source.hints.origin, base_url=snapshot, content_type="text/html", charset="utf-8")
        try:
            alongside = Snapshot(message, _MOST_PARTS) if snapshot else None  # a mail's pictures are its attachments
            reading = source.inner(page.text.encode("utf-8", "replace"), hints, alongside)
        except InputError:
            continue
        if message.get(_SNAPSHOT):
            return _with_address(reading, snapshot)
        online = _ONLINE.search(page.text)
        drafts = (_as_mail(draft, message, subject, sender, web_address(online[1]) if online else None) for draft in reading.drafts)
        return Reading(drafts=tuple(drafts), pictures=reading.pictures)
    from tuireader.reading.feeds.content import from_text

    blocks = [block for part in texts for block in from_text(part.text)]
    if not blocks:
        raise NoArticle("there is no text in this mail")
    draft = Draft(article=Article(source_path=source.hints.origin, blocks=tuple(blocks)))
    return Reading(drafts=(_as_mail(draft, message, subject, sender, None),))


def _as_mail(draft: Draft, message: Message, subject: str, sender: str, online: str | None) -> Draft:
    """Return a draft with what the message's headers say of it, which for a mail is surer than what the text says."""
    name, address = parseaddr(sender)
    number = _MESSAGE_ID.search(str(message.get("message-id") or ""))
    article = msgspec.structs.replace(
        draft.article,
        title=subject or draft.article.title,
        source=clean_line(name) or address or None,
        published=feed_date(str(message.get("date") or "")) or draft.article.published,
        # A message has one name wherever it is kept (RFC 5322, 3.6.4); one without is known by when it came, from whom, and on what.
        guid=f"urn:mid:{number[1]}" if number else _named_by(message),
        url=online,
    )
    return tidy(Draft(article=article, clues=draft.clues))


def _named_by(message: Message) -> str | None:
    date, sender, subject = (str(message.get(name) or "") for name in ("date", "from", "subject"))
    digest = hashlib.blake2b(f"{date}\n{sender}\n{subject}".encode("utf-8", "replace"), digest_size=16)
    return f"urn:mail:{digest.hexdigest()}" if date and (sender or subject) else None


def _with_address(reading: Reading, address: str | None) -> Reading:
    drafts = tuple(
        Draft(article=msgspec.structs.replace(draft.article, url=draft.article.url or address), clues=draft.clues)
        for draft in reading.drafts
    )
    return msgspec.structs.replace(reading, drafts=drafts)


def _parts(message: Message) -> tuple[list[_Part], list[_Part]]:
    """Return the HTML and the plain texts of a message, attachments left out."""
    pages: list[_Part] = []
    texts: list[_Part] = []
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            break
        kind = part.get_content_type()
        if kind not in ("text/html", "text/plain", "application/xhtml+xml") or part.get_content_disposition() == "attachment":
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            continue
        text = decode(data, part.get_content_charset() or declared_in(data))
        (texts if kind == "text/plain" else pages).append(_Part(text, str(part.get("content-location") or "") or None))
    return pages, texts


def _header(message: Message, name: str) -> str:
    """Return a header's words, decoded (RFC 2047)."""
    raw = str(message.get(name) or "")[:4000]
    pieces = []
    for piece, charset in decode_header(raw):
        pieces.append(decode(piece, charset) if isinstance(piece, bytes) else piece)
    return clean_line("".join(pieces))
