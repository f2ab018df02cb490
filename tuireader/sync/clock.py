"""What ends a fetch: its total time, a silence, the person.

A read timeout alone never ends a server that drips a byte a second; every wait of a fetch (for the name server, the connection, the
handshake, each byte) asks the same clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from tuireader.errors import FetchError

_T = TypeVar("_T")
_SLICE = 0.2
"""Seconds between two looks at whether the person stopped the fetch."""


class Clock:
    """The time that one fetch has."""

    def __init__(self, total: float, silence: float, cancelled: Callable[[], bool] | None = None) -> None:
        """Start the time; ``total`` and ``silence`` are seconds."""
        self.total = total
        self.silence = silence
        self._ends = time.monotonic() + total
        self._cancelled = cancelled

    def left(self) -> float:
        """Return the seconds that a wait may take; raise FetchError when there are none."""
        self._look()
        left = self._ends - time.monotonic()
        if left <= 0:
            raise FetchError(f"not finished after {self.total:g} seconds, given up")
        return left

    def wait(self, attempt: Callable[[float], _T], who: str, patience: float | None = None) -> _T:
        """Call ``attempt`` with short timeouts until it returns.

        Args:
            attempt: takes seconds, raises TimeoutError when they pass.
            who: the host, for the error's words.
            patience: seconds of silence to bear, where that should be less than usual.

        Raises:
            FetchError: the silence was too long, the time is up, or the person stopped it.
        """
        silence = self.silence if patience is None else patience
        ends = time.monotonic() + silence
        while True:
            seconds = min(self.left(), max(ends - time.monotonic(), 0.001), _SLICE)
            try:
                return attempt(seconds)
            except TimeoutError:
                if time.monotonic() >= ends:
                    raise FetchError(f"{who} doesn't answer (waited {silence:g} seconds)") from None

    def stand_still(self, attempt: Callable[[float], bool]) -> None:
        """Call ``attempt`` with short timeouts until it returns True; the time that this takes isn't counted.

        Args:
            attempt: takes seconds, returns False when they pass.

        Raises:
            FetchError: the person stopped it.
        """
        began = time.monotonic()
        while not attempt(_SLICE):
            self._look()
        self._ends += time.monotonic() - began

    def _look(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise FetchError("stopped")
