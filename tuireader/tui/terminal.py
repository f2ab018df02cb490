"""What the terminal can do, told from the environment alone.

Asking the terminal itself would take a round trip before the first frame and can swallow what is typed meanwhile; so nothing is ever
asked, and where the environment says too little the settings decide.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Mapping
from typing import NamedTuple

_CELL = (10, 20)
_SMALLEST_CELL = 3
"""Pixels below which a cell's sides can't be meant."""
_WITHIN = ("screen", "tmux")
"""How the names of terminals within a terminal begin: what the outer one can do doesn't come through."""
TAKE_ORDER, GIVE_ORDER = "\x1b[8l", "\x1b[8h"
"""ECMA-48's BDSM: the program orders right-to-left text; the terminal does again."""


class Terminal(NamedTuple):
    """What is known of the terminal."""

    graphics: str
    """How pictures are drawn: "blocks", "kitty", "sixel", or "" where none can be."""
    reorder: bool
    """Whether the program is to bring right-to-left text into order."""
    asks_for_order: bool = False
    """Whether the terminal must be told that the program does (TAKE_ORDER, and GIVE_ORDER at the end)."""
    cell: tuple[int, int] = _CELL
    """A cell's width and height in pixels."""


ANY_TERMINAL = Terminal("blocks", reorder=True)
"""One of which nothing is known but that it has colours."""


def terminal(environment: Mapping[str, str], graphics: str = "auto", bidi: str = "auto") -> Terminal:
    """Return what the terminal can do.

    Args:
        environment: the process's.
        graphics: the setting of how pictures are drawn.
        bidi: the setting of who orders right-to-left text.
    """
    reorder = not _orders_itself(environment) if bidi == "auto" else bidi == "app"
    asks = reorder and "VTE_VERSION" in environment and not _is_within(environment)
    return Terminal(_graphics(environment) if graphics == "auto" else graphics, reorder, asks, _cell())


def _cell() -> tuple[int, int]:
    """Return a cell's size as the kernel has it from the terminal, or a usual one."""
    try:
        import fcntl
        import termios

        answer = fcntl.ioctl(sys.__stdout__.fileno() if sys.__stdout__ else 1, termios.TIOCGWINSZ, b"\0" * 8)
    except (ImportError, OSError, ValueError):  # Windows; a pipe; closed
        return _CELL
    rows, columns, width, height = struct.unpack("HHHH", answer)
    found = (width // columns, height // rows) if rows and columns else (0, 0)
    return found if min(found) >= _SMALLEST_CELL else _CELL


def _is_within(environment: Mapping[str, str]) -> bool:
    return environment.get("TERM", "").startswith(_WITHIN) or "TMUX" in environment


def _orders_itself(environment: Mapping[str, str]) -> bool:
    """Whether the terminal reorders, and can't be told not to. VTE can, unless another terminal lies between."""
    if "VTE_VERSION" in environment:
        return _is_within(environment)
    # kitty draws each word of a right-to-left script reversed unless its force_ltr says otherwise.
    return (
        any(name in environment for name in ("KONSOLE_VERSION", "MLTERM", "KITTY_WINDOW_ID"))
        or environment.get("TERM_PROGRAM") == "Apple_Terminal"
        or environment.get("TERM", "").startswith(("mlterm", "xterm-kitty"))
    )


def _graphics(environment: Mapping[str, str]) -> str:
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term in ("dumb", "linux", "vt100", "vt220"):
        return ""
    few_colours = "256color" not in term and environment.get("COLORTERM") not in ("truecolor", "24bit")
    if _is_within(environment):
        return "" if few_colours else "blocks"
    if "KITTY_WINDOW_ID" in environment or term in ("xterm-kitty", "xterm-ghostty"):
        return "kitty"
    if term.startswith(("foot", "mlterm", "contour")) or environment.get("TERM_PROGRAM") in ("WezTerm", "iTerm.app"):
        return "sixel"
    return "" if term and few_colours else "blocks"
