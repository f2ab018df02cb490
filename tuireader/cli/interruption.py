"""Ctrl-C as a wish: what is under way is finished, and a second one ends the program."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def wished() -> Iterator[Callable[[], bool]]:
    """Give what tells whether Ctrl-C was pressed within the block."""
    pressed = threading.Event()

    def heard(*_: object) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
