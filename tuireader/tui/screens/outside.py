"""A screen that can hand a picture to the system's viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.widget import Widget

if TYPE_CHECKING:
    from tuireader.tui.app import ReaderApp


class OpensOutside(Widget):
    """Opens stored pictures outside the terminal."""

    @work(thread=True, group="browser", exit_on_error=False)
    def open_outside(self, address: str) -> None:
        """Write a picture to a file and open it; where nothing opens it say where it is."""
        from tuireader.tui.pictures.outside import opened, written

        app = cast("ReaderApp", self.app)
        picture = app.library.store.pictures.get(address)
        wrong = True
        if picture is None:
            words = "The picture isn't stored any more."
        else:
            try:
                path = written(picture)
            except OSError as error:
                words = f"The picture could not be written to a file: {error.strerror or error}"
            else:
                wrong = False
                words = "Opened outside." if opened(path) else f"No viewer could be started. The picture is in {path}"
        self.notify(words, severity="error" if wrong else "information", markup=False, timeout=8)
