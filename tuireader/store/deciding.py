"""What becomes of an incoming article: pure, so that it is seen through at one look."""

from __future__ import annotations

from typing import NamedTuple

from tuireader.article import Article, Caption
from tuireader.store.records import Outcome

RANK = {"whole": 1, "summary": 0, "blocked": 0}
"""How much of a story there is; a story whose page turns out to be blocked has its summary still."""


class Known(NamedTuple):
    """What the store has of an article."""

    id: str
    digest: bytes
    whole: str
    rules: int | None
    subscriptions: tuple[str, ...]


class Arriving(NamedTuple):
    """What is known of an incoming article."""

    id: str
    digest: bytes
    whole: str
    rules: int | None
    subscriptions: tuple[str, ...]
    explicit: bool
    nameless: bool
    """Whether it has no address and at most a feed's own name, which some feeds change at each turn: it is what its text is."""
    again: bool = False
    """Whether better rules read it from what is stored."""


class Decision(NamedTuple):
    """What to do with an incoming article."""

    id: str
    outcome: Outcome
    write: bool = False
    """Whether the article's body and row are written."""
    subscriptions: tuple[str, ...] = ()
    """By which subscriptions it came, the earlier ones too."""
    keep_text: bool = False
    """Whether the stored text stays and only what is known about it changes."""
    note_rules: bool = False
    """Whether only the version of the rules is noted."""


def decide(arriving: Arriving, same_key: Known | None, same_text: Known | None, *, deleted: bool) -> Decision:
    """Return what to do.

    Args:
        same_key: what is stored under the same key.
        same_text: something stored with the same headline and text; it matters for a nameless article only.
        deleted: whether a tombstone lies under the key.
    """
    if same_key is None:
        if deleted and not arriving.explicit:
            return Decision(arriving.id, "deleted")
        if arriving.nameless and same_text is not None:
            return Decision(same_text.id, "same")
        return Decision(arriving.id, "new", write=True, subscriptions=arriving.subscriptions)
    subscriptions = tuple(dict.fromkeys(same_key.subscriptions + arriving.subscriptions))
    more = subscriptions != same_key.subscriptions
    # A feed's few lines never overwrite the whole text that was fetched before.
    if arriving.digest == same_key.digest or (RANK[arriving.whole] < RANK[same_key.whole] and not arriving.again):
        newer_rules = arriving.digest == same_key.digest and arriving.rules is not None and arriving.rules != same_key.rules
        return Decision(same_key.id, "same", write=more, subscriptions=subscriptions, keep_text=True, note_rules=newer_rules and not more)
    return Decision(same_key.id, "changed", write=True, subscriptions=subscriptions)


def only_lost_pictures(now: Article, before: Article) -> bool:
    """Whether an article says what it said before, but shows fewer of the pictures that it showed, and no others."""
    return _words(now) == _words(before) and _shown(now) < _shown(before)


def _words(article: Article) -> list[str]:
    return [article.title, *filter(None, (block.text for block in article.blocks))]


def _shown(article: Article) -> set[str]:
    return {block.src for block in article.blocks if isinstance(block, Caption) and block.src}
