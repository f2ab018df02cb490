"""Lines of the body that are captions by their credit: "… (AP Photo/Jane Doe)", "Photo: Jane Doe", "REUTERS/Jane Doe"."""

from __future__ import annotations

import re
from typing import NamedTuple

from tuireader.reading.markers import AGENCY

_LONGEST_CREDIT = 100
_LONGEST_CAPTION = 600
_WORD = r"(?:photo(?:graph|s)?|picture|image|photo credit|picture credit|image credit|credit|pic|foto|photographer)"
_BRACKETED = re.compile(
    rf"\((?:{_WORD}(?: by)?\s*[:/]\s*(?P<named>[^()]{{2,100}})|"
    r"(?P<agency>(?:AP Photo|AP|REUTERS|AFP|Getty Images)\s?/[^()]{2,100}))\)\s*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?:^|(?<=[.!?…\"”’)])\s+|\s+[|–—-]\s+)(?:{_WORD})(?: by)?\s*:\s*(?P<credit>[^:]{{2,100}})$", re.IGNORECASE)
_SIGNED = re.compile(r"(?:^|(?<=[.!?…\"”’])\s+)(?P<credit>(?:AP Photo|REUTERS|EPA|AFP)\s?/\s?[A-Z@][^.!?]{2,80})\.?$")
_AFTER_SENTENCE = re.compile(rf"(?:(?<=[.!?…\"”’)])\s+|\s+[|©]\s*)(?P<credit>{AGENCY.pattern})$")
_LONE = re.compile(rf"{AGENCY.pattern}(?:\s*(?:/|,|via|and)\s*{AGENCY.pattern})?")


class Credited(NamedTuple):
    """A caption and whom its picture is by."""

    caption: str
    credit: str


def trailing_credit(text: str) -> Credited | None:
    """Return the caption and the credit of a line that ends in a credit, or is one; None for any other line."""
    tail = text[-(_LONGEST_CREDIT + 40) :]
    for pattern in (_BRACKETED, _LABELLED, _SIGNED, _AFTER_SENTENCE):
        match = pattern.search(tail)
        if match:
            caption = text[: len(text) - len(tail) + match.start()].strip(" |–—-")
            credit = next(value for value in match.groupdict().values() if value).strip(" .")
            return Credited(caption, credit) if len(caption) <= _LONGEST_CAPTION else None
    return None


def lone_agency(line: str) -> bool:
    """Whether the line is nothing but an agency's name, with or without the photographer's."""
    return len(line) <= _LONGEST_CREDIT and bool(_LONE.fullmatch(line.strip(" .()")))
