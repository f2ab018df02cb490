from __future__ import annotations

import itertools
import random

import pytest

from tuireader.sync import schedule

NOW = 1_700_000_000  # Tue, 14 Nov 2023 22:13:20 GMT


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 1),
        ("99999999999999999999", 86400),
        ("Tue, 14 Nov 2023 22:15:00 GMT", 100),
        ("Tue, 14 Nov 2023 22:00:00 GMT", 1),
        ("Fri, 14 Nov 2053 22:00:00 GMT", 86400),
        ("Tue, 14 Nov 2023 22:15:00 -0000", 100),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_what_a_server_says_about_when_to_come_again(value: str | None, seconds: int | None) -> None:
    found = schedule.retry_after(value, NOW)
    assert (None if found is None else found - NOW) == seconds


def test_failures_wait_ever_longer_but_a_week_at_most_and_not_all_alike() -> None:
    chance = random.Random(1)
    waits = [[schedule.after_failure(0, failures, None, chance) for _ in range(50)] for failures in range(1, 40)]
    for shorter, longer in itertools.pairwise(waits[:6]):
        assert max(shorter) <= 2 * min(longer)
        assert sum(longer) > 1.5 * sum(shorter)
    assert max(map(max, waits)) <= 7 * 86400
    assert all(len(set(some)) > 10 for some in waits)


def test_a_feed_is_due_again_after_about_its_interval() -> None:
    chance = random.Random(1)
    assert all(3240 <= schedule.after_success(0, None, chance) <= 3960 for _ in range(50))
    assert all(90 <= schedule.after_success(0, 100, chance) <= 110 for _ in range(50))
