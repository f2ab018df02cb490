"""Cleaning: idempotent, nothing dangerous survives, plain text stays as it is."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tuireader.clean import clean_line, clean_text, is_clean

PIECES = [
    "\x1b",
    "[",
    "]",
    "31m",
    "\x9b",
    "\x9d",
    "\x07",
    "\\",
    "52;c;x",
    "\r",
    "\n",
    "\t",
    "a",
    "\u0301",
    "\u200d",
    "\u202e",
    "\ud800",
    "\x85",
    "é",
    "中",
]
HOSTILE = st.one_of(st.text(st.characters(), max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
DANGEROUS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


@given(HOSTILE)
def test_nothing_dangerous_survives(text: str) -> None:
    assert not DANGEROUS.search(clean_text(text))


@given(HOSTILE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert is_clean(once)
    line = clean_line(text)
    assert clean_line(line) == line
    assert "\n" not in line


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    plain = unicodedata.normalize("NFC", "".join(sign for sign in text if not unicodedata.combining(sign)))
    assert clean_text(plain) == plain
