"""Progress on a terminal."""

from __future__ import annotations

import time

from tuireader.cli import output

_EVERY = 0.1
"""Seconds between two lines of progress."""


class Progress:
    """One line on a terminal's standard error, written over and over."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._next = 0.0
        self._shown = False

    def show(self, words: str) -> None:
        """Show how far it has come, unless that was told just now."""
        now = time.monotonic()
        if self._wanted and now >= self._next:
            self._next = now + _EVERY
            self._shown = True
            output.overwrite(words)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            output.overwrite("")
