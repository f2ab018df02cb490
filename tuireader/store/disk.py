"""How diskcache keeps the bodies: as plain bytes in its table, and nothing else.

diskcache unpickles what a row says is pickled, and reads, writes and deletes the files that a row names. A row here has neither: what has
is refused, before anything is loaded or touched.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import diskcache

from tuireader.errors import StoreUnavailable
from tuireader.store.bodyrows import FILE, RAW, RefusedRow, plain
from tuireader.store.connections import BUSY_SECONDS
from tuireader.store.trouble import REPAIR

_SETTINGS: dict[str, Any] = {
    "eviction_policy": "none",  # nothing is dropped behind the reader's back,
    "cull_limit": 0,  # nor when something expires
    "size_limit": 2**62,
    "statistics": 0,
    "tag_index": 0,
    "disk_min_file_size": 2**30,  # values stay in the table
    "disk_pickle_protocol": 0,
    "sqlite_synchronous": 2,  # what was acknowledged outlives a power cut
    "sqlite_journal_mode": "wal",
    "sqlite_auto_vacuum": 0,
    "sqlite_mmap_size": 0,  # a mapped file that another cuts short kills the process
    "sqlite_cache_size": 2**11,
}


class BytesDisk(diskcache.Disk):  # type: ignore[misc]
    """Keys are str, values bytes, both as they are."""

    def put(self, key: object) -> tuple[str, bool]:
        """Return a key for the table."""
        if type(key) is not str:
            raise TypeError(f"a key is str, not {type(key).__name__}")
        return key, True

    def get(self, key: object, raw: object) -> str:
        """Return a key from the table."""
        if not raw or type(key) is not str:
            raise RefusedRow(f"a body in the store has a key that tuireader didn't write, and was not loaded; {REPAIR}")
        return key

    def store(self, value: object, read: bool, key: object = None) -> tuple[int, int, None, memoryview]:  # noqa: ARG002 - the signature is diskcache\'s
        """Return size, mode, file name and value for the table."""
        if type(value) is not bytes or read:
            raise TypeError(f"a body is bytes, not {type(value).__name__}")
        return 0, RAW, None, sqlite3.Binary(value)

    def fetch(self, mode: object, filename: object, value: object, read: bool) -> bytes:  # noqa: ARG002
        """Return a value from the table."""
        return plain(mode, filename, value)

    def remove(self, file_path: object) -> None:
        """Delete nothing: no row of ours names a file."""


def open_cache(folder: Path) -> Any:
    """Open the bodies' diskcache.

    Raises:
        sqlite3.Error, OSError: it can't be; at once rather than in diskcache's own sixty seconds when another program holds it.
        StoreUnavailable: it opened with other settings than ours, or elsewhere.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    probe = sqlite3.connect(folder / FILE, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        probe.execute("BEGIN IMMEDIATE")
        probe.execute("ROLLBACK")
    finally:
        probe.close()
    cache = diskcache.Cache(str(folder), timeout=BUSY_SECONDS, disk=BytesDisk, **_SETTINGS)
    wrong = [name for name in ("eviction_policy", "cull_limit", "disk_min_file_size") if getattr(cache, name) != _SETTINGS[name]]
    if wrong or cache.directory != str(folder):
        cache.close()
        raise StoreUnavailable(f"the bodies in {folder} don't take our settings ({', '.join(wrong) or cache.directory})")
    return cache


def make_cache(folder: Path) -> None:
    """Begin the bodies' database: it is there complete or not at all, which diskcache, making its tables one by one, doesn't see to."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for cut_off in folder.glob("beginning-*"):
        shutil.rmtree(cut_off, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="beginning-", dir=folder) as unfinished:
        open_cache(Path(unfinished)).close()
        (Path(unfinished) / FILE).replace(folder / FILE)
