"""Hostile text in, text that is safe on a terminal out.

Everything that comes from outside passes here before it is stored. What is taken away: control characters (an
escape sequence in a headline could move the cursor, set the clipboard or change the title), the C1 range, bidirectional
overrides and isolates, zero-width and tag characters, and lone surrogates. What stays: the joiners U+200C and U+200D, without
which Persian, Hindi and emoji fall apart.
"""

from __future__ import annotations

import re
import unicodedata

from tuireader.lettering import is_plain

# The list stands in the Unicode Standard's own terms: Cc less \t and \n, bidi controls (UAX #9), zero-width space, word joiner and
# invisible operators, BOM, interlinear annotation, tags, surrogates, and non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# An escape sequence goes whole, so that "\x1b[31mred" leaves "red" and not "[31mred": CSI, OSC and other strings, two-byte escapes.
# Bounded repetition keeps this linear on endless openings.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{0,16}[0-~]"
)
_NEEDS_CARE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
# More than this many combining marks on one letter is an attack on the screen, not a language (UAX #15's stream-safe limit is 30).
_COMBINING = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED_MARKS = re.compile(f"([{_COMBINING}]{{8}})[{_COMBINING}]+")


def clean_text(text: str) -> str:
    """Return ``text`` safe to show: any line ends become ``\\n``, tabs a space, forbidden characters go; NFC.

    Idempotent: cleaning what was cleaned changes nothing.
    """
    # Nothing of what needs care is printable; the reverse doesn't hold, a no-break space isn't either.
    printable = text.isprintable()
    if is_plain(text) and (printable or not _NEEDS_CARE.search(text)):
        return text
    while not printable and _NEEDS_CARE.search(text):
        text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
        text = _ESCAPES.sub("", text)
        text = _FORBIDDEN.sub("", text)
    return unicodedata.normalize("NFC", _STACKED_MARKS.sub(r"\1", text))


def clean_line(text: str) -> str:
    """Return ``text`` cleaned, on one line: every run of white space is one space, none at the ends."""
    if text.isprintable() and "  " not in text and is_plain(text):
        return text.strip()
    return " ".join(clean_text(text).split())


def is_clean(text: str) -> bool:
    """Whether ``clean_text`` would leave ``text`` as it is."""
    return clean_text(text) == text
