"""What is done with a page's answer: the story gets its full text, or the reason why it has none; what failed for now is tried later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tuireader.errors import InputError, NotFound, StoreDamaged
from tuireader.store.subscriptions import Owed, Subscription
from tuireader.sync import schedule
from tuireader.sync.answers import PageAnswer, PageRead, about
from tuireader.sync.events import Report
from tuireader.sync.exchange import Answer
from tuireader.sync.jobs import Came, PageJob
from tuireader.sync.ledger import Ledger
from tuireader.sync.verdicts import BLOCKED, LOST, NOT_ALLOWED

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.store import Store


class PageDesk:
    """Takes the pages' answers."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        subscriptions: Mapping[str, Subscription],
        report: Report,
        newer: Mapping[str, Article],
        now: int,
    ) -> None:
        """Take where to write; ``newer`` has, by id, stories whose feeds say that they changed."""
        self._newer = newer
        self._store = store
        self._ledger = ledger
        self._subscriptions = subscriptions
        self._report = report
        self._now = now
        self._asked: set[str] = set()
        self.wanted = 0
        self.done = 0

    def job(self, page: Owed) -> PageJob | None:
        """Return the job of fetching a page; None where that isn't needed any more."""
        one = self._subscriptions.get(page.origin)
        if one is None or page.id in self._asked:
            return None
        try:
            story = self._store.get(page.id)
        except (NotFound, StoreDamaged):
            story = None
        if story is None or (story.whole == "whole" and not self._store.subscriptions.is_revisited(page.id)):
            self._ledger.settled(page.id)
            return None
        if story.whole == "whole" and page.id in self._newer:
            from tuireader.sync.fulltext import renewed  # a sync without stories needs nothing of them

            story = renewed(story, self._newer[page.id])
        self._asked.add(page.id)
        self.wanted += 1
        return PageJob(one, page, story)

    def to_read(self, job: PageJob, came: Came) -> PageAnswer | None:
        """Return what of an answer must be read; None where it was dealt with."""
        page, story, answer = job.page, job.story, came.answer
        if came.held_until is not None:
            again = page._replace(next_attempt=came.held_until)
            self._ledger.later(again, "its page comes later: its server asked to be left alone for a while")
        elif came.forbidden:
            self._conclude(page, story, NOT_ALLOWED, blocked=True)
        elif answer is None:
            self._again(page, story, came.error.reason if isinstance(came.error, InputError) else str(came.error))
        elif answer.good:
            return PageAnswer(*about(answer), story=story, region=job.subscription.region)
        elif answer.status in BLOCKED:
            self._conclude(page, story, f"the feed gives only a summary, and {answer.words}", blocked=True)
        elif answer.status in LOST:
            self._conclude(page, story, f"the feed gives only a summary, and {answer.words}", blocked=False)
        else:
            self._again(page, story, answer.words)
        self.done += 1
        return None

    def take(self, job: PageJob, answer: Answer, read: PageRead) -> None:
        """Take what was read of an answer."""
        page, story = job.page, job.story
        self.done += 1
        self._report.pages += 1
        if read.found is not None:
            self._ledger.story(read.found, answer.data)
        elif story.whole != "whole":
            self._again(page, story, read.words or "")
            return
        self._ledger.settled(page.id)

    def _again(self, page: Owed, story: Article, words: str) -> None:
        """Try a page later, or let it be after so many attempts."""
        tries = page.tries + 1
        if tries >= schedule.PAGE_TRIES:
            self._conclude(page, story, f"the feed gives only a summary, and its page didn't come: {words}", blocked=False)
        else:
            again = page._replace(tries=tries, next_attempt=schedule.page_again(self._now, tries))
            self._ledger.later(again, f"its page didn't come, and is asked for again: {words}")

    def _conclude(self, page: Owed, story: Article, reason: str, *, blocked: bool) -> None:
        """Store a story with the reason why its page isn't read; a whole one, whose page was asked for again, stays as it is."""
        if story.whole != "whole":
            from tuireader.article import Draft
            from tuireader.drafting import complete
            from tuireader.sync.fulltext import unread

            self._ledger.story(complete(Draft(article=unread(story, reason, blocked=blocked))))
        self._ledger.settled(page.id)
