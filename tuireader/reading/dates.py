"""Lines that say when a story was published, as pages print them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:\b|(?=T))",
    )
)
_TIME = re.compile(
    r"(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d(?:\.\d{1,6})?)?\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>Z\b|[A-Z]{2,4}\b|(?:GMT|UTC)?\s?[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_ZONES = dict.fromkeys(("z", "gmt", "utc"), 0.0) | {
    zone: float(hours)
    for hours, zones in (
        (1, "bst cet"), (2, "cest eet"), (3, "eest msk"), (5.5, "ist"), (9, "jst"), (10, "aest"), (11, "aedt"),
        (-4, "edt"), (-5, "est et cdt"), (-6, "cst mdt"), (-7, "mst pdt"), (-8, "pst"),
    )
    for zone in zones.split()
}  # fmt: skip
_LABEL = r"(?:first\s+)?(?:published|posted|updated|last\s+updated|last\s+modified|modified|created|date)\s*(?:on|at)?\s*:?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_AGO = r"(?:an?|\d{1,3})\s+(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\s+ago"
# What a line of dates may hold besides dates; when all of it is taken away, nothing may be left.
_FILLER = re.compile(
    rf"{_LABEL}|\b{_WEEKDAY}\b\.?|\b{_AGO}\b|\b(?:at|on|today|yesterday|just now|local time)\b|[\s,;|•·–—-]+", re.IGNORECASE
)
_UPDATED = re.compile(r"updated|modified", re.IGNORECASE)


def dates_in(line: str) -> tuple[datetime | None, datetime | None] | None:
    """Return (published, updated) in UTC when the line is nothing but dates, else None.

    A date told only as "3 hours ago" is None, for nothing here knows when that was said.
    """
    if not 4 <= len(line) <= 120:
        return None
    rest, published, updated, found = line, None, None, bool(re.search(rf"\b{_AGO}\b", line, re.IGNORECASE))
    for _ in range(3):
        match = min(filter(None, (pattern.search(rest) for pattern in _DATES)), key=lambda match: match.start(), default=None)
        if match is None:
            break
        found = True
        before, after = rest[: match.start()], rest[match.end() :]
        time = re.match(rf"(?:T|[\s,|–—-]|at)*{_TIME.pattern}", after, re.IGNORECASE)
        moment = _moment(match, time)
        if moment is None:
            return None
        if _UPDATED.search(before):
            updated = moment
        else:
            published = published or moment
        rest = _TIME.sub("", before) + " " + after[time.end() if time else 0 :]
    left = _FILLER.sub("", _TIME.sub("", rest))
    return (published, updated) if found and not left else None


def _moment(date: re.Match[str], time: re.Match[str] | None) -> datetime | None:
    """Return a date and a time of day in UTC; midnight without a time, and UTC without a zone."""
    month = date["month"].lower()
    hour = minute = 0
    offset = timedelta()
    if time:
        hour, minute = int(time["hour"]), int(time["minute"])
        half = (time["half"] or "").lower()
        if half.startswith("p") and hour < 12:
            hour += 12
        elif half.startswith("a") and hour == 12:
            hour = 0
        offset = _offset(time["zone"] or "")
    try:
        return datetime(int(date["year"]), _MONTHS.get(month) or int(month), int(date["day"]), hour, minute, tzinfo=UTC) - offset
    except ValueError:
        return None


def _offset(zone: str) -> timedelta:
    number = re.search(r"([+-])(\d\d):?(\d\d)", zone)
    if number:
        span = timedelta(hours=int(number[2]), minutes=int(number[3]))
        return -span if number[1] == "-" else span
    return timedelta(hours=_ZONES.get(zone.lower(), 0))
