"""How a subscription fares, in words that help."""

from __future__ import annotations

import pytest

from tuireader.store.subscriptions import Subscription
from tuireader.sync import telling

NOW = 1_700_000_000
FRESH = Subscription("https://harbour.example/feed", "https://harbour.example/feed", title="Harbour News")
WELL = FRESH._replace(last_try=NOW - 7300, last_success=NOW - 7300, next_attempt=NOW + 2400)
FAILING = WELL._replace(last_try=NOW - 60, failures=1, last_error="the connection broke")


def test_a_new_one() -> None:
    assert telling.state(FRESH, NOW) == "not synced yet"
    assert (telling.last_sync(FRESH, NOW), telling.next_attempt(FRESH, NOW), telling.trouble(FRESH)) == ("not yet", "when you sync", "")
    assert telling.well(FRESH)


def test_one_that_is_well() -> None:
    assert telling.state(WELL, NOW) == "synced 2 h ago, next in 40 min"
    assert telling.last_sync(WELL, NOW) == "2 h ago"
    assert telling.next_attempt(WELL, NOW) == "in 40 min"


@pytest.mark.parametrize(
    ("seconds", "words"), [(3, "just now"), (60, "1 min ago"), (86399, "23 h ago"), (86400, "1 day ago"), (200_000, "2 days ago")]
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert telling.ago(seconds) == words


def test_one_that_never_went_well() -> None:
    never = FAILING._replace(last_success=None, failures=2, next_attempt=None)
    assert telling.last_sync(never, NOW) == "never yet"
    assert telling.state(never, NOW) == "failed 2 times in a row: the connection broke, never well yet"


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({}, "It is tried again by itself."),
        ({"failures": 3}, "remove it if it never comes back"),
        ({"last_error": "harbour.example has no such page (status 404)"}, "add it anew by the address of its site"),
        ({"last_error": "harbour.example is too busy; not asked again before 14:05"}, "Nothing need be done."),
        (
            {"last_error": "refused; allow it with --allow-host harbour.example"},
            "[sync]",
        ),
    ],
)
def test_trouble_comes_with_what_helps(changes: dict[str, object], advice: str) -> None:
    assert advice in telling.advice(FAILING._replace(**changes))  # type: ignore[arg-type]


def test_trouble_is_a_sentence_that_leaves_a_servers_name_as_it_is() -> None:
    assert telling.trouble(FAILING) == "The connection broke."
    assert telling.trouble(FAILING._replace(last_error="harbour.example is too busy")) == "harbour.example is too busy."


def test_one_that_is_odd_needs_no_advice() -> None:
    odd = WELL._replace(last_error="the feed is empty; what was stored stays", full_text=False)
    assert (telling.trouble(odd), telling.advice(odd)) == ("The feed is empty; what was stored stays.", "")
    assert telling.state(odd, NOW).endswith("summaries only")
    assert not telling.well(odd)


def test_one_that_is_gone() -> None:
    gone = WELL._replace(gone=True)
    assert telling.next_attempt(gone, NOW) == "never again"
    assert "Its stories stay" in telling.trouble(gone)
    assert telling.state(gone, NOW) == "gone for good, its stories stay"


def test_what_a_feed_calls_itself_reaches_no_terminal_raw() -> None:
    assert "\x1b" not in telling.name_of(FRESH._replace(title="Har\x1b[31mbour"))
    assert "\x1b" not in telling.trouble(FAILING._replace(last_error="a\x1b]52;c;x\x07"))
