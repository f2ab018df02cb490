"""What goes wrong in the background is said once, in words, and the reader stays."""

from __future__ import annotations

import logging
import time

from textual.widget import Widget
from textual.worker import Worker, WorkerState

from tuireader.errors import TuireaderError

AGAIN_AFTER = 60.0
"""Seconds before the same trouble is told again: a store that is gone would be told of at every look."""


class TellsTrouble(Widget):
    """A screen that tells of workers that failed."""

    _told: tuple[str, float] = ("", 0.0)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what happened; what nobody thought of goes into the log."""
        if event.state is not WorkerState.ERROR:
            return
        error = event.worker.error
        if isinstance(error, TuireaderError):
            words = str(error)
        else:
            logging.getLogger(__name__).error("%s failed", event.worker.name, exc_info=error)
            words = f"This went wrong and shouldn't have: {error!r}. The log has the details."
        before, when = self._told
        if words != before or time.monotonic() - when > AGAIN_AFTER:
            self._told = (words, time.monotonic())
            self.trouble(words)

    def trouble(self, words: str) -> None:
        """Show the words in a corner of the screen."""
        self.say(words, wrong=True)

    def say(self, words: str, *, wrong: bool = False, seconds: float = 3.0) -> None:
        """Tell the person something in a corner of the screen; longer where something is wrong."""
        self.notify(words, severity="error" if wrong else "information", markup=False, timeout=8 if wrong else seconds)
