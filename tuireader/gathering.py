"""Gather bytes from what a person names: files, folders, standard input. Bounded, never from a device, in a settled order."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from tuireader.errors import InputError, TooLarge, UnreadableInput
from tuireader.reading.alongside import LARGEST as LARGEST_PICTURE
from tuireader.reading.alongside import Beside, Lying, lying
from tuireader.reading.companions import is_beside, is_companion, pages

LARGEST = 256 << 20
"""Bytes of one file; what a single article may have is its reader's matter."""
STDIN = "-"
"""The name of standard input on the command line."""
STDIN_SHOWN = "standard input"
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class Material(NamedTuple):
    """Some bytes, and where they came from."""

    source: str
    """The path as the person named it, or within the folder that they named; always encodable."""
    data: bytes
    origin: str | None
    """``file:`` and the absolute path without symbolic links, for a file; None for standard input."""
    alone: bool
    """Whether the person named just this, not a folder around it."""
    beside: Beside | None = None
    """Tells of the files that lie beside a page."""


class Folder(msgspec.Struct, frozen=True):
    """The folder that a browser laid beside a page that it saved. Files in it are opened when they are asked for, and no others."""

    page: str
    """The page's path."""

    def __call__(self, path: str) -> Lying | None:
        """Tell of the file at a path from the page's own folder; see :data:`tuireader.reading.alongside.Beside`."""
        return lying(self.read(path) or b"")

    def read(self, path: str) -> bytes | None:
        """Return such a file's bytes, and one more than a picture may have at most; None where there's none, or a link in its place."""
        around, page = os.path.split(self.page)
        if not is_beside(path, page):
            return None
        inside = os.path.join(os.path.realpath(around), *path.split("/"))  # noqa: PTH118
        try:
            if os.path.realpath(inside) != inside:
                return None
        except (OSError, ValueError):
            return None
        found = _contents(inside, LARGEST_PICTURE)
        return None if isinstance(found, InputError) else found


def gather(named: str | os.PathLike[str], stdin: BinaryIO | None = None) -> Iterator[Material | InputError]:
    """Yield what one name stands for: a file's bytes, or those of every file in a folder and below it, in the order of their names.

    Hidden files and folders within a folder are passed over, and the folders that a browser laid beside the pages that it saved. What
    can't be read is yielded as an error that names it; the rest goes on.

    Args:
        named: a path, or ``-`` for standard input.
        stdin: stands for standard input, in tests.
    """
    path = os.fspath(named)
    if path == STDIN:
        yield _from_stdin(stdin or sys.stdin.buffer)
        return
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - hundreds a second: pathlib doubles the cost
    except (OSError, ValueError) as error:
        yield UnreadableInput(_words(error), shown(path))
        return
    if is_folder:
        for found in _walk(path):
            yield found if isinstance(found, InputError) else _from_file(found, alone=False)
    else:
        yield _from_file(path, alone=True)


def shown(path: str) -> str:
    """Return a path as text that can be printed and stored: undecodable bytes are replaced."""
    return os.fsencode(path).decode("utf-8", "replace") if not path.isascii() else path


def _walk(folder: str) -> Iterator[str | InputError]:
    """Yield the files below a folder; a folder that was seen already (a loop of symbolic links) isn't entered again."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path != folder and not os.path.isdir(path):  # noqa: PTH112
                yield path
                continue
            status = os.stat(path)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)  # noqa: PTH208
            saved = pages(names)
        except OSError as error:
            yield UnreadableInput(_words(error), shown(path))
            continue
        inside = (os.path.join(path, name) for name in names)  # noqa: PTH118
        if saved:
            inside = (each for each in inside if not (is_companion(os.path.basename(each), saved) and os.path.isdir(each)))  # noqa: PTH112, PTH119
        waiting.extend(inside)


def _from_file(path: str, *, alone: bool) -> Material | InputError:
    data = _contents(path, LARGEST)
    if isinstance(data, InputError):
        return data
    if len(data) > LARGEST:
        return TooLarge(f"larger than {LARGEST >> 20} MiB", shown(path))
    origin = os.fsencode(os.path.normcase(os.path.realpath(path))).decode("utf-8", "backslashreplace")
    return Material(shown(path), data, f"file:{origin}", alone, Folder(path) if pages([path]) else None)


def _contents(path: str, most: int) -> bytes | InputError:
    """Return the bytes of a file, and one more than it may have at most."""
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError) as error:
        return UnreadableInput(_words(error), shown(path))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return UnreadableInput("not a file but a device, a pipe or a socket", shown(path))
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(most + 1)
    except OSError as error:
        return UnreadableInput(_words(error), shown(path))
    finally:
        os.close(descriptor)


def _from_stdin(stdin: BinaryIO) -> Material | InputError:
    try:
        data = stdin.read(LARGEST + 1)
    except OSError as error:
        return UnreadableInput(_words(error), STDIN_SHOWN)
    if len(data) > LARGEST:
        return TooLarge(f"larger than {LARGEST >> 20} MiB", STDIN_SHOWN)
    return Material(STDIN_SHOWN, data, None, alone=True)


def _words(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "not a path"
