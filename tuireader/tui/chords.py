"""Vim's keys that take more than one press: a count before a move, and gg."""

from __future__ import annotations

from typing import NamedTuple

MOST = 100_000
"""The highest count; more is a key held down."""


class Move(NamedTuple):
    """What a finished chord asks for."""

    kind: str
    """``rows``, ``row`` (from the top, 1 the first) or ``top``."""
    number: int = 0


class Chords:
    """Collects key presses until they make a move."""

    def __init__(self) -> None:
        self._count = 0
        self._g = False

    def press(self, character: str | None) -> Move | bool:
        """Take a key; return a finished move, True when it belongs to a chord that isn't finished, False when it's none of ours."""
        if character and character.isdigit() and (character != "0" or self._count):
            self._count = min(MOST, self._count * 10 + int(character))
            return True
        count, g, self._count, self._g = self._count, self._g, 0, False
        if character == "g":
            if g:
                return Move("row", count) if count else Move("top")
            self._count, self._g = count, True
            return True
        if count and character == "G":
            return Move("row", count)
        if count and character in ("j", "k"):
            return Move("rows", count if character == "j" else -count)
        return False
