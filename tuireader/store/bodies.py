"""The bodies: named bytes in a diskcache; written through it, read past it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tuireader.errors import StoreBusy, StoreDamaged
from tuireader.store import bodyrows
from tuireader.store.connections import Connections
from tuireader.store.trouble import REPAIR


class Bodies:
    """The bodies of one store; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / bodyrows.FILE
        self._reading = Connections(self.path, read_only=True)
        self._cache: Any = None
        self._lock = threading.Lock()

    def there(self) -> bool:
        """Whether anything was ever written."""
        return self.path.is_file() and self.path.stat().st_size > 0

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection for reading."""
        return self._reading.get()

    def read(self, name: str) -> bytes | None:
        """Return the bytes of that name; None where there are none.

        Raises:
            RefusedRow: a row that this program didn't write.
        """
        return bodyrows.read(self.connection(), name) if self.there() else None

    def write(self, items: Iterable[tuple[str, bytes]], *, needed: bool) -> None:
        """Write named bytes, all or none.

        Args:
            needed: whether the catalogue names bodies already; then it would be wrong to begin an empty file. Who writes the first ones
                holds the catalogue's lock: two beginnings at once would undo each other.
        """
        cache = self._open(needed=needed)
        with _acknowledged(cache):
            for name, data in items:
                cache.set(name, data)

    def remove(self, names: Iterable[str]) -> None:
        """Remove what lies under these names, all or none; a name that isn't there doesn't matter."""
        names = list(names)
        if not names or not self.there():
            return
        cache = self._open(needed=True)
        with _acknowledged(cache):
            for name in names:
                cache.delete(name)

    def release(self) -> None:
        """Close this thread's connections."""
        self._reading.release()
        if self._cache is not None:
            self._cache.close()

    def close(self) -> None:
        """Close; diskcache's connections of other threads close when those end."""
        self._reading.close()
        with self._lock:
            cache, self._cache = self._cache, None
        if cache is not None:
            cache.close()

    def _open(self, *, needed: bool) -> Any:
        with self._lock:
            if self._cache is None:
                if needed and not self.there():
                    raise StoreDamaged(f"the stories' texts in {self.folder} are gone, though the catalogue names them; {REPAIR}")
                from tuireader.store.disk import make_cache, open_cache  # 15 ms, and only writing needs it

                if not self.there():
                    make_cache(self.folder)
                self._cache = open_cache(self.folder)
            return self._cache


class _acknowledged:  # noqa: N801 - reads as a word in a with statement
    """diskcache's transaction, its one word for every trouble at the beginning put into ours."""

    def __init__(self, cache: Any) -> None:
        self._transaction = cache.transact()

    def __enter__(self) -> None:
        from diskcache import Timeout

        try:
            self._transaction.__enter__()
        except Timeout as error:
            raise StoreBusy("another program is writing into the store, or its disk is full; try again when that is over") from error

    def __exit__(self, *error: object) -> None:
        self._transaction.__exit__(*error)
