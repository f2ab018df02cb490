"""Mail: newsletters as single messages (eml) and mailboxes (mbox), and pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

import re

from tuireader.article import Draft
from tuireader.errors import InputError, NoArticle, TooLarge
from tuireader.reading.formats import Hints, Part, Reader, Reading, Source

LARGEST = 64 << 20
"""Bytes of one mailbox."""
MOST = 5000
"""Messages of one mailbox."""
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t]|\r?\n[ \t])")
_FROM_LINE = re.compile(rb"From \S+.{0,200}\d\d:\d\d")
_TELLING = re.compile(
    rb"^(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|DKIM-Signature|From|To|Subject|Date|Content-Type|X-[\w-]+|Snapshot-Content-Location):",
    re.IGNORECASE | re.MULTILINE,
)
_PARTING = re.compile(rb"(?:\A|\r?\n\r?\n)(?=From \S+[^\r\n]{0,200}\d\d:\d\d[^\r\n]{0,60}\r?\n[A-Za-z-]{1,60}:)")
_CITED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(source: Source) -> Reading:
    """Read each message as an article, its HTML before its plain text.

    Raises:
        UnknownFormat: a message is so broken that it can't be taken apart.
        NoArticle: there is no text in it.
        TooLarge: it has more than ``MOST`` messages, or is larger than ``LARGEST``.
    """
    from tuireader.reading.mail.message import read_message

    if len(source.data) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST >> 20} MiB; split the mailbox")
    data = source.data.lstrip()
    if not _FROM_LINE.match(data):
        return read_message(data, source)
    starts = [match.end() for match in _PARTING.finditer(data)]
    if len(starts) > MOST:
        raise TooLarge(f"it has more than {MOST:,} messages; split the mailbox")
    drafts: list[Draft] = []
    parts: list[Part | None] = []
    failures: list[InputError] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        try:
            # The line that parts messages is no header.
            body = _CITED_FROM.sub(rb"\1", data[data.find(b"\n", start) + 1 : end])
            found = read_message(body, source).drafts
            drafts += found
            alone = len(found) == 1 and _is_mail(body)
            parts += [Part(body, Hints(name="message.eml", path=source.hints.path))] if alone else [None] * len(found)
        except InputError as error:
            failures.append(type(error)(f"message {number}: {error.reason}"))
    if not drafts:
        raise failures[0] if failures else NoArticle("there is no message in it")
    return Reading(drafts=tuple(drafts), parts=tuple(parts), failures=tuple(failures))


def _is_mail(data: bytes) -> bool:
    """Whether some bytes begin with headers, of which some are those that mails have."""
    head = data[:8192].lstrip()
    if _FROM_LINE.match(head):
        head = head.partition(b"\n")[2]
    if not _HEADER.match(head):
        return False
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    telling = {name.lower() for name in _TELLING.findall(headers)}
    return len(telling) >= 3 and any(name in telling for name in (b"from:", b"mime-version:", b"received:"))


def _sniff(source: Source) -> int:
    return 85 if _is_mail(source.data) else 0


READER = Reader("mail", _sniff, read, tidies=True)
