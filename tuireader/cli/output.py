"""What the commands print through: UTF-8 whatever the locale, colour only where it is wanted, columns by the cells they take."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Sequence
from typing import TextIO

from tuireader import measures

count_of, size_of = measures.count_of, measures.size_of
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def prepare() -> None:
    """Make standard output and standard error write UTF-8, and replace what can't be encoded instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def write(line: str) -> None:
    """Print a line to standard output."""
    sys.stdout.write(line + "\n")


def write_bytes(line: bytes) -> None:
    """Print a line that is UTF-8 already."""
    write(line.decode())


def complain(words: str) -> None:
    """Print a line to standard error, after the program's name; whatever it quotes is made safe."""
    from tuireader.clean import clean_line

    note(f"tuireader: {clean_line(words)}")


def note(words: str) -> None:
    """Print a line to standard error, where it doesn't get into what is piped on."""
    sys.stdout.flush()
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def overwrite(words: str) -> None:
    """Write a line on the terminal at standard error, over the one before."""
    sys.stderr.write("\r" + fit(words, terminal_size()[0] - 1) + ("" if words else "\r"))
    sys.stderr.flush()


def error_is_terminal() -> bool:
    """Whether standard error is a terminal."""
    return is_terminal(sys.stderr)


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a stream (standard output by default) is a terminal."""
    try:
        return (stream or sys.stdout).isatty()
    except ValueError:  # closed
        return False


def has_colour() -> bool:
    """Whether standard output takes colour: on a terminal, unless NO_COLOR is set or it is a dumb one; anywhere with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal() and os.environ.get("TERM") != "dumb")


def terminal_size() -> tuple[int, int]:
    """Return columns and lines of the terminal at standard output (COLUMNS and LINES overrule it), 80 by 24 where there is none."""
    try:
        size = tuple(os.get_terminal_size(sys.stdout.fileno()))
    except (OSError, ValueError, AttributeError):
        size = (80, 24)
    columns, lines = (
        int(value) if (value := os.environ.get(name, "")).isdecimal() and int(value) else found or standard
        for name, found, standard in zip(("COLUMNS", "LINES"), size, (80, 24), strict=True)
    )
    return columns, lines


def cells(text: str) -> int:
    """Return how many terminal cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(_char_cells(char) for char in text)


def cut(text: str, width: int) -> str:
    """Return a text cut to a width in cells, with an ellipsis where something is missing."""
    if (len(text) <= width and text.isascii()) or cells(text) <= width:
        return text
    kept = 0
    for index, char in enumerate(text):
        kept += _char_cells(char)
        if kept > width - 1:
            return text[:index].rstrip() + "…" if width > 0 else ""
    return text


def fit(text: str, width: int) -> str:
    """Return a text cut or filled with spaces to exactly a width in cells."""
    text = cut(text, width)
    return text + " " * (width - cells(text))


def bold(text: str, colour: bool) -> str:
    """Return a text in bold where there is colour."""
    return f"{_BOLD}{text}{_RESET}" if colour else text


def dim(text: str, colour: bool) -> str:
    """Return a text in dim letters where there is colour."""
    return f"{_DIM}{text}{_RESET}" if colour else text


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines, their columns aligned: the first to the left, the others to the right."""
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return [
        "  ".join([fit(row[0], widths[0]), *(" " * (width - cells(cell)) + cell for cell, width in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]


def _char_cells(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
