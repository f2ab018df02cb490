from __future__ import annotations

import threading

from tuireader.sync.lanes import Lanes


def lanes(at_once: int, pause: float = 0.0) -> Lanes[str]:
    return Lanes(at_once, lambda host: pause)


def test_hosts_are_asked_side_by_side_and_each_by_a_few() -> None:
    queue = lanes(2)
    for job in ("a1", "a2", "a3", "b1"):
        queue.add(job[0], job)
    assert [queue.take() for _ in range(3)] == [("a", "a1"), ("b", "b1"), ("a", "a2")]
    queue.add("c", "c1")
    assert queue.take() == ("c", "c1")  # though the third of the first host was there before
    queue.done("a")
    assert queue.take() == ("a", "a3")


def test_jobs_of_one_host_go_in_their_order_with_a_pause_between_them() -> None:
    queue = lanes(4, pause=0.01)
    for n in range(4):
        queue.add("a", str(n))
    assert [queue.take() for _ in range(4)] == [("a", str(n)) for n in range(4)]


def test_a_host_that_pauses_lets_others_go_before() -> None:
    queue = lanes(4, pause=3600)
    for job in ("a1", "a2", "b1"):
        queue.add(job[0], job)
    assert [queue.take(), queue.take()] == [("a", "a1"), ("b", "b1")]


def test_who_waits_for_a_job_gets_the_next_that_comes_and_none_when_it_ends() -> None:
    queue = lanes(1)
    taken: list[object] = []

    def work() -> None:
        while (found := queue.take()) is not None:
            taken.append(found)
            queue.done(found[0])

    worker = threading.Thread(target=work)
    worker.start()
    for n in range(3):
        queue.add("a", str(n))
    while len(taken) < 3:
        pass
    queue.close()
    worker.join(5)
    assert not worker.is_alive()
    assert taken == [("a", str(n)) for n in range(3)]


def test_nothing_begins_any_more_once_it_is_closed() -> None:
    queue = lanes(1)
    queue.add("a", "job")
    queue.close()
    assert queue.take() is None
