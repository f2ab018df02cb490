from __future__ import annotations

import pytest

from tuireader.errors import FetchError, TooLarge
from tuireader.sync.exchange import Answer
from tuireader.sync.robots import Robots

RULES = b"User-agent: *\nDisallow: /private/\n\nUser-agent: tuireader\nDisallow: /not-for-readers/\n"


class Site:
    """A site whose robots.txt is what a test says."""

    def __init__(self, data: bytes = RULES, status: int = 200, error: Exception | None = None) -> None:
        self.asked: list[str] = []
        self._answer = Answer("", "", "", "news.example", status, data=data)
        self._error = error

    def __call__(self, address: str) -> Answer:
        self.asked.append(address)
        if self._error:
            raise self._error
        return self._answer


def test_rules_are_fetched_once_a_site_and_those_for_this_program_count() -> None:
    site = Site()
    robots = Robots(site)
    assert robots.allow("https://news.example/a")
    assert robots.allow("https://news.example/private/a")
    assert not robots.allow("https://news.example/not-for-readers/a")
    assert robots.allow("https://me:secret@other.example:8443/a")
    assert site.asked == ["https://news.example/robots.txt", "https://other.example:8443/robots.txt"]


def test_rules_for_all_programs_hold_where_none_are_for_this_one() -> None:
    robots = Robots(Site(b"User-agent: *\nDisallow: /private/\n"))
    assert not robots.allow("https://news.example/private/a")
    assert robots.allow("https://news.example/a")


@pytest.mark.parametrize(
    "site", [Site(status=404), Site(status=403), Site(b""), Site(b"\xff\x00<html>"), Site(error=TooLarge("over the limit"))]
)
def test_a_site_without_rules_allows_everything(site: Site) -> None:
    assert Robots(site).allow("https://news.example/a")


@pytest.mark.parametrize("site", [Site(status=503), Site(error=FetchError("no answer"))])
def test_a_site_that_doesnt_answer_is_not_known(site: Site) -> None:
    robots = Robots(site)
    for _ in range(2):
        with pytest.raises(FetchError):
            robots.allow("https://news.example/a")
