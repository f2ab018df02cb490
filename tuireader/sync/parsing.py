"""What answers carry, read apart from the fetching, in this process or another: feeds into stories, pages into fuller ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from tuireader.article import Article, Clues, Draft
from tuireader.drafting import Finished, complete, shared_addresses
from tuireader.errors import InputError, NoArticle
from tuireader.reading import Hints, read
from tuireader.reading.carried import Feed
from tuireader.sync.addresses import uncounted
from tuireader.sync.fulltext import NO_MORE, OTHER_PAGE, merged, unread

if TYPE_CHECKING:
    from tuireader.sync.exchange import Answer  # a helping process has no use for the network


class Answered(msgspec.Struct, frozen=True):
    """An answer that is to be read."""

    data: bytes
    hints: Hints


class FeedAnswer(Answered, frozen=True):
    """An answer that should be a feed, and what the subscription says of its stories."""

    origin: str
    region: tuple[str, ...]
    section: str | None


class FeedRead(NamedTuple):
    """What came of it."""

    feed: Feed | None
    """None where it is no feed."""
    found: list[Finished]
    words: str | None
    """What is wrong with it."""


class PageAnswer(Answered, frozen=True):
    """An answer that should be a story's page, and the story as its feed gives it."""

    story: Article
    region: tuple[str, ...]


class PageRead(NamedTuple):
    """What came of it."""

    found: Finished | None
    """None where the page was another one."""
    words: str | None


def hints_of(answer: Answer) -> Hints:
    """Return what is known of an answer's bytes."""
    return Hints(name=answer.final_url, base_url=answer.final_url, content_type=answer.content_type, charset=answer.charset)


def read_answer(answer: Answered) -> FeedRead | PageRead:
    """Read what an answer carries."""
    if isinstance(answer, FeedAnswer):
        return _feed(answer)
    if isinstance(answer, PageAnswer):
        return _page(answer)
    raise TypeError(answer)


def _feed(answer: FeedAnswer) -> FeedRead:
    try:
        reading = read(answer.data, answer.hints)
    except InputError as error:
        return FeedRead(None, [], f"sent something that is no feed: {error.reason}")
    if reading.feed is None:
        return FeedRead(None, [], "sent a page in place of the feed; perhaps the network wants you to log in first")
    drafts = [_as_subscribed(draft, answer) for draft in reading.drafts]
    shared = shared_addresses(drafts)
    found = [complete(draft, shared=shared) for draft in drafts]
    failed = len(reading.failures)
    return FeedRead(reading.feed, found, f"{failed} of its stories can't be read: {reading.failures[0].reason}" if failed else None)


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


def _page(answer: PageAnswer) -> PageRead:
    clues = Clues()
    try:
        reading = read(answer.data, answer.hints)
        if reading.feed is not None or len(reading.drafts) != 1:
            return PageRead(complete(Draft(article=unread(answer.story, NO_MORE, blocked=False))), None)
        article, clues = merged(answer.story, reading.drafts[0].article), reading.drafts[0].clues
    except NoArticle:
        article = unread(answer.story, NO_MORE, blocked=False)
    except InputError as error:
        article = unread(answer.story, f"the feed gives only a summary, and its page can't be read: {error.reason}", blocked=False)
    if article is None:
        return PageRead(None, OTHER_PAGE)
    original = answer.hints if article.whole == "whole" else None
    return PageRead(
        complete(Draft(article=article, clues=msgspec.structs.replace(clues, subscription_region=answer.region)), None, original), None
    )
