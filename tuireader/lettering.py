"""Text whose letters are all ASCII's, as most English text is: its bytes are counted and cut in a tenth of the time that patterns take."""

from __future__ import annotations

import re

_OTHER = re.compile("[^\x00-\xa9\u2010-\u2027\u20a0-\u20bf]")
"""What may be a letter or a digit: neither ASCII nor a sign of typography or money."""


def is_plain(text: str) -> bool:
    """Whether the text holds nothing but ASCII and signs of typography and money, which no normal form changes."""
    return text.isascii() or not _OTHER.search(text)


def plain_bytes(text: str) -> bytes | None:
    """Return the text in ASCII, a byte a character, with ``?`` for signs of typography and money; None where it holds anything else."""
    return text.encode("ascii", "replace") if is_plain(text) else None


def with_spaces(kept: str) -> bytes:
    """Return a table for ``bytes.translate`` that leaves the characters in ``kept`` and makes all others spaces."""
    return bytes(code if chr(code) in kept else 0x20 for code in range(256))
