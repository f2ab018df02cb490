from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stories import WELL, write
from tests.unit.cli.conftest import Run
from tuireader.cli import output


def test_stats_tell_what_there_is(run: Run, stocked: dict[str, str], home: Path) -> None:
    run("delete", stocked["well"])
    told = run("stats")
    assert str(home) in told.out
    assert "2, 2 unread, 0 starred" in told.out
    assert "1 story that won't come back" in told.out
    (numbers,) = run("stats", "--json").objects
    assert (numbers["stories"], numbers["deleted"], numbers["home"]) == (2, 1, str(home))
    assert numbers["oldest"].endswith("Z")


def test_stats_tell_what_takes_the_room_by_region_and_source(run: Run, stocked: dict[str, str]) -> None:
    run("mark", stocked["well"], "--read")
    lines = [line.split() for line in run("stats").lines]
    assert ["region", "stories", "unread", "texts"] in lines
    assert ["source", "stories", "unread", "texts"] in lines
    assert [line[:3] for line in lines if line[:1] == ["Africa"]] == [["Africa", "1", "0"]]
    (numbers,) = run("stats", "--json").objects
    assert {one["region"]: (one["stories"], one["unread"]) for one in numbers["regions"]} == {
        "Africa": (1, 0),
        "Asia": (1, 1),
        "Europe": (1, 1),
    }
    assert [(one["source"], one["stories"]) for one in numbers["sources"]] == [(None, 3)]
    assert sum(one["texts"] for one in numbers["regions"]) == numbers["sources"][0]["texts"] == numbers["texts"] > 0


def test_of_many_sources_those_that_take_most_are_named(run: Run, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.json").write_text(f'{{"title": "Story {number}", "source": "Paper {number}", "blocks": []}}')
    run("import", tmp_path)
    told = run("stats")
    assert told.out.count("Paper") == 10
    assert told.lines[-1] == "… and 2 sources more"
    assert len(run("stats", "--json").objects[0]["sources"]) == 12


def test_stats_of_nothing(run: Run) -> None:
    assert "dates      none" in run("stats").out


@pytest.fixture
def read(run: Run, stocked: dict[str, str]) -> dict[str, str]:
    """Three stories, all of them read, one of those starred."""
    run("mark", *stocked.values(), "--read")
    run("mark", stocked["orchard"], "--star")
    return stocked


def test_what_would_go_is_announced_and_nothing_goes_by_itself(run: Run, read: dict[str, str]) -> None:
    told = run("keep", "--size", "0")
    assert (told.status, told.err) == (0, "nothing was dropped; say --yes to drop them\n")
    assert told.out.startswith("to be dropped: 2 stories of ")
    assert told.out.endswith("; all of them read, none starred\n")
    assert run("keep", "--size", "0", "--yes", "--dry-run").out == told.out
    assert len(run("list").lines) == 3


def test_what_is_read_and_too_much_goes_for_good(run: Run, read: dict[str, str], paths: list[Path]) -> None:
    assert run("keep", "--size", "0M", "--yes").lines[1:] == ["2 stories dropped"]
    assert [each["id"] for each in run("list", "--json").objects] == [read["orchard"]]
    assert run("import", paths[0].parent).out == "0 new stories, 1 there already, 2 deleted earlier and left out\n"
    undone = run("delete", "--undo")
    assert undone.out == "0 stories are back\n"
    assert "of 2 stories the text is gone" in undone.err
    assert run("check").lines == ["1 story verified, the store is whole"]


def test_what_is_new_or_fits_stays(run: Run, read: dict[str, str]) -> None:
    for wanted in (["--days", "1"], ["--size", "10M"], ["--days", "1", "--size", "1GB"], ["--size", "5000000"]):
        assert run("keep", *wanted, "--yes").out == "nothing to drop: the rest is unread, starred, or within what is to be kept\n"


def test_a_person_is_asked(run: Run, read: dict[str, str], terminal: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(80, 24)
    monkeypatch.setattr(output, "error_is_terminal", lambda: True)
    for answer, left in (("no\n", 3), ("", 3), ("Yes\n", 1)):
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        assert "drop them for good? [y/N]" in run("keep", "--size", "0").err
        assert len(run("list", "--json").lines) == left


@pytest.mark.parametrize("arguments", [[], ["--yes"], ["--size", "much"], ["--size", "5X"], ["--days", "-3"]])
def test_how_much_to_keep_must_be_clear(run: Run, stocked: dict[str, str], arguments: list[str]) -> None:
    ran = run("keep", *arguments)
    assert ran.status == 2
    assert ran.err


def test_the_last_deletion_is_taken_back(run: Run, stocked: dict[str, str]) -> None:
    run("mark", stocked["well"], "--star")
    run("delete", stocked["orchard"], stocked["well"])
    assert len(run("list").lines) == 1
    assert run("delete", "--undo") == (0, "2 stories are back\n", "")
    assert [each["id"] for each in run("list", "--json", "--starred").objects] == [stocked["well"]]
    assert run("delete", "--undo").out == "0 stories are back\n"


def test_deleting_and_taking_back_at_once_is_refused(run: Run, stocked: dict[str, str]) -> None:
    assert run("delete", "--undo", stocked["well"]).status == 2
    assert len(run("list").lines) == 3


def test_what_was_deleted_by_hand_can_be_taken_back_after_making_room(run: Run, read: dict[str, str], tmp_path: Path) -> None:
    run("delete", read["orchard"])
    assert run("keep", "--size", "0", "--yes").lines[-1] == "2 stories dropped"
    (other,) = write(tmp_path / "more", other=WELL.replace("ninth", "tenth"))
    assert run("import", other).status == 0
    assert run("import", tmp_path / "news" / "orchard.txt").out == "1 new story\n"


def test_stories_go_by_what_their_subscription_says(run: Run, home: Path, tmp_path: Path) -> None:
    assert "--keep 30d" in run("keep").err
    run("subscribe", "bbc-world", "--keep", "2d")
    (one,) = run("subscriptions", "--json").objects
    assert one["keep"] == 2
    story = {"title": "Old news", "subscriptions": [one["address"]], "published": "2020-01-09T14:03:00Z", "blocks": []}
    (tmp_path / "old.json").write_text(json.dumps(story))
    run("import", tmp_path / "old.json")
    (row,) = run("list", "--json").objects
    assert run("keep", "--yes").out.startswith("nothing to drop")
    run("mark", row["id"], "--read")
    assert "to be dropped: 1 story of 2020-01-09" in run("keep", "--dry-run").out
    run("subscribe", "bbc-world", "--keep", "forever")
    assert run("keep").status == 2
    run("subscribe", "bbc-world", "--keep", "30d")
    assert run("keep", "--yes").lines[-1] == "1 story dropped"
