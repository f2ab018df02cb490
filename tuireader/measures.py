"""Counts, sizes and times as people read and write them."""

from __future__ import annotations

import re

from tuireader.errors import UsageError


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its word: "1 story", "1,204 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size_of(count: int) -> str:
    """Return bytes in a unit for people: "312 kB"."""
    size = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "bytes" or size >= 100 else f"{size:.1f} {unit}"


def time_of(minutes: int) -> str:
    """Return a time to spend: "45 min", "3 h", "3 h 05 min"; from 100 hours on whole hours alone."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h {rest:02} min" if rest and hours < 100 else f"{hours:,} h"


def bytes_of(text: str) -> int:
    """Return the bytes that "500M" or "2G" means.

    Raises:
        UsageError: it is no size.
    """
    found = re.fullmatch(r"([0-9]{1,9}) ?([kKMG]?)B?", text.strip())
    if found is None:
        raise UsageError(f"{text} is no size; write 500M or 2G")
    return int(found[1]) * {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}[found[2].upper()]


def minutes_of(text: str) -> int:
    """Return the minutes that "45m", "3h" or "1h30m" means.

    Raises:
        UsageError: it is no time, or none at all.
    """
    found = re.fullmatch(r"(?:([0-9]{1,3}) ?h)? ?(?:([0-9]{1,4}) ?m(?:in)?)?", text.strip().lower())
    minutes = 60 * int(found[1] or 0) + int(found[2] or 0) if found else 0
    if not minutes:
        raise UsageError(f"{text} is no reading time; write 45m, 3h or 1h30m")
    return minutes
