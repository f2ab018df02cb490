"""Subscriptions to and from other readers: lists of them (OPML, or addresses line by line)."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuireader.errors import InputError, UsageError
from tuireader.gathering import gather
from tuireader.meaning.region_names import filing, region_path
from tuireader.reading import Hints, read
from tuireader.reading.carried import Subscription as Listed
from tuireader.store.subscriptions import Subscription
from tuireader.writing.opml import opml

if TYPE_CHECKING:
    from tuireader.store import Store


class Taken(NamedTuple):
    """What came of taking lists."""

    new: list[str]
    """Origins of the subscriptions that weren't there yet."""
    known: int
    """How many were there already."""
    failed: list[InputError]


def take_lists(store: Store, named: str) -> Taken:
    """Subscribe to what the lists at a path name: a file, a folder of them, or ``-`` for standard input.

    Raises:
        StoreError: the store can't take it.
    """
    new: list[str] = []
    known, failed = 0, []
    for material in gather(named):
        try:
            if isinstance(material, InputError):
                raise material
            listed = read(material.data, Hints(name=material.source, path=material.source)).subscriptions
            if not listed:
                raise InputError("there are no subscriptions in it", material.source)
        except InputError as error:
            failed.append(error if error.source else error.about(material.source))
            continue
        added = store.subscriptions.add(map(_subscription, listed))
        new += added
        known += len(listed) - len(added)
    return Taken(new, known, failed)


def list_of(store: Store) -> bytes:
    """Return all subscriptions as OPML, in folders by region; addresses without passwords."""
    return opml(
        Listed(
            address=one.origin if "@" in one.address else one.address,
            title=one.title,
            site=one.site,
            region=" > ".join(one.region) or None,
            section=one.section,
            folder=one.region,
        )
        for one in store.subscriptions.all()
    )


def write_list(store: Store, named: str) -> Path:
    """Write all subscriptions into a file as OPML, in place of what is there once all of it is written; return its path.

    Raises:
        InputError: it can't be written.
    """
    path = Path(named).expanduser()
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(list_of(store))
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise InputError((error.strerror or "can't be written").lower(), named) from error
    return path


def _subscription(one: Listed) -> Subscription:
    """Return a list's subscription as one of ours: in the region and section that the list says, else those that its folders tell."""
    told = filing(one.folder)
    region: tuple[str, ...] = ()
    if one.region:
        with contextlib.suppress(UsageError):
            region = region_path(one.region)
    return Subscription(one.address, one.address, one.title, one.site, region or told.region, one.section or told.section)
