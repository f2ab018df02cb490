"""Moments as machines write them: ISO 8601, RFC 822, and every broken form of the real world."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from tuireader.reading.dates import dates_in

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ,]+(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?:\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
)


def moment(text: str) -> datetime | None:
    """Return the moment in UTC that a machine-written time names; one without a zone is taken to be UTC; None for what is none."""
    text = " ".join(text[:120].split())
    if len(text) < 6:
        return None
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    for pattern in (_ISO, _SLASHED):
        match = pattern.match(text)
        if match:
            return _made(match)
    from email.utils import parsedate_to_datetime  # 7 ms, and few pages need it

    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    if found is not None:
        try:
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except OverflowError:
            return None
    dates = dates_in(text)
    return dates[0] or dates[1] if dates else None


def _made(match: re.Match[str]) -> datetime | None:
    fields = match.groupdict()
    number = re.fullmatch(r"([+-])(\d\d):?(\d\d)?", fields.get("zone") or "")
    offset = timedelta(hours=int(number[2]), minutes=int(number[3] or 0)) * (-1 if number[1] == "-" else 1) if number else timedelta()
    try:
        hour, minute, second = (int(fields[name] or 0) for name in ("hour", "minute", "second"))
        found = datetime(int(fields["year"]), int(fields["month"]), int(fields["day"]), hour, minute, second, tzinfo=UTC)
        return found - offset
    except (ValueError, OverflowError):
        return None
