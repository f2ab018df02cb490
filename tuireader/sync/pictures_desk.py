"""What is done with a picture's answer: drawn anew and stored, or the reason noted; what failed for now is tried later.

Pictures come after the texts: they are asked for when no text is waited for any more.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from tuireader.errors import InputError, NoNetwork, TooLarge
from tuireader.store.pictures import Owed, Refused
from tuireader.store.subscriptions import Subscription
from tuireader.sync import schedule
from tuireader.sync.addresses import host_of
from tuireader.sync.answers import PictureAnswer, PictureRead, about
from tuireader.sync.events import PictureMissing, Report
from tuireader.sync.exchange import Answer
from tuireader.sync.jobs import Came, PictureJob
from tuireader.sync.ledger import Ledger
from tuireader.sync.pictures import Wish
from tuireader.sync.verdicts import BLOCKED, LOST

if TYPE_CHECKING:
    from tuireader.store import Store
    from tuireader.sync.pictures_readers import Readers

TOGETHER = 12
"""Pictures that are on their way or wait to be read at once."""
_UNREAD = 16 << 20
"""Bytes that may wait to be read before others are asked for."""
_ENOUGH = 3
"""Failures in a row after which a host's other pictures wait for the next sync."""


class PictureDesk:
    """Asks for pictures, and takes the answers."""

    def __init__(
        self, store: Store, ledger: Ledger, chosen: Mapping[str, Subscription], wish: Wish, report: Report, now: int, *, some: bool
    ) -> None:
        """Take the subscriptions on whose behalf pictures are fetched; ``some`` says that these aren't all."""
        self._store = store
        self._ledger = ledger
        self._chosen = chosen
        self._wish = wish
        self._report = report
        self._now = now
        self._some = some
        self._waiting: deque[Owed] = deque()
        self._asked: set[str] = set()
        self._failures: Counter[str] = Counter()
        self._room = store.pictures.room()
        self._readers: Readers[tuple[PictureJob, Came]] | None = None
        self._looked = (-1, 0)
        self._unread = 0
        self.open = 0
        """Asked for, or being read."""
        self.reading = 0
        self.done = 0

    @property
    def origins(self) -> Collection[str]:
        """Those subscriptions."""
        return self._chosen.keys()

    @property
    def wanted(self) -> int:
        """How many are to be fetched, as far as is known."""
        return len(self._asked)

    def _look(self, only: Collection[str] | None) -> None:
        """Look up what is owed by now, where stories were stored or chosen since the last time."""
        state = (self._ledger.batches, len(only or ()))
        if self._wish.fetch == "none" or self._waiting or self._looked == state:
            return
        self._looked = state
        pictures = self._store.pictures
        owed = pictures.owed(self._now) if only is None else [each for one in only for each in pictures.owed(self._now, one)]
        for each in owed:
            if each.address not in self._asked and is_chosen(each, self._chosen, some=self._some):
                self._asked.add(each.address)
                self._waiting.append(each)

    def jobs(self, only: Collection[str] | None = None) -> Iterator[PictureJob]:
        """Yield those to be fetched next; ``only`` are the ids of the stories whose they must be."""
        self._look(only)
        while self._waiting and self.open < TOGETHER and self._unread < _UNREAD:
            if self._room >= self._wish.budget:
                self._report.pictures_over_budget += len(self._waiting)
                self.done += len(self._waiting)
                self._waiting.clear()
                return
            owed = self._waiting.popleft()
            if _came_along(owed.address):
                self._refuse(owed, "came along with a saved page; import that again")
                self.done += 1
                continue
            if self._failures[host_of(owed.address)] >= _ENOUGH:
                self._missing(owed.address, "its server doesn't answer as it should", again=True)
                self.done += 1
                continue
            self.open += 1
            yield PictureJob(self._chosen.get(owed.origin or ""), owed)

    def came(self, job: PictureJob, came: Came) -> None:
        """Take what came of a job."""
        owed, answer = job.picture, came.answer
        if answer is not None and answer.good:
            self._failures[host_of(owed.address)] = 0
            data, url, content_type, charset = about(answer)
            self._read(job, came, PictureAnswer(data, url, content_type, charset, address=owed.address, width=self._wish.width))
            return
        came.release()
        self._end()
        if came.held_until is not None:
            self._later(owed._replace(next_attempt=came.held_until), "its server asked to be left alone for a while")
        elif answer is None:
            self._failed(owed, came.error)
        elif answer.status in BLOCKED | LOST:
            self._refuse(owed, _status_words(answer))
        else:
            self._failures[host_of(owed.address)] += 1
            self._again(owed, answer.words)

    def broken_off(self) -> None:
        """Take the word that a picture was broken off for a reason that isn't its own; it stays owed."""
        self._end()

    def unreached(self, job: PictureJob, error: InputError) -> None:
        """Take the word that a picture's server can't be reached, though others can."""
        if isinstance(error, NoNetwork):
            self._missing(job.address, error.reason, again=True)
        else:
            self._again(job.picture, error.reason)

    def unreachable(self, job: PictureJob) -> bool:
        """Note that a server can't be reached; return whether that tells of the network, as it does the first times."""
        host = host_of(job.address)
        self._failures[host] += 1
        self._end()
        return self._failures[host] <= _ENOUGH

    def take(self) -> None:
        """Take what was read meanwhile."""
        for (job, came), size, read in self._readers.taken() if self._readers else ():
            came.release()
            self.reading -= 1
            self._unread -= size
            self._end()
            self._take(job.picture, read)

    def close(self) -> None:
        """Take what was read, and stop reading."""
        self.take()
        if self._readers:
            self._readers.close()

    def _read(self, job: PictureJob, came: Came, answer: PictureAnswer) -> None:
        from tuireader.sync.pictures_readers import Readers  # most syncs bring no pictures

        self._readers = self._readers or Readers()
        self._readers.give((job, came), answer)
        self.reading += 1
        self._unread += len(answer.data)

    def _take(self, owed: Owed, read: PictureRead) -> None:
        if read.picture is not None:
            self._ledger.picture(read.picture)
            self._room += len(read.picture.data)
            self._report.pictures += 1
            self._report.picture_bytes += len(read.picture.data)
        elif read.lasting:
            self._refuse(owed, read.why, told=read.wanted)
        else:
            self._again(owed, read.why)

    def _failed(self, owed: Owed, error: Exception | None) -> None:
        words = error.reason if isinstance(error, InputError) else str(error)
        if isinstance(error, TooLarge):
            self._refuse(owed, words)
        else:
            self._failures[host_of(owed.address)] += 1
            self._again(owed, words)

    def _again(self, owed: Owed, words: str) -> None:
        """Try a picture later, or let it be after so many attempts."""
        tries = owed.tries + 1
        if tries >= schedule.PAGE_TRIES:
            self._refuse(owed, words, wanted=True)
        else:
            self._later(owed._replace(tries=tries, next_attempt=schedule.page_again(self._now, tries)), words)

    def _later(self, owed: Owed, words: str) -> None:
        self._ledger.picture_later(owed._replace(why=words))
        self._missing(owed.address, words, again=True)

    def _refuse(self, owed: Owed, words: str, *, wanted: bool = False, told: bool = True) -> None:
        """Let a picture be; it stays ``wanted`` where it may be there after all, and is ``told`` of where it is no icon."""
        self._ledger.picture_refused(Refused(owed.address, words, wanted))
        if told:
            self._missing(owed.address, words, again=False)

    def _missing(self, address: str, why: str, *, again: bool) -> None:
        self._report.pictures_missing.append(PictureMissing(address, why, again))

    def _end(self) -> None:
        self.open -= 1
        self.done += 1


def is_chosen(owed: Owed, chosen: Collection[str], *, some: bool) -> bool:
    """Whether a picture is one of the chosen subscriptions', or nobody's where ``some`` isn't said."""
    return owed.origin in chosen or (owed.origin is None and not some)


def _came_along(address: str) -> bool:
    """Whether a picture's address was made for it, so that it can't be fetched: one that was damaged is owed again."""
    if "#" not in address:
        return False
    from tuireader.reading.alongside import came_along  # readers take longer to load than a sync that finds nothing new takes

    return came_along(address)


def _status_words(answer: Answer) -> str:
    """Return what a status means that won't change."""
    return f"{answer.host} has no such picture (status {answer.status})" if answer.status in LOST else answer.words
