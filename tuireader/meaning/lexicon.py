"""Reading the word lists under ``data/``: a file of sections, each a set of words or phrases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("data")


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """Return the sections of the word list ``data/<name>.txt``, by their names.

    In the file ``[name]`` begins a section and ``#`` a comment; words are parted by white space, and ``_`` stands for the space within a
    phrase.
    """
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        content = line.partition("#")[0].strip()
        if content.startswith("["):
            current = found.setdefault(content.strip("[]"), set())
        else:
            current.update(word.replace("_", " ") for word in content.split())
    return {section: frozenset(words) for section, words in found.items()}
