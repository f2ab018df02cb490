"""Lengths of time as people write them."""

from __future__ import annotations

import pytest

from tuireader.errors import UsageError
from tuireader.periods import in_short, seconds_of


@pytest.mark.parametrize(("text", "seconds"), [("30m", 1800), (" 2H ", 7200), ("1 d", 86400), ("90m", 5400)])
def test_a_length_of_time_is_read_and_written(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds
    assert seconds_of(in_short(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "often", "0h", "30", "1.5h", "-2h", "2w", "123456m"])
def test_what_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="30m, 2h or 1d"):
        seconds_of(text)


def test_the_largest_unit_that_tells_it_whole_is_used() -> None:
    assert [in_short(seconds) for seconds in (86400, 90000, 3600, 5400, 59)] == ["1d", "25h", "1h", "90m", "1m"]
