"""What is done with a feed's answer: judged, its stories taken, the pages noted that they still need, and the reader told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.errors import NotFound, StoreDamaged
from tuireader.store.subscriptions import Owed, Subscription, Tried
from tuireader.sync import schedule
from tuireader.sync.answers import FeedAnswer, FeedRead, about
from tuireader.sync.events import FeedDone, Listener, Outcome, Report
from tuireader.sync.exchange import Answer
from tuireader.sync.jobs import Came, FeedJob
from tuireader.sync.ledger import Ledger
from tuireader.sync.updates import is_later, is_newer
from tuireader.sync.verdicts import Judge

if TYPE_CHECKING:
    from tuireader.article import Article
    from tuireader.drafting import Finished
    from tuireader.store import Store, Summary


class FeedDesk:
    """Takes the feeds' answers."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        judge: Judge,
        report: Report,
        tell: Listener,
        newer: dict[str, Article],
        *,
        pages: bool,
        again: bool,
    ) -> None:
        """Take where to write and whom to tell.

        Args:
            newer: where stories are put, by id, as a feed gives them that says they changed.
            pages: whether full text is fetched.
            again: whether that of stories that changed is, too.
        """
        self._store = store
        self._ledger = ledger
        self._judge = judge
        self._report = report
        self._tell = tell
        self._newer = newer
        self._pages = pages
        self._again = again
        self.done = 0

    def to_read(self, job: FeedJob, came: Came) -> FeedAnswer | None:
        """Return what of an answer must be read; None where it was dealt with."""
        one, answer = job.subscription, came.answer
        if came.held_until is not None:
            tried = self._judge.held(one, came.held_until, answer)
        elif answer is None:
            tried = self._judge.failed(one, came.error)
        else:
            by_status = self._judge.by_status(one, answer)
            if by_status is None:
                return FeedAnswer(*about(answer), origin=one.origin, region=one.region, section=one.section, seen=one.seen)
            tried = by_status
        self.finish(one, tried)
        return None

    def take(self, job: FeedJob, answer: Answer, read: FeedRead) -> None:
        """Take what was read of an answer."""
        one = job.subscription
        for found in read.found:
            self._take_story(one, found)
        self.finish(one, self._judge.by_content(one, answer, read), read.entries)

    def finish(self, one: Subscription, tried: Tried, stories: int = 0) -> None:
        """Note what came of a feed, and tell it."""
        self._ledger.tried(tried)
        self.done += 1
        outcome = _outcome(tried, stories)
        told = FeedDone(one.title or tried.title or one.address, tried.moved or one.address, outcome, stories, tried.words)
        if not tried.right:
            self._report.failed.append(told)
        elif outcome == "nothing new":
            self._report.unchanged += 1
        if tried.moved:
            self._report.moved.append(told)
        self._tell(told)

    def _take_story(self, one: Subscription, found: Finished) -> None:
        article = found.article
        # An address that names several stories (a podcast's home page) is no page of any of them.
        if article.whole == "whole" or not article.url or found.key != f"url:{article.url}":
            self._ledger.story(found)
            return
        known = self._store.summary(article.id)
        if known is None:
            page = Owed(article.id, article.url, one.origin) if one.full_text else None  # owed to a later sync where this one asks for none
            self._ledger.story(found, page=page)
        elif known.whole == "whole":
            self._ledger.story(found, page=self._changed(one, known, article))  # else only to note that it came by this feed too
        else:
            self._ledger.story(self._with_verdict(found))

    def _changed(self, one: Subscription, known: Summary, article: Article) -> Owed | None:
        """Return the page of a whole story, where its feed says that it changed and the text came from that page."""
        young = known.first_seen >= self._judge.now - schedule.REVISIT_SECONDS
        if not (self._pages and self._again and one.full_text and young and article.url and is_newer(known, article)):
            return None
        page = Owed(article.id, article.url, one.origin)
        try:
            kept = self._store.kept(article.id)
        except (NotFound, StoreDamaged):
            return None
        # Two feeds of one story may call it differently for good; only dates tell then.
        if kept.original is None or (kept.article.subscriptions != (one.origin,) and not is_later(known, article)):
            return None
        if not self._store.subscriptions.revisit(page, schedule.REVISITS):
            return None
        self._newer[article.id] = article
        return page

    def _with_verdict(self, found: Finished) -> Finished:
        """Return a feed's story with what is known of its page: it was fetched before, and showed no more."""
        import msgspec

        from tuireader.article import content_digest  # a sync without stories needs nothing of them

        try:
            known = self._store.get(found.article.id)
        except (NotFound, StoreDamaged):
            return found
        article = msgspec.structs.replace(found.article, whole=known.whole, whole_reason=known.whole_reason)
        return found._replace(article=article, digest=content_digest(article))


def _outcome(tried: Tried, stories: int) -> Outcome:
    if tried.gone:
        return "gone"
    if not tried.right:
        return "held" if tried.held_until is not None else "failed"
    if tried.words:
        return "odd"
    return "stories" if stories else "nothing new"
