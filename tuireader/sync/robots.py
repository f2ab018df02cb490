"""robots.txt: whether a site lets programs fetch a page."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tuireader.errors import FetchError, InputError
from tuireader.sync.exchange import Answer

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

NAME = "tuireader"
"""What robots.txt calls this program."""
SIZE = 500_000
"""Bytes of one that are read; a larger one is taken for none."""


class Robots:
    """The rules of the sites asked in one sync; each site's are fetched once."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        """Take what fetches an address."""
        self._ask = ask
        self._rules: dict[str, RobotFileParser | None] = {}
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def allow(self, url: str) -> bool:
        """Whether the page may be fetched. A site without rules allows everything.

        Raises:
            FetchError: the site doesn't answer, so that it isn't known.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        with self._lock:
            lock = self._locks[site]
        with lock:
            if site not in self._rules:
                self._rules[site] = self._fetched(f"{site}/robots.txt")
        rules = self._rules[site]
        return rules is None or rules.can_fetch(NAME, url)

    def _fetched(self, address: str) -> RobotFileParser | None:
        try:
            answer = self._ask(address)
        except FetchError:
            raise
        except InputError:  # too large
            return None
        if answer.status >= 500:
            raise FetchError(answer.words, address)
        if not answer.good:
            return None
        from urllib.robotparser import RobotFileParser  # 8 ms, which feeds don't need

        rules = RobotFileParser()
        rules.parse(answer.data.decode("utf-8", "replace").splitlines())
        return rules
