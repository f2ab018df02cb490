"""Much work of one kind, spread over this process and others; the results in the order of the work.

Python runs one thread's code at a time, so only another process makes use of another core. The first of them takes a quarter of a second
to start, so it begins only when there is enough to do.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, redirect_stderr
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_Work = TypeVar("_Work")
_Result = TypeVar("_Result")


def _cores() -> int:
    """Return how many cores this process may use, which can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


HELPERS = max(0, min(3, _cores() - 1))
"""Processes beside this one."""
ALONE = 3
"""Pieces of work that this process does before it asks others."""
AHEAD = 32
"""Pieces of work that may be done before one in front of them is."""


def spread(
    do: Callable[[_Work], _Result], work: Iterable[_Work | None], most: int | None = None, *, ready: bool = False
) -> Iterator[_Result]:
    """Yield ``do(each)`` for each piece of work, in order.

    Args:
        do: a function of a module, whose argument and result can be pickled.
        work: taken some pieces ahead. None among it is no work: who waits for work gives it, so that what is finished comes out meanwhile.
        most: processes that may help, where that should be fewer than the machine could bear.
        ready: whether the work is there without waiting. Then others are asked before it is begun, if there is so much of it.
    """
    helpers = HELPERS if most is None else min(most, HELPERS)
    pieces = iter(work)
    first = list(islice(pieces, ALONE + 1)) if ready else []
    if len(first) <= ALONE:
        for alone in islice((piece for piece in chain(first, pieces) if piece is not None), ALONE):
            yield do(alone)
        first = []
    with ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        waiting: deque[tuple[_Work, Future[_Result]]] = deque()
        for piece in chain(first, pieces):
            if piece is not None:
                if pool is None and helpers:
                    pool = _pool(stack, helpers)
                    helpers = helpers if pool else 0
                waiting.append((piece, _given(pool, helpers, waiting, do, piece)))
            while waiting and (waiting[0][1].done() or len(waiting) > AHEAD):
                yield _taken(do, *waiting.popleft())
        while waiting:
            yield _taken(do, *waiting.popleft())


def _pool(stack: ExitStack, helpers: int) -> ProcessPoolExecutor | None:
    """Return a pool of processes that ends with the stack; None where this system lets none be made."""
    try:
        from concurrent.futures import ProcessPoolExecutor  # 12 ms, which a sync with nothing new doesn't need
        from multiprocessing import get_context

        # On its first use multiprocessing starts a process of its own and hands it standard error, by its number: the stand-in that
        # Textual puts there has none.
        with redirect_stderr(sys.__stderr__):
            # A fresh process: a copy of this one could inherit a lock that another thread holds.
            pool = ProcessPoolExecutor(helpers, mp_context=get_context("spawn"), initializer=begin_helping)
    except (OSError, ImportError, NotImplementedError, ValueError):
        return None
    stack.callback(pool.shutdown, wait=True, cancel_futures=True)
    return pool


def _given(
    pool: ProcessPoolExecutor | None,
    helpers: int,
    waiting: Iterable[tuple[_Work, Future[_Result]]],
    do: Callable[[_Work], _Result],
    piece: _Work,
) -> Future[_Result]:
    """Give a piece to the others, or do it here when they have enough to do."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    if pool is not None and sum(not future.done() for _, future in waiting) < 2 * helpers:
        try:
            return pool.submit(do, piece)
        except BrokenProcessPool:
            pass
    here: Future[_Result] = Future()
    here.set_result(do(piece))
    return here


def _taken(do: Callable[[_Work], _Result], piece: _Work, future: Future[_Result]) -> _Result:
    """Return a result; what a process left undone when it died is done here."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        return do(piece)


def begin_helping() -> None:
    """Leave interruptions to the parent, collect garbage as rarely as it does, and don't outlive it."""
    import gc
    import signal
    from multiprocessing.util import Finalize
    from threading import Thread

    gc.set_threshold(20_000, 20, 20)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, name="tuireader-parent", daemon=True).start()
    # When there is no more to do, nothing is worth taking apart: the parent waits for the end.
    Finalize(None, os._exit, args=(0,), exitpriority=-100)


def _end_with_parent() -> None:
    """Wait until the parent is gone: one that is killed can't tell its helpers to end, and they would wait for work for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
