"""What screens with lists have in common: moving in the list, and the help.

A dialog names these behind :class:`~tuireader.tui.screens.dialog.Dialog`: Textual takes styles from a class's first base alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tuireader.tui.keys import HasKeys

if TYPE_CHECKING:
    from tuireader.tui.widgets.row_list import RowList


class MovesInRows(Widget):
    """A screen whose commands move in a list."""

    @property
    def rows_here(self) -> RowList:
        """The list that is moved in."""
        raise NotImplementedError

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self.rows_here.move(rows)

    def action_page(self, step: int) -> None:
        """A screen up or down."""
        self.rows_here.move(step * max(1, self.rows_here.rows_in_sight() - 1))

    def action_edge(self, step: int) -> None:
        """To the top or the end."""
        self.rows_here.move(step * self.rows_here.row_count)


class ShowsHelp(HasKeys, Widget):
    """A screen that tells of all its keys."""

    def action_help(self) -> None:
        """Show all keys."""
        from tuireader.tui.screens.help import Help  # not before somebody asks

        self.app.push_screen(Help(self.keys))
