from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run


def row(run: Run, story: str) -> dict[str, object]:
    (found,) = run("list", "--json", f"id:{story}").objects
    return found


@pytest.mark.parametrize(
    ("flags", "read", "starred"),
    [(["--read"], True, False), (["--star"], False, True), (["--read", "--star"], True, True), (["--unread", "--unstar"], False, False)],
)
def test_marks_are_set(run: Run, stocked: dict[str, str], flags: list[str], read: bool, starred: bool) -> None:
    assert run("mark", stocked["well"], *flags).status == 0
    found = row(run, stocked["well"])
    assert (found["read"], found["starred"]) == (read, starred)


def test_marks_are_taken_away(run: Run, stocked: dict[str, str]) -> None:
    run("mark", stocked["well"], "--read", "--star")
    assert run("mark", stocked["well"], "--unread", "--unstar").out == "1 story changed\n"
    found = row(run, stocked["well"])
    assert (found["read"], found["starred"]) == (False, False)


def test_a_mark_that_is_there_already_changes_nothing(run: Run, stocked: dict[str, str]) -> None:
    assert run("mark", *stocked.values(), "--read").out == "3 stories changed\n"
    assert run("mark", *stocked.values(), "--read").out == "0 stories changed\n"


def test_a_unique_prefix_is_enough(run: Run, stocked: dict[str, str]) -> None:
    assert run("mark", stocked["well"][:6].upper(), "--read").out == "1 story changed\n"


def test_unknown_ids_are_named_and_the_others_done(run: Run, stocked: dict[str, str]) -> None:
    ran = run("mark", "nosuch", stocked["well"], "--read")
    assert (ran.status, ran.out) == (1, "1 story changed\n")
    assert "“nosuch”" in ran.err


def test_a_mark_must_be_named(run: Run, stocked: dict[str, str]) -> None:
    ran = run("mark", stocked["well"])
    assert ran.status == 2
    assert "--read, --unread, --star or --unstar" in ran.err


def test_a_deleted_story_is_gone_and_a_folder_leaves_it_out(run: Run, stocked: dict[str, str], paths: list[Path]) -> None:
    assert run("delete", stocked["well"]).out == "1 story deleted\n"
    assert run("list", "mali").out == ""
    assert run("import", paths[0].parent).out == "0 new stories, 2 there already, 1 deleted earlier and left out\n"


def test_the_starter_edition_is_deleted_and_does_not_come_back(run: Run, stocked: dict[str, str], home: Path) -> None:
    from tuireader.intake import take_starter
    from tuireader.store import Store

    with Store.open(home) as store:
        brought = take_starter(store).new
    assert run("delete", "--starter").out == f"{brought} stories deleted\n"
    with Store.open(home) as store:
        assert take_starter(store).new == 0
    assert len(run("list", "--limit", "0").lines) == 3


def test_a_starter_edition_deleted_before_it_came_does_not_come(run: Run, home: Path) -> None:
    from tuireader.intake import take_starter
    from tuireader.store import Store

    assert run("delete", "--starter").out == "0 stories deleted\n"
    with Store.open(home) as store:
        assert take_starter(store).new == 0


@pytest.mark.parametrize("arguments", [[], ["some", "--starter"]])
def test_what_to_delete_must_be_clear(run: Run, arguments: list[str]) -> None:
    assert run("delete", *arguments).status == 2


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("Asia", ["Asia"]),
        ("us & canada", ["US & Canada"]),
        ("Japan", ["Asia", "Japan"]),
        ("europe > united kingdom", ["Europe", "United Kingdom"]),
        ("Asia/Japan", ["Asia", "Japan"]),
        ("Middle East › Iran", ["Middle East", "Iran"]),
    ],
)
def test_a_story_is_moved(run: Run, stocked: dict[str, str], typed: str, path: list[str]) -> None:
    assert run("move", stocked["well"], typed).out == f"1 story moved to {' › '.join(path)}\n"
    assert row(run, stocked["well"])["region_path"] == path


def test_a_move_is_undone(run: Run, stocked: dict[str, str]) -> None:
    run("move", stocked["well"], "Asia")
    assert run("move", stocked["well"], "auto").out == "1 story moved back\n"
    assert row(run, stocked["well"])["region_path"] == ["Africa", "Mali"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Japam", "did you mean Japan?"),
        ("Atlantis", "there are Africa, Asia"),
        ("Europe > Japan", "Japan is under Asia, not under Europe"),
        ("", "there is no region “”"),
        ("Nowhere > Japan", "there is no region"),
    ],
)
def test_a_region_that_is_none_is_refused(run: Run, stocked: dict[str, str], typed: str, words: str) -> None:
    ran = run("move", stocked["well"], typed)
    assert ran.status == 2
    assert words in ran.err
