"""The dates of feeds: RFC 822, ISO 8601, and what programs and people write in place of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

# A month is known by its first letters, in the languages that feeds' programs write them in.
_MONTHS: dict[str, int] = {
    beginning: number
    for number, beginnings in enumerate(
        (
            "jan gen ene янв sty led oca січ ιαν",
            "feb fév fev фев lut úno şub лют φεβ",
            "mar mär maa мар bře бер μαρ",
            "apr avr abr апр kwi dub nis кві απρ",
            "may mai mag maj mei май мая tra kvě тра μαϊ μαι",
            "jun jui giu июн cze čvn haz чер ιουν",
            "jul juil lug июл lip čvc tem лип ιουλ",
            "aug aoû aou ago авг sie srp ağu сер αυγ",
            "sep set сен wrz zář eyl вер σεπ",
            "oct okt ott out окт paź říj eki жов οκτ",
            "nov ноя lis kas лис νοε",
            "dec dez déc dic des дек gru pro ara гру δεκ",
        ),
        1,
    )
    for beginning in beginnings.split()
}
_HOURS = {
    zone: hours
    for hours, zones in (
        (0.0, "z ut utc gmt wet"), (1.0, "bst cet met west"), (2.0, "cest mest eet sast"), (3.0, "msk eest eat"), (4.0, "gst"),
        (5.0, "pkt"), (5.5, "ist"), (7.0, "wib ict"), (8.0, "hkt sgt awst pht"), (9.0, "jst kst"), (9.5, "acst"), (10.0, "aest"),
        (10.5, "acdt"), (11.0, "aedt"), (12.0, "nzst"), (13.0, "nzdt"), (-2.5, "ndt"), (-3.0, "adt brt art"), (-3.5, "nst"),
        (-4.0, "ast edt"), (-5.0, "est cdt et"), (-6.0, "cst mdt ct"), (-7.0, "mst pdt mt"), (-8.0, "pst akdt pt"), (-9.0, "akst hdt"),
        (-10.0, "hst"),
    )
    for zone in zones.split()
}  # fmt: skip
_TIME = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?:[.,:]\d{1,9})?)\s*(?P<half>[ap]\.?\s?m\b\.?|오전|오후|上午|下午)?"
    r"\s*(?P<zone>(?:GMT|UTC|UT)?\s*[+−-]\s*\d{1,2}(?::?\d\d)?(?::\d\d)?(?!\d)|[A-Za-z]{1,5}(?![A-Za-z]))?"
)
_WEEKDAY = r"(?:[^\W\d_]{1,15}\.?\s*,?\s+|[^\W\d_]{1,15}\.?\s*,\s*)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_MONTH = r"(?P<name>[^\W\d_]{3,15})\.?"
_GAP = r"[\s,T]*(?:\bat\b|\|\s*|[–-]\s+)?\s*"
_COMPACT = (
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:[T\s]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d))?(?:[.,]\d{1,9})?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_EASTERN = (
    r"(?P<year>\d{4})\s*[/.년年-]\s*(?P<month>\d{1,2})\s*[/.월月-]\s*(?P<day>\d{1,2})\s*[일日]?"
    rf"(?:[\s,T]*(?P<before>오전|오후|上午|下午)?\s*{_TIME})?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T\s_]+(?:{_TIME})?)?",
        rf"{_WEEKDAY}{_DAY}(?:\s+de|\s+of)?[\s/-]*{_MONTH}(?:\s+de|\s+of)?,?[\s/'’-]*(?P<year>\d{{4}}|\d\d)(?!\d|:)(?:{_GAP}{_TIME})?",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})\b(?:{_GAP}{_TIME})?",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?:{_TIME}\s+)?(?P<year>\d{{4}})\b",
        _COMPACT,
        _EASTERN,
        rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second_number>\d{{1,2}})(?P=mark)(?P<year>\d{{4}})(?!\d)(?:{_GAP}{_TIME})?",
        r"(?P<year>\d{4})(?:-(?P<month>\d\d))?$",
    )
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
_LONGEST = 120
_YEARS = range(1980, 2100)
"""Years that a feed can mean; what lies outside is a program's zero, or nonsense."""


def feed_date(text: str | None) -> datetime | None:
    """Return the moment that a feed's date names, in UTC; None for what names none.

    A date without a zone is taken to be UTC; numbers alone with the day first where they must be, else with the month first when parted
    by slashes, as in the United States, and with the day first when parted by dots.
    """
    text = " ".join(text[:_LONGEST].split()) if text else ""
    if not text:
        return None
    if _EPOCH.fullmatch(text):
        return _within(datetime.fromtimestamp(int(text[: 10 if len(text) == 13 else None].partition(".")[0]), UTC))
    for form in _FORMS:
        match = form.match(text)
        if match and (found := _made(match.groupdict())):
            return found
    return None


def _made(fields: dict[str, str | None]) -> datetime | None:
    try:
        year = int(fields["year"] or 0)
        if len(fields["year"] or "") == 2:
            year += 1900 if year >= 70 else 2000
        month, day = _month_and_day(fields)
        hour, minute, second = (int(fields.get(name) or 0) for name in ("hour", "minute", "second"))
        half = (fields.get("half") or fields.get("before") or "").lower()
        if half.startswith(("p", "오후", "下午")) and hour < 12:
            hour += 12
        elif half.startswith(("a", "오전", "上午")) and hour == 12:
            hour = 0
        # Midnight may be written as the hour 24, a leap second as the second 60.
        start = datetime(year, month, day, tzinfo=UTC)
        if hour > 24 or minute > 59 or second > 60:
            return _within(start)
        return _within(start + timedelta(hours=hour, minutes=minute, seconds=second) - _offset(fields.get("zone") or ""))
    except (ValueError, OverflowError):
        return None


def _month_and_day(fields: dict[str, str | None]) -> tuple[int, int]:
    """Return month and day; raises ValueError for an unknown month."""
    name = (fields.get("name") or "").lower()
    if name:
        number = next((found for length in (4, 3) if (found := _MONTHS.get(name[:length]))), None)
        if number is None:
            raise ValueError(name)
        # "juin" and "juillet" begin alike.
        return (7 if name.startswith("juil") else number), int(fields["day"] or 0)
    if fields.get("first"):
        first, second = int(fields["first"] or 0), int(fields["second_number"] or 0)
        return (first, second) if first <= 12 and (second > 12 or fields["mark"] == "/") else (second, first)
    return int(fields.get("month") or 1), int(fields.get("day") or 1)


def _offset(zone: str) -> timedelta:
    number = re.search(r"([+−-])\s*(\d{1,2}):?(\d\d)?", zone)
    if number is None:
        return timedelta(hours=_HOURS.get(zone.strip().lower(), 0.0))
    span = timedelta(hours=int(number[2]), minutes=int(number[3] or 0))
    if span > timedelta(hours=15):
        return timedelta()
    return span if number[1] == "+" else -span


def _within(moment: datetime) -> datetime | None:
    return moment if moment.year in _YEARS else None
