"""Lines of dates as pages print them."""

import pytest

from tuireader.reading.dates import dates_in


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("9 January 2020", "2020-01-09T00:00"),
        ("Published 9 January 2020", "2020-01-09T00:00"),
        ("January 9, 2020", "2020-01-09T00:00"),
        ("Jan. 9, 2020 at 2:03 p.m. EST", "2020-01-09T19:03"),
        ("Thu 9 Jan 2020 14.03 GMT", "2020-01-09T14:03"),
        ("Thursday, 9th January 2020, 12:30 am", "2020-01-09T00:30"),
        ("2020-01-09", "2020-01-09T00:00"),
        ("2020-01-09T14:03:00Z", "2020-01-09T14:03"),
        ("Published: 2020-01-09 14:03 +05:30", "2020-01-09T08:33"),
    ],
)
def test_a_date_line_tells_when(line: str, published: str) -> None:
    found = dates_in(line)
    assert found is not None
    assert found[0] is not None
    assert found[0].isoformat().startswith(published)


def test_published_and_updated_stand_on_one_line() -> None:
    published, updated = dates_in("Published 9 January 2020, updated 10 January 2020 at 08:15") or (None, None)
    assert published is not None
    assert updated is not None
    assert (published.day, updated.day, updated.hour) == (9, 10, 8)


def test_a_relative_date_is_a_date_line_without_a_date() -> None:
    assert dates_in("Published 3 hours ago") == (None, None)


@pytest.mark.parametrize(
    "line",
    ["The count of 9 January 2020", "9 January", "31 February 2020", "", "2020", "In May 2020 it rained", "12:30", "a day ago she left"],
)
def test_prose_is_no_date_line(line: str) -> None:
    assert dates_in(line) is None
