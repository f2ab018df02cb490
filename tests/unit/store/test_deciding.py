from __future__ import annotations

import pytest

from tuireader.store.deciding import Arriving, Decision, Known, decide

KNOWN = Known("id", b"old", "whole", 1, ("a",))
ARRIVING = Arriving("id", b"new", "whole", 1, ("a",), explicit=False, nameless=False)


@pytest.mark.parametrize(
    ("arriving", "same_key", "same_text", "deleted", "expected"),
    [
        (ARRIVING, None, None, False, Decision("id", "new", write=True, subscriptions=("a",))),
        (ARRIVING, None, KNOWN._replace(id="x"), False, Decision("id", "new", write=True, subscriptions=("a",))),
        (ARRIVING._replace(nameless=True), None, KNOWN._replace(id="x"), False, Decision("x", "same")),
        (ARRIVING, None, None, True, Decision("id", "deleted")),
        (ARRIVING._replace(explicit=True), None, None, True, Decision("id", "new", write=True, subscriptions=("a",))),
        (ARRIVING, KNOWN, None, False, Decision("id", "changed", write=True, subscriptions=("a",))),
        (ARRIVING._replace(digest=b"old"), KNOWN, None, False, Decision("id", "same", subscriptions=("a",), keep_text=True)),
        (
            ARRIVING._replace(digest=b"old", subscriptions=("b",)),
            KNOWN,
            None,
            False,
            Decision("id", "same", write=True, subscriptions=("a", "b"), keep_text=True),
        ),
        (
            ARRIVING._replace(digest=b"old", rules=2),
            KNOWN,
            None,
            False,
            Decision("id", "same", subscriptions=("a",), keep_text=True, note_rules=True),
        ),
        (ARRIVING._replace(whole="summary"), KNOWN, None, False, Decision("id", "same", subscriptions=("a",), keep_text=True)),
        (
            ARRIVING._replace(whole="summary"),
            KNOWN._replace(whole="blocked"),
            None,
            False,
            Decision("id", "changed", write=True, subscriptions=("a",)),
        ),
    ],
)
def test_what_becomes_of_an_article(
    arriving: Arriving, same_key: Known | None, same_text: Known | None, deleted: bool, expected: Decision
) -> None:
    assert decide(arriving, same_key, same_text, deleted=deleted) == expected


def test_better_rules_may_see_that_there_is_less() -> None:
    found = decide(ARRIVING._replace(whole="summary", again=True), KNOWN, None, deleted=False)
    assert found == Decision("id", "changed", write=True, subscriptions=("a",))
