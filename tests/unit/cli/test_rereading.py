from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.unit.cli.conftest import Run
from tuireader import reprocessing
from tuireader.drafting import Finished, finish
from tuireader.gathering import Material
from tuireader.reading import Hints


def grown_old(home: Path) -> None:
    with closing(sqlite3.connect(home / "catalogue.db")) as connection:
        connection.execute("UPDATE articles SET rules = 1")
        connection.commit()


def test_what_was_read_again_is_told(run: Run, stocked: dict[str, str], home: Path) -> None:
    assert run("reprocess") == (0, "every story has been read by the rules of now\n", "")
    grown_old(home)
    assert run("reprocess", "region:asia") == (0, "1 story read again, none changed\n", "")
    with closing(sqlite3.connect(home / "catalogue.db")) as connection:
        connection.execute("DELETE FROM quotations")
        connection.commit()
    assert run("reprocess", "-region:asia") == (0, "2 stories read again, none changed\n", "")


def test_what_changed_is_counted_by_kind(run: Run, stocked: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown_old(home)

    def better(material: Material, hints: Hints) -> list[object]:
        return [
            one._replace(article=replace(one.article, region_path=("World",)))
            for one in finish(material, hints)
            if isinstance(one, Finished)
        ]

    monkeypatch.setattr(reprocessing, "finish", better)
    assert run("reprocess").out == "3 stories read again, 3 changed (region 3)\n"


def test_what_cannot_be_read_any_more_is_named(run: Run, stocked: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown_old(home)
    monkeypatch.setattr(reprocessing, "finish", lambda material, hints: iter(()))
    ran = run("reprocess", "place:JP")
    assert ran.status == 1
    assert ran.err.startswith("tuireader: Japan's oldest orchard blooms again: there are 0 stories")


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be interrupted by a signal here")
def test_an_interruption_stops_it_and_the_next_call_goes_on(run: Run, stocked: dict[str, str], home: Path) -> None:
    grown_old(home)
    code = """
import os, signal, sys
from tuireader import reprocessing
from tuireader.drafting import Finished, finish
from tuireader.gathering import Material
from tuireader.reading import Hints
from tuireader.store import Store
reprocessing.TOGETHER = 1
put_many = Store.put_many
def interrupted(store, batch):
    os.kill(os.getpid(), signal.SIGINT)
    return put_many(store, batch)
Store.put_many = interrupted
from tuireader.cli import main
sys.exit(main(["reprocess"]))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (ran.returncode, ran.stdout) == (130, "1 story read again, none changed\n")
    assert ran.stderr == "stopped; tuireader reprocess goes on with 2 stories\n"
    assert run("reprocess").out == "2 stories read again, none changed\n"
