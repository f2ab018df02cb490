"""Mail: newsletters as single messages (eml) and mailboxes (mbox), and pages that a browser saved as one file (MHTML)."""

from __future__ import annotations

import re

from tuireader.article import Draft
from tuireader.errors import InputError, NoArticle, TooLarge
from tuireader.reading.formats import Reader, Reading, Source

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
    failures: list[InputError] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        try:
            # The line that parts messages is no header.
            body = data[data.find(b"\n", start) + 1 : end]
            drafts += read_message(_CITED_FROM.sub(rb"\1", body), source).drafts
        except InputError as error:
            failures.append(type(error)(f"message {number}: {error.reason}"))
    if not drafts:
        raise failures[0] if failures else NoArticle("there is no message in it")
    return Reading(drafts=tuple(drafts), failures=tuple(failures))


def _sniff(source: Source) -> int:
    """A mail begins with headers, of which some are those that mails have."""
    head = source.data[:8192].lstrip()
    if _FROM_LINE.match(head):
        head = head.partition(b"\n")[2]
    if not _HEADER.match(head):
        return 0
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    telling = {name.lower() for name in _TELLING.findall(headers)}
    return 85 if len(telling) >= 3 and any(name in telling for name in (b"from:", b"mime-version:", b"received:")) else 0


READER = Reader("mail", _sniff, read, tidies=True)
