from __future__ import annotations

import random
from typing import Any

import pytest

from tuireader.errors import FetchError, NoNetwork
from tuireader.reading.carried import Feed
from tuireader.store.subscriptions import Subscription, Validators
from tuireader.sync.answers import FeedRead
from tuireader.sync.exchange import Answer
from tuireader.sync.verdicts import Judge, digest_of

NOW = 1_700_000_000
FEED = "https://news.example/feed"
ONE = Subscription(FEED, FEED, entries=10)


def judge() -> Judge:
    return Judge(NOW, random.Random(1))


def answer(status: int = 200, **fields: Any) -> Answer:
    return Answer(**{"url": FEED, "final_url": FEED, "lasting_url": FEED, "host": "news.example", "status": status, **fields})


def read(entries: int, words: str | None = None) -> FeedRead:
    return FeedRead(Feed(kind="RSS", title="News", entries=entries), [None] * entries, words)  # type: ignore[list-item]


def test_a_right_answer_renews_what_it_says_of_itself() -> None:
    tried = judge().by_content(ONE, answer(data=b"x", headers={"etag": '"1"', "last-modified": "Monday"}), read(10))
    assert (tried.right, tried.words, tried.entries, tried.title) == (True, None, 10, "News")
    assert tried.validators == Validators('"1"', "Monday", digest_of(b"x"))


def test_a_validator_as_long_as_a_story_is_not_kept() -> None:
    tried = judge().by_content(ONE, answer(headers={"etag": "x" * 5000}), read(10))
    assert tried.validators is not None
    assert tried.validators.etag is None


@pytest.mark.parametrize(("entries", "renewed"), [(0, False), (4, False), (5, True), (30, True)])
def test_a_shrunken_feed_may_be_a_part_only(entries: int, renewed: bool) -> None:
    tried = judge().by_content(ONE, answer(), read(entries))
    assert (tried.validators is not None, tried.words is None, tried.right, tried.entries) == (renewed, renewed, True, entries)


def test_an_empty_feed_that_never_had_stories_is_right() -> None:
    assert judge().by_content(ONE._replace(entries=None), answer(), read(0)).validators is not None


def test_a_feed_parts_of_which_cant_be_read_is_asked_for_whole_again() -> None:
    tried = judge().by_content(ONE, answer(), read(9, "1 of its stories can't be read: too large"))
    assert (tried.right, tried.validators, tried.words) == (True, None, "1 of its stories can't be read: too large")


MOVES = [
    ("https://news.example/feed", "https://news.example/new", True),
    ("http://news.example/feed", "https://news.example/feed", True),
    ("https://news.example/feed", "http://news.example/feed", False),
    ("https://news.example/feed", "https://news.example/feed", False),
    ("https://me:secret@news.example/feed", "https://news.example/new", False),
]


@pytest.mark.parametrize(("address", "target", "moves"), MOVES)
def test_a_feed_moves_but_never_out_of_safety_or_away_from_its_password(address: str, target: str, moves: bool) -> None:
    one = Subscription("origin", address)
    tried = judge().by_content(one, answer(url=address.replace("me:secret@", ""), lasting_url=target), read(1))
    assert tried.moved == (target if moves else None)


def test_the_same_bytes_need_not_be_read_again() -> None:
    same = ONE._replace(digest=digest_of(b"x"))
    tried = judge().by_status(same, answer(data=b"x", headers={"etag": '"2"'}))
    assert tried is not None
    assert tried.validators == Validators('"2"', None, digest_of(b"x"))
    assert judge().by_status(same, answer(data=b"y")) is None


def test_a_lost_network_is_not_the_feeds_failure() -> None:
    assert not judge().failed(ONE, NoNetwork("no network")).counted
    tried = judge().failed(ONE, FetchError("no answer", FEED))
    assert (tried.counted, tried.words) == (True, "no answer")
