"""Open the reader on a store: what happens before the screen comes up, and after it goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tuireader.config import load, settings_file
from tuireader.errors import UsageError
from tuireader.locations import log_file
from tuireader.store import Store
from tuireader.tui.commands import COMMANDS
from tuireader.tui.first_start import note_first_start
from tuireader.tui.terminal import GIVE_ORDER, TAKE_ORDER, Terminal, terminal


def check_terminal() -> None:
    """Refuse to start where no screen can be drawn: Textual would write escape sequences into a file or a pipe.

    Raises:
        UsageError: there's no terminal, or one that can't move its cursor.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the reader needs a terminal; in a pipe use: tuireader list, tuireader show ID")
    if os.environ.get("TERM") == "dumb":
        raise UsageError("this terminal (TERM=dumb) can't show the reader; use: tuireader list, tuireader show ID")


def run(home: Path, imports: Sequence[str] = ()) -> int:
    """Open the reader on the store at ``home``, after importing paths and addresses; return the exit status.

    Raises:
        UsageError: no terminal.
        StoreError: the store can't be opened.
    """
    check_terminal()
    settings = load(settings_file(home), (command.name for command in COMMANDS))
    with Store.open(home) as store:
        _log_to(log_file(home))
        if not store.read_only and not store.meta("starter_edition"):
            from tuireader import intake  # a fifth of the time to the first frame, and needed only at the first opening

            note_first_start(store)
            intake.take_starter(store)
        from tuireader.tui.app import ReaderApp

        ability = terminal(os.environ, settings.reading.graphics, settings.reading.bidi)
        app = ReaderApp(store, imports, settings, ability)
        with _order_of_text(ability):
            app.run()
        return app.return_code or 0


@contextmanager
def _order_of_text(ability: Terminal) -> Iterator[None]:
    """Take the ordering of right-to-left text from a terminal that can be told to leave it, and give it back at the end."""
    if ability.asks_for_order:
        sys.stdout.write(TAKE_ORDER)
        sys.stdout.flush()
    try:
        yield
    finally:
        if ability.asks_for_order:
            sys.stdout.write(GIVE_ORDER)
            sys.stdout.flush()


def _log_to(path: Path) -> None:
    """Keep warnings in a file beside the store: the screen has no room for them."""
    import logging

    logging.basicConfig(filename=path, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s", encoding="utf-8")
