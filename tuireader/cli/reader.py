"""The reader itself."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tuireader import locations
from tuireader.cli.arguments import COMMANDS
from tuireader.errors import UsageError


def run(args: Namespace) -> int:
    """Open the reader, after importing what is named.

    Raises:
        UsageError: no terminal, or a name that is neither a path nor a command.
    """
    for named in args.paths:
        _check(named)
    from tuireader.tui.start import run as run_reader

    return run_reader(locations.home(args.home), args.paths)


def _check(named: str) -> None:
    """Stop at a mistyped command before the screen comes up."""
    if "://" in named or Path(named).expanduser().exists():
        return
    if named.isascii() and named.isalpha():
        import difflib

        near = difflib.get_close_matches(named, [name for name in COMMANDS if name], n=1)
        hint = f"did you mean {near[0]}?" if near else "tuireader --help names the commands"
        raise UsageError(f"“{named}” is neither a file or folder nor a command; {hint}")
    raise UsageError(f"{named}: no such file or folder")
