"""The catalogue of public news feeds that ships with the program, to choose from by region."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tuireader.store.subscriptions import Subscription

_FILE = Path(__file__).with_name("known_feeds.tsv")


class Known(NamedTuple):
    """A feed of the catalogue."""

    name: str
    """Short, to be typed."""
    region: tuple[str, ...]
    """Empty for one of the whole world."""
    title: str
    address: str

    def subscription(self) -> Subscription:
        """Return the subscription to it."""
        return Subscription(self.address, self.address, title=self.title, region=self.region)


def known_feeds() -> list[Known]:
    """Return the catalogue, region by region, those of the whole world last."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return [Known(name, tuple(region.split(" > ")) if region else (), title, address) for name, region, title, address in rows]


def known_feed(name: str) -> Known | None:
    """Return the feed of that name or title; None where there is none."""
    wanted = name.strip().casefold()
    return next((each for each in known_feeds() if wanted in (each.name, each.title.casefold())), None)
