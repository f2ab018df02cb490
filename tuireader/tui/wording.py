"""Dates, lengths and counts as people read them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from tuireader import measures
from tuireader.query import minutes

if TYPE_CHECKING:
    from tuireader.store.pictures import Lacking

count_of = measures.count_of
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
# Not "images": Getty Images is an agency.
_SAYS_WHAT = re.compile(
    r"\b(?:photo(?:s|graph\w*)?|picture|image|illustrations?|drawing|graphics?|map|chart|video|audio)\b|©", re.IGNORECASE
)


def date_in_words(moment: datetime | None) -> str:
    """Return "9 January 2020" in local time, "" for None."""
    if moment is None:
        return ""
    local = moment.astimezone()
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def short_date(epoch: int | None, now: float) -> str:
    """Return a list row's date in local time: "14:03" today, "9 Jan" this year, "9 Jan 2020" before; "" for None."""
    if epoch is None:
        return ""
    moment, today = datetime.fromtimestamp(epoch).astimezone(), datetime.fromtimestamp(now).astimezone()
    if moment.date() == today.date():
        return f"{moment:%H:%M}"
    day = f"{moment.day} {_MONTHS[moment.month - 1][:3]}"
    return day if moment.year == today.year else f"{day} {moment.year}"


def reading_time(words: int) -> str:
    """Return "2 min" for a number of words; "" for none."""
    return f"{minutes(words)} min" if words else ""


def credit_line(credit: str, media: str = "image") -> str:
    """Return a credit with what it credits, unless it says so itself: "Photo: Ida Holm", "Illustration by Ida Holm"."""
    if _SAYS_WHAT.search(credit):
        return credit
    return f"Photo: {credit}" if media == "image" else f"From: {credit}"


def not_stored(lacking: Lacking | None) -> str:
    """Return what is said in place of a picture that isn't stored: "not stored: paper.example has no such picture (status 404)".

    Args:
        lacking: what is known of why; None where it was never wanted.
    """
    if lacking is None:
        return "not stored"
    return f"not stored{' yet' * lacking.owed}{f': {lacking.why}' if lacking.why else ''}"
