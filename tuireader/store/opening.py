"""What a store is asked when it is opened: is it one, is its form known, do catalogue and texts belong together?"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tuireader.errors import StoreDamaged, StoreTooNew, StoreUnavailable
from tuireader.store import meta, schema
from tuireader.store.connections import Connections
from tuireader.store.lists import bodies_in
from tuireader.store.trouble import REPAIR, translated

CATALOGUE = "catalogue.db"


def begin(home: Path, connections: Connections) -> None:
    """Make sure that the store in ``home`` can be used; make its catalogue, or bring it up to date, where it may be written.

    Args:
        home: its folder.
        connections: to its catalogue, :data:`CATALOGUE` in ``home``.

    Raises:
        StoreTooNew: a later version of tuireader wrote it.
        StoreDamaged: the catalogue is gone or empty, although there are bodies.
        StoreUnavailable: there is none to read, or it would have to be written and can't be.
    """
    catalogue, read_only = connections.path, connections.read_only
    begun = catalogue.is_file() and catalogue.stat().st_size > 0
    if read_only and not begun:
        raise StoreUnavailable(f"there is no store in {home}")
    if not begun and (bodies_in(home).there() or any((home / "backups").glob("*.state"))):
        raise StoreDamaged(f"the catalogue in {home} is gone, but there were stories; {REPAIR}")
    with translated(home):  # here already: whoever opens it tells by the error whether it may be read at least
        if not read_only and not os.access(home, os.W_OK):
            raise StoreUnavailable(f"the store in {home} can't be written: it is read-only; reading goes on, changes can't be kept")
        _know_form(home, connections)
        _belong_together(home, connections.get())


def _know_form(home: Path, connections: Connections) -> None:
    """Refuse a catalogue of a later version, bring one of an earlier version up to date."""
    connection = connections.get()
    found = schema.version(connection)
    if found > schema.VERSION:
        raise StoreTooNew(
            f"the store in {home} was written by a later version of tuireader"
            f" (its form is {found}, this program knows {schema.VERSION}); update tuireader"
        )
    if found < schema.VERSION:
        if connections.read_only:
            raise StoreUnavailable(f"the store in {home} is of an earlier version and can't be brought up to date, for it can't be written")
        schema.migrate(connection)
        connections.path.chmod(0o600)


def _belong_together(home: Path, connection: sqlite3.Connection) -> None:
    """Refuse an empty catalogue that lies beside another store's texts: that would be a silently empty paper."""
    if connection.execute("SELECT 1 FROM articles UNION ALL SELECT 1 FROM tombstones LIMIT 1").fetchone():
        return
    with closing(bodies_in(home)) as bodies:
        if not bodies.there():
            return
        from tuireader.store import envelope

        data = bodies.read(envelope.STORE_NAME)
        if data is not None and envelope.unseal(envelope.STORE_NAME, data).decode() != meta.get(connection, "store"):
            raise StoreDamaged(f"the catalogue in {home} is empty and not that of the stories' texts beside it; {REPAIR}")
