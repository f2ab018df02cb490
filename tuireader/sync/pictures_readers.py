"""Processes apart that read pictures: what hostile bytes do to a decoder, they do to none that anything else depends on.

Each thread of :class:`Readers` has one process, gives it a picture at a time, and puts another in its place where it died or took too long.
"""

from __future__ import annotations

import contextlib
import queue
import sys
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from tuireader.spreading import HELPERS, begin_helping
from tuireader.sync.answers import PictureAnswer, PictureRead

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_Job = TypeVar("_Job")
SECONDS = 30.0
"""How long one picture may take."""
MEMORY = 2 << 30
"""Bytes of memory that a process may take, where the system can see to it."""
TOO_LONG = "takes too long to read"
DIED = "can't be read: the program that read it ended"
_READERS = max(1, min(2, HELPERS))


class Readers(Generic[_Job]):
    """Reads pictures in other processes until it is closed; here where the system lets none be made."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[tuple[_Job, PictureAnswer] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[_Job, int, PictureRead]] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._given = 0

    def give(self, job: _Job, answer: PictureAnswer) -> None:
        """Have a picture read."""
        if not self._given:
            _begin_tracker()
        self._given += 1
        if len(self._threads) < min(self._given, _READERS):
            thread = threading.Thread(target=self._serve, name="tuireader-pictures", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._work.put((job, answer))

    def taken(self) -> list[tuple[_Job, int, PictureRead]]:
        """Return what was read since the last call, and of how many bytes; at once."""
        found = []
        with contextlib.suppress(queue.Empty):
            while True:
                found.append(self._done.get_nowait())
        return found

    def next(self) -> tuple[_Job, int, PictureRead]:
        """Return what is read next of what was given, and of how many bytes, when it is."""
        return self._done.get()

    def close(self) -> None:
        """Stop; what wasn't read is forgotten."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._work.get_nowait()
        for _ in self._threads:
            self._work.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        reader = _Reader()
        try:
            while (given := self._work.get()) is not None:
                job, answer = given
                self._done.put((job, len(answer.data), reader.read(answer)))
        finally:
            reader.end()


class _Reader:
    """One process, begun with the first picture and again whenever it is gone."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def read(self, answer: PictureAnswer) -> PictureRead:
        try:
            pipe = self._pipe or self._begin()
        except (OSError, ImportError, NotImplementedError, ValueError):
            from tuireader.sync.pictures_reading import read_picture

            return read_picture(answer)
        try:
            pipe.send(answer)
            if pipe.poll(SECONDS):
                found: PictureRead = pipe.recv()
                return found
            why = PictureRead(None, TOO_LONG)
        except (OSError, EOFError):
            why = PictureRead(None, DIED, lasting=False)
        self.end()
        return why

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def _begin(self) -> Connection:
        from multiprocessing import get_context

        context = get_context("spawn")  # a copy of this one could inherit a lock that another thread holds
        ours, theirs = context.Pipe()
        process = context.Process(target=_read_all, args=(theirs,), name="tuireader-pictures", daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        return ours


def _begin_tracker() -> None:
    """Begin, from the thread that begins such things, the process that multiprocessing hands standard error to: see ``spreading``."""
    with contextlib.suppress(ImportError, OSError, ValueError), contextlib.redirect_stderr(sys.__stderr__):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


def _read_all(pipe: Connection) -> None:
    """Read what comes through a pipe: what the process does."""
    begin_helping()
    with contextlib.suppress(ImportError, OSError, ValueError):  # not every system can bound a process
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from tuireader.sync.pictures_reading import read_picture

    with contextlib.suppress(EOFError, OSError):  # whoever asked has gone
        while True:
            pipe.send(read_picture(pipe.recv()))
