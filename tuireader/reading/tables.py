"""Lists of words, names and patterns, written so that people can read and extend them."""

from __future__ import annotations


def names(table: str) -> frozenset[str]:
    """Return the names of a table: parted by ``|`` and line ends."""
    return frozenset(name for line in table.splitlines() for name in map(str.strip, line.split("|")) if name)


def either(table: str) -> str:
    """Return the pattern that matches what any line of a table does."""
    return "|".join(filter(None, map(str.strip, table.splitlines())))
