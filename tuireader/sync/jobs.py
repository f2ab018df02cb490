"""What is asked for in a sync, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tuireader.store.pictures import Owed as OwedPicture
from tuireader.store.subscriptions import Owed, Subscription
from tuireader.sync.exchange import Answer
from tuireader.sync.memory import Share

if TYPE_CHECKING:
    from tuireader.article import Article


class FeedJob(NamedTuple):
    """A feed to ask for."""

    subscription: Subscription

    @property
    def address(self) -> str:
        """Where to ask."""
        return self.subscription.address


class PageJob(NamedTuple):
    """A story's page to ask for."""

    subscription: Subscription
    page: Owed
    story: Article

    @property
    def address(self) -> str:
        """Where to ask."""
        return self.page.url


class PictureJob(NamedTuple):
    """A picture to ask for. A page that may be fetched shows it, so that robots.txt isn't asked."""

    subscription: Subscription | None
    """On whose behalf."""
    picture: OwedPicture

    @property
    def address(self) -> str:
        """Where to ask."""
        return self.picture.address


Job = FeedJob | PageJob | PictureJob


class Came(NamedTuple):
    """What came of a job: an answer, an error, or the moment until which the host is left alone."""

    job: Job
    answer: Answer | None = None
    error: Exception | None = None
    held_until: int | None = None
    forbidden: bool = False
    """Whether the site's rules forbid it."""
    received: int = 0
    """Bytes of the answer as they were sent."""
    share: Share | None = None
    """What the answer takes of the memory for all; who has dealt with it calls :meth:`release`."""

    def release(self) -> None:
        """Give back what the answer took, so that others can come."""
        if self.share is not None:
            self.share.release()
