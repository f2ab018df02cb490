"""The Textual app: it holds the themes, the keys and the store; the main screen does the rest."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from tuireader.config import Settings
from tuireader.tui.commands import COMMANDS
from tuireader.tui.keys import key_names, keymap
from tuireader.tui.library import Library
from tuireader.tui.resuming import start
from tuireader.tui.screens.main import MainScreen, main_screen
from tuireader.tui.terminal import ANY_TERMINAL, Terminal
from tuireader.tui.themes import NIGHT, PAPER, THEMES, default_variables

if TYPE_CHECKING:
    from tuireader.store import Store


class ReaderApp(App[None]):
    """tuireader on the screen."""

    TITLE = "tuireader"
    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self, store: Store, imports: Sequence[str] = (), settings: Settings | None = None, terminal: Terminal = ANY_TERMINAL
    ) -> None:
        super().__init__()
        self._imports = imports
        self.settings = settings or Settings()
        self.terminal = terminal
        self.library = Library(store)
        kept = store.meta("pictures") != "off"
        self.pictures = kept if self.settings.reading.pictures is None else self.settings.reading.pictures
        """Whether stories are shown with their pictures at first."""
        for theme in THEMES:
            self.register_theme(theme)
        wanted = (self.settings.theme, store.meta("theme"), NIGHT.name)
        self.theme = next(name for name in wanted if name in self.available_themes)

    @property
    def reorders(self) -> bool:
        """Whether right-to-left text is brought into order here, and not by the terminal."""
        return self.terminal.reorder

    @property
    def cell(self) -> tuple[int, int]:
        """A cell's width and height in pixels."""
        return self.terminal.cell

    def send(self, sequence: str) -> None:
        """Write to the terminal what is no text, in turn with what the screen writes."""
        if self._driver is not None:
            self._driver.write(sequence)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give Textual's own themes the colours that news needs."""
        return default_variables(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """Make the main screen, its first view fetched already, so that the first frame is whole."""
        return main_screen(self.library, self.settings, start(self.library))

    def on_mount(self) -> None:
        """Leave the terminal as it was when the program is told to end."""
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError, ValueError, RuntimeError):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)
        if self.library.store.notice:
            self.notify(self.library.store.notice, severity="warning", markup=False, timeout=12)
        if self._imports and isinstance(self.screen, MainScreen):
            self.screen.import_targets(self._imports)

    def on_unmount(self) -> None:
        """Finish what is being written."""
        self.library.close()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every command that works on the screen in the palette, with its keys."""
        keys = keymap(self.settings)
        here = getattr(screen, "COMMANDS_OF", "")
        for command in COMMANDS:
            action = command.action
            if action != "app.command_palette" and (here in command.screens.split() or action.startswith("app.")):
                yield SystemCommand(command.label, key_names(keys[command.name]), lambda action=action: screen.run_action(action))
        yield SystemCommand("Choose a theme", "all of them, with a preview", self.action_change_theme)

    def action_toggle_theme(self) -> None:
        """Paper or night."""
        self.theme = PAPER.name if self.theme == NIGHT.name else NIGHT.name

    def watch_theme(self, theme: str) -> None:
        """Keep the theme for the next start."""
        self.library.keep_setting("theme", theme)
