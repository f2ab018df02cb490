"""The bound over all answers in memory: who waits, and that somebody always goes on."""

from __future__ import annotations

import threading
import time

from tuireader.sync.memory import FREE, Memory

LARGE = 10 * FREE


def test_answers_take_what_there_is_and_give_it_back() -> None:
    memory = Memory(3 * LARGE)
    one, two = memory.share(), memory.share()
    assert one.take(LARGE)
    assert two.take(2 * LARGE)
    assert memory.held == 3 * LARGE
    assert one.take(LARGE // 2)
    assert memory.held == 2.5 * LARGE
    two.release()
    two.release()
    assert (memory.held, two.size) == (LARGE // 2, 0)


def test_where_there_is_no_room_one_goes_on_and_the_others_wait_until_it_was_read() -> None:
    memory = Memory(LARGE)
    first, second, third = (memory.share() for _ in range(3))
    assert first.take(LARGE)
    assert second.take(LARGE)  # the right of way
    assert second.take(5 * LARGE)
    assert not third.take(LARGE)
    assert not first.take(LARGE + 1)
    assert first.take(LARGE)  # as much as it has
    first.release()
    assert not third.take(LARGE)
    second.release()
    assert third.take(LARGE)
    assert memory.held == LARGE


def test_small_answers_never_wait() -> None:
    memory = Memory(0)
    large = memory.share()
    assert large.take(LARGE)
    assert all(memory.share().take(FREE) for _ in range(20))
    assert not memory.share().take(FREE + 1)


def test_who_waits_is_let_in_as_soon_as_there_is_room() -> None:
    memory = Memory(LARGE)
    first, large, waiting = memory.share(), memory.share(), memory.share()
    assert first.go_first(0)
    assert large.take(LARGE)
    came: list[bool] = []
    thread = threading.Thread(target=lambda: came.append(waiting.take(LARGE, 30)))
    thread.start()
    time.sleep(0.05)
    began = time.monotonic()
    assert large.take(0)
    thread.join()
    assert came == [True]
    assert time.monotonic() - began < 10
    assert waiting.waited > 0.01
    assert large.waited == 0


def test_the_right_of_way_is_one_answers_at_a_time() -> None:
    memory = Memory(0)
    one, two = memory.share(), memory.share()
    assert one.go_first(0)
    assert one.go_first(0)
    assert not two.go_first(0.01)
    assert two.waited == 0  # its server sends nothing yet
    one.release()
    assert two.go_first(0)
    assert two.take(LARGE)
    assert not one.take(LARGE)
