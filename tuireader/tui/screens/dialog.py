"""What every dialog has in common."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tuireader.tui.screens.trouble import TellsTrouble

Result = TypeVar("Result")


class Dialog(TellsTrouble, ModalScreen[Result]):
    """A box in the middle of the screen; Esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", show=False)]

    def action_leave(self) -> None:
        """Close without a result."""
        self.dismiss(None)
