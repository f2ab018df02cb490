from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from typing import Any

import pytest

from tuireader import spreading
from tuireader.article import Article, Caption, Mark, Paragraph, Quote, Related, RelatedLink, Table
from tuireader.spreading import spread


def whereabouts(number: int) -> tuple[int, int]:
    """Return the number doubled, and the process that did it."""
    return 2 * number, os.getpid()


def die_elsewhere(number: int) -> int:
    """End any process but the one whose id is given in front."""
    if os.getpid() != number // 1000:
        os._exit(1)
    return number % 1000


def test_results_come_in_the_order_of_the_work_whoever_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "HELPERS", 1)
    results = list(spread(whereabouts, range(40)))
    assert [result for result, _ in results] == list(range(0, 80, 2))
    assert len({process for _, process in results}) == 2


def test_little_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "HELPERS", 1)
    monkeypatch.setattr(spreading, "_pool", lambda stack, helpers: pytest.fail("a process for so little"))
    for ready in (False, True):
        here = [(2 * number, os.getpid()) for number in range(spreading.ALONE)]
        assert list(spread(whereabouts, range(spreading.ALONE), ready=ready)) == here
        assert list(spread(whereabouts, [], ready=ready)) == []


def test_work_that_is_ready_goes_to_others_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "HELPERS", 1)
    results = list(spread(whereabouts, range(20), ready=True))
    assert [result for result, _ in results] == list(range(0, 40, 2))
    assert results[0][1] != os.getpid()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system can't be told")
def test_a_process_that_may_use_one_core_starts_no_others() -> None:
    code = "import os; os.sched_setaffinity(0, [min(os.sched_getaffinity(0))]); from tuireader import spreading; print(spreading.HELPERS)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"


def test_a_machine_with_one_core_does_it_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "HELPERS", 0)
    assert {process for _, process in spread(whereabouts, range(20))} == {os.getpid()}


def test_a_system_without_processes_does_it_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(spreading, "HELPERS", 1)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", fail)
    assert {process for _, process in spread(whereabouts, range(20))} == {os.getpid()}


def test_what_a_process_that_died_left_undone_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "HELPERS", 1)
    work = [os.getpid() * 1000 + number for number in range(20)]
    assert list(spread(die_elsewhere, work)) == list(range(20))


def test_work_is_taken_only_some_pieces_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the work is, what waits in memory is little."""
    monkeypatch.setattr(spreading, "HELPERS", 1)
    taken = 0

    def work() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = spread(whereabouts, work())
    for _ in range(20):
        next(results)
    assert taken <= 20 + spreading.ALONE + spreading.AHEAD + 2
    results.close()  # type: ignore[attr-defined]


def test_a_pool_that_breaks_as_work_is_given_is_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: ProcessPoolExecutor, do: Callable[..., Any], *work: Any) -> Future[Any]:
        raise BrokenProcessPool

    monkeypatch.setattr(spreading, "HELPERS", 1)
    monkeypatch.setattr(ProcessPoolExecutor, "submit", refuse)
    assert [result for result, _ in spread(whereabouts, range(10))] == list(range(0, 20, 2))


def test_helpers_start_where_standard_error_has_no_number() -> None:
    """Textual puts a stand-in for standard error there, whose fileno() is -1."""
    code = """
import concurrent.futures, io, sys
from tuireader import spreading

class Captured(io.StringIO):
    def fileno(self):
        return -1

spreading.HELPERS = 1
begun = []
begin = concurrent.futures.ProcessPoolExecutor
concurrent.futures.ProcessPoolExecutor = lambda *a, **k: begun.append(begin(*a, **k)) or begun[-1]
sys.stderr = Captured()
assert list(spreading.spread(abs, range(-30, 0))) == list(range(30, 0, -1))
assert begun and not begun[0]._broken
print("done")
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("done\n", "", 0)


def test_a_story_reaches_another_process_as_it_is() -> None:
    moment = datetime(2026, 11, 22, 10, 0, 0, 5, tzinfo=UTC)
    said = Quote(start=1, end=5, text="Snow", speaker="Ida Holm")
    blocks = (
        Paragraph(text="“Snow” fell.", quotes=(said,), marks=(Mark(kind="link", start=0, end=3, href="http://x/"),)),
        Caption(text="The pass", credit="Ida Holm", media="image", src="http://x/1.jpg"),
        Table(rows=(("a", "b"), ("c", "d")), text="a | b"),
        Related(text="More", links=(RelatedLink(text="Ice"),)),
    )
    story = Article(id="a", title="Snow", region_path=("Europe", "Norway"), published=moment, blocks=blocks, subscriptions=("http://x/f",))
    assert pickle.loads(pickle.dumps(story)) == story
