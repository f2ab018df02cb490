"""A subscription in words for the screen: a line of the list, and all there is to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from tuireader.clean import clean_line
from tuireader.periods import in_short
from tuireader.sync import telling
from tuireader.tui.widgets.feed_list import Feed
from tuireader.tui.wording import count_of, date_in_words, short_date

if TYPE_CHECKING:
    from tuireader.store.subscriptions import Subscription

_USUAL = "1h"
_LABEL = 12
Checked = tuple[bool | None, str]
"""Whether a feed answers (None: it is being asked), and in words."""


def line_of(one: Subscription, now: int, stories: int | None, busy: str | None) -> Feed:
    """Return a subscription's line; ``busy`` says what is being done with it now."""
    shown = one._replace(title=telling.name_of(one))
    if busy:
        return Feed(shown, "busy", busy, "", stories)
    if one.gone:
        return Feed(shown, "gone", "gone", telling.next_attempt(one, now), stories)
    if one.failures:
        return Feed(shown, "failing", f"failed {one.failures}×", _next(one, now), stories)
    kind = "new" if one.last_success is None else "odd" if one.last_error else "well"
    return Feed(shown, kind, telling.last_sync(one, now), _next(one, now), stories)


def in_full(feed: Feed, now: int, checked: Checked | None) -> Content:
    """Return all there is to know of a subscription, a line each."""
    one = feed.one
    rows = [
        ("Region", " › ".join(one.region) or telling.ANYWHERE),
        ("Section", one.section or "as its stories say"),
        ("Full text", _full_text(one)),
        ("Asked every", in_short(one.interval) if one.interval else _USUAL),
        *([("Kept for", f"{one.keep} days once read")] if one.keep else []),
        *([("Asks as", one.user_agent)] if one.user_agent else []),
        ("", ""),
        ("Stories", "…" if feed.stories is None else f"{feed.stories:,}"),
        ("Last sync", _last(one, now)),
        ("Next", telling.next_attempt(one, now)),
        ("Added", date_in_words(datetime.fromtimestamp(one.added, UTC))),
    ]
    lines = [*_head(one), Content("")]
    lines += [Content.assemble((label.ljust(_LABEL), "$meta"), (clean_line(words), "$foreground")) for label, words in rows]
    return Content("\n").join([*lines, *_ends(one, checked)])


def in_short_lines(feed: Feed, now: int, checked: Checked | None) -> Content:
    """Return the same in few lines, for screens with less room."""
    one = feed.one
    stories = [] if feed.stories is None else [count_of(feed.stories, "story", "stories")]
    settings = [" › ".join(one.region) or "regions as its stories say", *filter(None, [one.section]), _full_text(one)]
    times = [*stories, f"synced {_last(one, now)}" if one.last_success else "not synced yet", f"next {telling.next_attempt(one, now)}"]
    lines = [*_head(one), *(Content.styled(clean_line(" · ".join(words)), "$foreground") for words in (settings, times))]
    return Content("\n").join([*lines, *_ends(one, checked, blank=False)])


def _head(one: Subscription) -> list[Content]:
    lines = [Content.styled(one.title or one.origin, "bold $headline"), Content.styled(clean_line(one.origin), "$meta")]
    if one.address != one.origin and "@" not in one.address:
        lines.append(Content.styled(f"now at {clean_line(one.address)}", "$meta"))
    return lines


def _ends(one: Subscription, checked: Checked | None, *, blank: bool = True) -> Sequence[Content]:
    found: list[Content] = []
    if checked is not None:
        answers, said = checked
        style = "$meta" if answers is None else "$success" if answers else "$error"
        sign = "" if answers is None else "✓ answers: " if answers else "✗ "
        found += [*([Content("")] if blank else []), Content.styled(sign + clean_line(said), style)]
    if words := telling.trouble(one):
        found += [*([Content("")] if blank else []), Content.styled(words, "$error" if one.failures or one.gone else "$warning")]
    if words := telling.advice(one):
        found.append(Content.styled(words, "$foreground"))
    return found


def _next(one: Subscription, now: int) -> str:
    return "due" if (one.next_attempt or 0) <= now else telling.next_attempt(one, now)


def _full_text(one: Subscription) -> str:
    return "pages fetched for the full text" if one.full_text else "summaries only"


def _last(one: Subscription, now: int) -> str:
    words = telling.last_sync(one, now)
    return f"{words} ({short_date(one.last_success, now)})" if one.last_success else words
