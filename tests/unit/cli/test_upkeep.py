from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from tuireader.cli import upkeep
from tuireader.store import checking, repairing
from tuireader.store.checking import Checked, Damage
from tuireader.store.repairing import Repaired


def test_a_whole_store_is_said_to_be_whole(run: Run, stocked: dict[str, str]) -> None:
    assert run("check") == (0, "3 stories verified, the store is whole\n", "")
    assert run("check", "--repair") == (0, "3 stories in the store\n", "")


def test_no_store_is_named(run: Run, home: Path) -> None:
    ran = run("check")
    assert (ran.status, ran.err) == (2, f"tuireader: there is no store in {home}\n")


def lose_text(home: Path, story: str) -> None:
    """Break a story's text in the bodies."""
    with sqlite3.connect(home / "bodies" / "cache.db") as connection:
        changed = connection.execute("UPDATE Cache SET value = x'00' WHERE key LIKE 'article/' || ? || '%'", (story,)).rowcount
    connection.close()
    assert changed == 1


def test_damage_is_named_and_mended_and_the_rest_stays(run: Run, stocked: dict[str, str], home: Path) -> None:
    run("mark", stocked["orchard"], "--star")
    lose_text(home, stocked["well"])
    found = run("check")
    assert found.status == 1
    assert stocked["well"] in found.err
    assert found.out == "2 stories verified; tuireader check --repair mends the store\n"
    mended = run("check", "--repair")
    assert mended.status == 1
    assert "lost: A village in Mali digs its own well" in mended.err
    assert "2 stories in the store" in mended.out
    assert [each["id"] for each in run("list", "--json", "--starred").objects] == [stocked["orchard"]]
    assert run("check").status == 0


def test_a_lost_catalogue_is_rebuilt(run: Run, stocked: dict[str, str], home: Path) -> None:
    for file in home.glob("catalogue.db*"):
        file.unlink()
    told = run("list")
    assert told.status == 2
    assert "tuireader check --repair" in told.err
    assert run("check", "--repair").status == 0
    assert len(run("list").lines) == 3


def test_of_many_damages_some_are_named(run: Run, stocked: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for story in stocked.values():
        lose_text(home, story)
    monkeypatch.setattr(upkeep, "_NAMED", 2)
    lines = run("check").err.splitlines()
    assert len(lines) == 3
    assert lines[-1].endswith(" damages in all")


def test_texts_that_nothing_names_are_harmless_and_go(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leftover = Damage("orphan", "article/000000000000/1", "nothing names it")
    home.mkdir()
    monkeypatch.setattr(checking, "check", lambda home: Checked([leftover], 3))
    checked = run("check")
    assert (checked.status, checked.err) == (0, "")
    assert checked.lines == ["1 text that nothing names: harmless, and --repair removes them", "3 stories verified, the store is whole"]
    monkeypatch.setattr(repairing, "repair", lambda home: Repaired([leftover], None, 3, [], 1, "the catalogue"))
    assert run("check", "--repair").lines == ["1 text that nothing named removed", "3 stories in the store"]
