"""A process killed at seeded points of an import: nothing that was acknowledged is lost, nothing is left half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tuireader.query import Query
from tuireader.store import Store
from tuireader.store.checking import HARMLESS, check
from tuireader.store.repairing import repair

# The child imports 400 stories in batches and changes some again; it prints the ids of a batch once `put_many` has returned. Between the
# statements of SQLite it counts down to its death: that puts the seeds' points anywhere between two writes, however fast the machine is.
CHILD = """
import os, signal, sqlite3, sys
from pathlib import Path
home, deadly = Path(sys.argv[1]), int(sys.argv[2])
real = sqlite3.connect
left = [deadly]

class Connection(sqlite3.Connection):
    def _count(self):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    def execute(self, *args):
        self._count()
        return super().execute(*args)
    def executemany(self, *args):
        self._count()
        return super().executemany(*args)

sqlite3.connect = lambda *args, **kwargs: real(*args, **{**kwargs, "factory": Connection})
from tuireader.article import Article, Paragraph, identity_key
from tuireader.store import Incoming, Original, Store

def story(number, words):
    article = Article(title=f"Headline {number}", url=f"https://news.example/{number}", words=3, blocks=(Paragraph(text=words),))
    return Incoming(article, identity_key(article, ""), Original(words.encode(), 1))

with Store.open(home) as store:
    for start in range(0, 400, 50):
        first = store.put_many([story(number, "first words") for number in range(start, start + 50)])
        print(*(f"{one.id}=first" for one in first), flush=True)
        again = store.put_many([story(number, "other words") for number in range(start, start + 50, 5)])
        print(*(f"{one.id}=other" for one in again), flush=True)
        store.mark([one.id for one in again], starred=True)
        print(*(f"{one.id}=starred" for one in again), flush=True)
        gone = store.delete([again[0].id])
        print(*(f"{one}=gone" for one in gone), flush=True)
print("done", flush=True)
"""


def run(home: Path, deadly: int) -> list[str]:
    child = subprocess.run([sys.executable, "-c", CHILD, str(home), str(deadly)], capture_output=True, text=True, check=False, timeout=120)
    assert child.returncode in (0, -9), child.stderr
    return child.stdout.split()


def held(home: Path, acknowledged: list[str]) -> None:
    said: dict[str, set[str]] = {}
    for word in acknowledged:
        if "=" in word:
            article_id, deed = word.split("=")
            said.setdefault(article_id, set()).add(deed)
    with Store.open(home) as store:
        rows = {row.id: row for row in store.page(Query(), 1000).rows}
        for article_id, what in said.items():
            if "gone" in what:
                assert article_id not in rows
                continue
            if article_id not in rows:  # its deletion was under way, after all that had been said about it
                assert "starred" in what
                continue
            text = store.get(article_id).blocks[0].text
            assert text == "other words" if "other" in what else text in ("first words", "other words")
            assert rows[article_id].starred or "starred" not in what
        for article_id in rows:
            store.get(article_id)
        assert store.counts().all.total == len(rows)
    found = check(home)
    assert all(damage.kind in HARMLESS for damage in found.damages), found
    repair(home)
    assert check(home).damages == []


def killed(home: Path, seed: int) -> None:
    rng = random.Random(seed)
    # Half of the points lie in the first batches, where a store begins.
    held(home, run(home, rng.randrange(1, 400) if seed % 2 else rng.randrange(400, 14_000)))


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be killed by a signal here")
@pytest.mark.parametrize("seed", range(100))
def test_a_killed_import_loses_nothing(home: Path, seed: int) -> None:
    killed(home, seed)


@pytest.mark.torture
@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be killed by a signal here")
@pytest.mark.parametrize("seed", range(100, 600))
def test_a_killed_import_loses_nothing_long(home: Path, seed: int) -> None:
    killed(home, seed)


@pytest.mark.torture
@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be killed by a signal here")
@pytest.mark.parametrize("seed", range(20))
def test_a_kill_at_any_moment_loses_nothing(home: Path, seed: int) -> None:
    """The same with the clock in place of statements: the system's own writes are cut short too."""
    with subprocess.Popen([sys.executable, "-c", CHILD, str(home), "0"], stdout=subprocess.PIPE, text=True) as child:
        time.sleep(0.1 + random.Random(seed).random())
        child.kill()
        said = child.communicate()[0].split()
    if (home / "catalogue.db").exists():
        held(home, said)
