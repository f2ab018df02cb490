"""What a person names, gathered and read in its order; many files on several cores."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from tuireader.drafting import Brought, Failure, bring, hints_for
from tuireader.errors import InputError
from tuireader.gathering import Material, gather, shown
from tuireader.spreading import spread

Named = str | os.PathLike[str]
"""A path, or ``-`` for standard input."""
_TOGETHER = 16
"""Files read in one piece of work."""
_TOGETHER_BYTES = 1 << 18
_Piece = list[tuple[int, Material | Failure]]
"""Files, each with the number of the input that it belongs to."""


class Read(NamedTuple):
    """What one file, or one folder as a whole, came to."""

    material: Material | None
    """None where nothing could be read."""
    brought: Brought


def read_all(inputs: Iterable[Named], stdin: BinaryIO | None) -> Iterator[Read]:
    """Gather and read what a person names.

    Args:
        inputs: files, folders, or ``-``.
        stdin: stands for standard input, in tests.

    Yields:
        What each file came to, in the order of the inputs; what can't be read, and a folder without articles, come to a failure.
    """
    named: list[Named] = []

    def gathered() -> Iterator[tuple[int, Material | InputError]]:
        for number, each in enumerate(inputs):
            named.append(each)
            for found in gather(each, stdin):
                yield number, found

    done = 0
    anything = False

    def empty(until: int) -> Iterator[Read]:
        """Name the inputs before ``until`` that had nothing."""
        for number in range(done, until):
            if number > done or not anything:
                yield Read(None, Brought([Failure(shown(os.fspath(named[number])), "there are no articles in this folder")]))

    for files in spread(_read_piece, _pieces(gathered()), ready=True):
        for number, read in files:
            if number != done:
                yield from empty(number)
                done, anything = number, False
            anything = anything or read.brought.anything
            yield read
    yield from empty(len(named))


def _pieces(gathered: Iterable[tuple[int, Material | InputError]]) -> Iterator[_Piece]:
    """Put files together to pieces of work."""
    piece: _Piece = []
    size = 0
    for number, each in gathered:
        if isinstance(each, InputError):
            piece.append((number, Failure(each.source, each.reason)))
        else:
            piece.append((number, each))
            size += len(each.data)
        if len(piece) >= _TOGETHER or size >= _TOGETHER_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _read_piece(piece: _Piece) -> list[tuple[int, Read]]:
    return [
        (number, Read(None, Brought([each])) if isinstance(each, Failure) else Read(each, bring(each, hints_for(each))))
        for number, each in piece
    ]
