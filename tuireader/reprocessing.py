"""Stories read again by the rules of now: from the original where it was kept, else from the stored text.

Ids, the reader's marks, positions and moves, and when a story was first seen stay as they are. What was read again is noted story by
story, so that a run that is stopped goes on at the next call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec.structs import replace

from tuireader.article import Article, all_quotes, content_digest, picture_addresses, text_digest
from tuireader.drafting import RULES, Failure, Finished, finish
from tuireader.errors import NotFound, StoreDamaged
from tuireader.gathering import Material
from tuireader.meaning import again, enrich
from tuireader.query import Query
from tuireader.reading import Hints
from tuireader.reading.alongside import beside_again
from tuireader.spreading import spread
from tuireader.starter import of_edition
from tuireader.store.records import Incoming, Kept

if TYPE_CHECKING:
    from tuireader.store import Store

__all__ = ["Progress", "Report", "reprocess"]

Progress = Callable[[int, int], None]
Change = Literal["headline", "text", "region", "places", "quotations", "details"]
TOGETHER = 16
"""Stories read in one piece of work, and written in one transaction."""
_FROM_ELSEWHERE = ("source", "url", "guid", "published", "updated", "lead_picture", "enclosures")
"""What may have come from elsewhere than the original: where that doesn't say, the stored article's word stays."""


class Report(NamedTuple):
    """What became of the stories."""

    same: int
    """Read again with the same result."""
    changed: int
    what: Counter[Change]
    """In how many stories each of these is another now."""
    failed: list[Failure]
    """Stories that stay as they were, by their headlines, and why."""
    left: int
    """Stories that are still to be read again: it was stopped."""


class _Again(NamedTuple):
    """A story read again."""

    incoming: Incoming
    changes: tuple[Change, ...]
    failure: Failure | None


def reprocess(
    store: Store,
    query: Query = Query(),  # noqa: B008 - frozen
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Read a query's stories again that older rules have read.

    Args:
        store: whose.
        query: which; all by default.
        progress: told how many were read so far, and of how many.
        cancelled: asked now and then; True ends it, what was read so far is stored.

    Raises:
        StoreError: the store as a whole can't take it.
    """
    total = store.count_outdated(RULES, query)
    damaged: list[Failure] = []
    failed: list[Failure] = []
    outcomes: Counter[str] = Counter()
    what: Counter[Change] = Counter()
    for read in spread(_read_again, _pieces(store, query, damaged), ready=True):
        stored = store.put_many([one.incoming for one in read])
        for one, became in zip(read, stored, strict=True):
            outcomes[became.outcome] += 1
            if became.outcome == "changed":
                what.update(one.changes)
            if one.failure is not None:
                failed.append(one.failure)
        if progress is not None:
            progress(outcomes.total(), total)
        if cancelled is not None and cancelled():
            break
    left = max(0, total - outcomes.total() - len(damaged))
    return Report(outcomes["same"], outcomes["changed"], what, damaged + failed, left)


def _pieces(store: Store, query: Query, damaged: list[Failure]) -> Iterator[list[Kept]]:
    """Yield the stories to read again, some at a time."""
    after = 0
    while found := store.outdated(RULES, query, after, TOGETHER):
        after = found[-1][0]
        piece = []
        for _, article_id in found:
            try:
                piece.append(store.kept(article_id))
            except NotFound:  # deleted meanwhile
                continue
            except StoreDamaged as error:
                damaged.append(Failure(article_id, str(error)))
        yield piece


def _read_again(piece: list[Kept]) -> list[_Again]:
    return [_again(kept) for kept in piece]


def _again(kept: Kept) -> _Again:
    failure = None
    article = kept.article
    if kept.original is None:
        article = _enriched(article)
    else:
        found = _from_original(kept)
        if isinstance(found, Failure):
            failure = found
        else:
            article = _merged(found.article, article)
    original = None if kept.original is None else kept.original._replace(rules=RULES)
    incoming = Incoming(article, kept.key, original, kept.starter, rules=RULES, replaces=kept.version)
    return _Again(incoming, tuple(_changes(kept.article, article)), failure)


def _from_original(kept: Kept) -> Finished | Failure:
    """Read the original; it held just this story when it came, and must do so now."""
    original = kept.original
    assert original is not None  # noqa: S101 - the caller has looked
    name = original.path or original.name or kept.article.id
    hints = Hints(
        name=original.name, path=original.path, content_type=original.content_type, base_url=original.base_url, charset=original.charset
    )
    beside = beside_again(picture_addresses(kept.article), original.name or "")
    found = list(finish(Material(name, original.data, None, alone=True, beside=beside), hints))
    if len(found) != 1:
        return Failure(kept.article.title, f"there are {len(found)} stories in its original now; it stays as it was")
    one = of_edition(found[0], original.data) if kept.starter else found[0]
    return one._replace(source=kept.article.title) if isinstance(one, Failure) else one


def _merged(found: Article, stored: Article) -> Article:
    """Return an article as its original has it, under the stored one's name."""
    values: dict[str, Any] = {name: getattr(stored, name) for name in _FROM_ELSEWHERE if not getattr(found, name)}
    clues = again.recalled(stored.region_evidence)
    if clues.subscription_region and not again.is_told(found.region_evidence):
        values |= {"region_path": stored.region_path, "region_evidence": stored.region_evidence}
    return replace(found, id=stored.id, source_path=stored.source_path, subscriptions=stored.subscriptions, **values)


def _enriched(stored: Article) -> Article:
    """Return a story whose original wasn't kept with its meaning found again."""
    found = enrich(again.draft_of(stored))
    if again.placed_by_hand(stored):
        found = replace(found, region_path=stored.region_path, region_evidence=stored.region_evidence)
    return found


def _changes(old: Article, new: Article) -> Iterator[Change]:
    """Yield what a person would see to be another."""
    seen: dict[Change, bool] = {
        "headline": old.title != new.title,
        "text": text_digest(replace(old, title="")) != text_digest(replace(new, title="")),
        "region": old.region_path != new.region_path,
        "places": old.places != new.places,
        "quotations": list(all_quotes(old)) != list(all_quotes(new)),
    }
    yield from (name for name, differs in seen.items() if differs)
    if not any(seen.values()) and content_digest(old) != content_digest(new):
        yield "details"
