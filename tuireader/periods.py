"""Lengths of time as people write them in settings: ``30m``, ``2h``, ``1d``."""

from __future__ import annotations

import re

from tuireader.errors import UsageError

_SECONDS = {"m": 60, "h": 3600, "d": 86400}


def seconds_of(text: str) -> int:
    """Return the seconds that are meant.

    Raises:
        UsageError: it is no length of time; the message says how one is written.
    """
    match = re.fullmatch(r"([1-9][0-9]{0,4})\s?([mhd])", text.strip().lower())
    if match is None:
        raise UsageError(f"“{text.strip()}” is no length of time; write 30m, 2h or 1d")
    return int(match[1]) * _SECONDS[match[2]]


def in_short(seconds: int) -> str:
    """Return a length of time as :func:`seconds_of` reads it, in the largest unit that tells it whole."""
    for unit in ("d", "h"):
        if seconds % _SECONDS[unit] == 0:
            return f"{seconds // _SECONDS[unit]}{unit}"
    return f"{max(1, seconds // 60)}m"
