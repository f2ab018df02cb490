"""Times as people write them in a query."""

from __future__ import annotations

import re
import time

_AGE = re.compile(r"(\d{1,5})(min|h|d|w|m|y)")
_SECONDS = {"min": 60, "h": 3600, "d": 86400, "w": 7 * 86400, "m": 30 * 86400, "y": 365 * 86400}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def moment(written: str, now: float) -> int | None:
    """Return what a written time means in epoch seconds, or None where it means nothing."""
    if age := _AGE.fullmatch(written):
        return int(now) - int(age[1]) * _SECONDS[age[2]]
    if written in ("today", "yesterday"):
        today = time.localtime(now)
        return _midnight(today.tm_year, today.tm_mon, today.tm_mday - (written == "yesterday"))
    date = _DATE.fullmatch(written)
    if date is None:
        return None
    year, month, day = int(date[1]), int(date[2] or 1), int(date[3] or 1)
    found = _midnight(year, month, day)
    if found is None or time.localtime(found)[:3] != (year, month, day):
        return None
    return found


def _midnight(year: int, month: int, day: int) -> int | None:
    try:
        return int(time.mktime((year, month, day, 0, 0, 0, 0, 0, -1)))
    except (OverflowError, ValueError):
        return None
