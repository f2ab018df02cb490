"""What answers carry, read apart from the fetching, in this process or another: feeds into stories, pages into fuller ones."""

from __future__ import annotations

import hashlib

import msgspec

from tuireader.article import Article, Clues, Draft
from tuireader.drafting import RULES, complete, shared_addresses
from tuireader.errors import InputError, NoArticle
from tuireader.reading import Hints, read
from tuireader.sync.addresses import uncounted
from tuireader.sync.answers import Answered, FeedAnswer, FeedRead, PageAnswer, PageRead
from tuireader.sync.fulltext import NO_MORE, OTHER_PAGE, merged, unread

_PRINT = 8
"""Bytes of an entry's print."""


def read_feed(answer: FeedAnswer) -> FeedRead:
    """Read an answer that should be a feed."""
    try:
        reading = read(answer.data, _hints(answer))
    except InputError as error:
        return FeedRead(None, [], f"sent something that is no feed: {error.reason}")
    if reading.feed is None:
        return FeedRead(None, [], "sent a page in place of the feed; perhaps the network wants you to log in first")
    drafts = [_as_subscribed(draft, answer) for draft in reading.drafts]
    shared = shared_addresses(drafts)
    prints = [_print(draft, shared) for draft in drafts]
    seen = {answer.seen[at : at + _PRINT] for at in range(0, len(answer.seen), _PRINT)}
    found = [complete(draft, shared=shared) for draft, of_it in zip(drafts, prints, strict=True) if of_it not in seen]
    failed = len(reading.failures)
    words = f"{failed} of its stories can't be read: {reading.failures[0].reason}" if failed else None
    return FeedRead(reading.feed, found, words, len(drafts) - len(found), b"".join(prints))


def _print(draft: Draft, shared: frozenset[str]) -> bytes:
    """Return some bytes that differ when an entry, or what would be made of it, differs."""
    of_it = hashlib.blake2b(msgspec.msgpack.encode(draft), digest_size=_PRINT)
    of_it.update(b"%d %d" % (RULES, draft.article.url in shared))
    return of_it.digest()


def _as_subscribed(draft: Draft, answer: FeedAnswer) -> Draft:
    article = draft.article
    return Draft(
        article=msgspec.structs.replace(
            article,
            url=uncounted(article.url) if article.url else None,
            section=answer.section or article.section,
            subscriptions=(answer.origin,),
            source_path=None,
        ),
        clues=msgspec.structs.replace(draft.clues, subscription_region=answer.region),
    )


def read_page(answer: PageAnswer) -> PageRead:
    """Read an answer that should be a story's page; the fuller text of feed and page is kept."""
    clues = Clues()
    article: Article | None
    try:
        reading = read(answer.data, _hints(answer))
        if reading.feed is not None or len(reading.drafts) != 1:
            article = unread(answer.story, NO_MORE, blocked=False)
        else:
            article, clues = merged(answer.story, reading.drafts[0].article), reading.drafts[0].clues
    except NoArticle:
        article = unread(answer.story, NO_MORE, blocked=False)
    except InputError as error:
        article = unread(answer.story, f"the feed gives only a summary, and its page can't be read: {error.reason}", blocked=False)
    if article is None or (answer.story.whole == "whole" and article.whole != "whole"):
        return PageRead(None, OTHER_PAGE)
    original = _hints(answer) if article.whole == "whole" else None
    return PageRead(
        complete(Draft(article=article, clues=msgspec.structs.replace(clues, subscription_region=answer.region)), None, original), None
    )


def _hints(answer: Answered) -> Hints:
    return Hints(name=answer.url, base_url=answer.url, content_type=answer.content_type, charset=answer.charset)
