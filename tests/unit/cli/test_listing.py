from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from tests.stories import LIGHTHOUSE, write
from tests.unit.cli.conftest import Run
from tuireader.cli import output
from tuireader.cli.rows import short_ids
from tuireader.errors import NotFound
from tuireader.store import Store

Terminal = Callable[..., None]
TITLES = ("A village in Mali digs its own well", "Iceland lighthouse keeper counts his last ship", "Japan's oldest orchard blooms again")


def test_a_list_has_one_line_a_story_with_whole_ids_in_a_pipe(run: Run, stocked: dict[str, str]) -> None:
    listed = run("list")
    assert listed.status == 0
    assert {line.split()[0] for line in listed.lines} == set(stocked.values())
    (line,) = [line for line in listed.lines if "lighthouse" in line]
    assert "●" in line
    assert "Iceland " in line
    assert line.endswith("Iceland lighthouse keeper counts his last ship")
    assert "\t" not in listed.out
    assert "\x1b" not in listed.out


def test_columns_stand_below_each_other(run: Run, stocked: dict[str, str]) -> None:
    lines = run("list").lines
    assert len({line.index(title) for line in lines for title in TITLES if title in line}) == 1


def test_a_terminal_gets_short_ids_and_lines_that_fit(run: Run, stocked: dict[str, str], terminal: Terminal) -> None:
    for columns in (200, 80, 60, 40, 24, 10):
        terminal(columns)
        lines = [line.replace("\x1b[1m", "").replace("\x1b[0m", "") for line in run("list").lines]
        assert len(lines) == 3
        assert all(output.cells(line) <= max(columns, 9) for line in lines), (columns, lines)
        assert {line.split()[0] for line in lines} == {each[:4] for each in stocked.values()}


def test_wide_letters_take_two_cells(run: Run, tmp_path: Path, terminal: Terminal) -> None:
    headline = "北海道の灯台守が最後の船を数える" * 4
    write(tmp_path, wide=f"Asia\n\n{headline}\n\nThe keeper of the northern light has counted his last ship.\n")
    run("import", tmp_path)
    terminal(50)
    (line,) = run("list").lines
    plain = line.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert plain.endswith("…")
    assert 48 <= output.cells(plain) <= 50


def test_unread_stories_are_bold_unless_no_color_says_not(
    run: Run, stocked: dict[str, str], terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal(100)
    run("mark", stocked["well"], "--read")
    lines = run("list").lines
    assert ["\x1b[1m" in line for line in lines if "Mali" in line] == [False]
    assert ["\x1b[1m" in line for line in lines if "Iceland" in line] == [True]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("list").out


def test_ids_get_as_long_as_they_must_to_be_unique() -> None:
    class Shelf:
        """As much of a store as tells whether a prefix is unique."""

        ids = ("abcdefgh0001", "abcdexgh0002", "zyxwvuts0003")

        def resolve(self, prefix: str) -> str:
            found = [each for each in self.ids if each.startswith(prefix)]
            if len(found) > 1:
                raise NotFound("several")
            return found[0]

    shelf = cast("Store", Shelf())
    assert short_ids(shelf, ["zyxwvuts0003"]) == ["zyxw"]
    assert short_ids(shelf, ["zyxwvuts0003", "abcdefgh0001"]) == ["zyxwvu", "abcdef"]
    assert short_ids(shelf, []) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["mali"], {"well"}),
        (["-mali"], {"lighthouse", "orchard"}),
        (["mali", "OR", "japan"], {"well", "orchard"}),
        (["--region", "Asia"], {"orchard"}),
        (["--region", "iceland"], {"lighthouse"}),
        (["--region", "Oceania"], set()),
        (["--starred"], {"well"}),
        (["--unread"], {"lighthouse", "well"}),
        (["--unread", "--starred", "water"], {"well"}),
        (["--since", "1h"], {"lighthouse", "orchard", "well"}),
        (["--since", "2999-01-01"], set()),
        (["--limit", "0"], {"lighthouse", "orchard", "well"}),
    ],
)
def test_a_list_is_narrowed_by_words_and_flags(run: Run, stocked: dict[str, str], arguments: list[str], expected: set[str]) -> None:
    run("mark", stocked["orchard"], "--read")
    run("mark", stocked["well"], "--star")
    listed = run("list", *arguments)
    assert listed.status == 0
    assert {line.split()[0] for line in listed.lines} == {stocked[name] for name in expected}
    assert {each["id"] for each in run("list", "--json", *arguments).objects} == {stocked[name] for name in expected}


def test_a_list_that_is_cut_says_so_on_standard_error(run: Run, stocked: dict[str, str]) -> None:
    cut = run("list", "--limit", "2")
    assert (len(cut.lines), "and more" in cut.err) == (2, True)
    assert run("list", "--limit", "3").err == ""


def test_a_terminal_gets_a_screenful(run: Run, tmp_path: Path, terminal: Terminal) -> None:
    write(tmp_path, **{f"n{number}": LIGHTHOUSE.replace("1913", str(1900 + number)) for number in range(15)})
    run("import", tmp_path)
    terminal(80, 14)
    assert len(run("list").lines) == 12
    assert len(run("list", "--limit", "0").lines) == 15
    assert len(run("list", "--json").lines) == 15


def test_a_row_as_json_tells_what_a_list_knows(run: Run, stocked: dict[str, str]) -> None:
    (row,) = run("list", "--json", "mali").objects
    assert (row["id"], row["title"]) == (stocked["well"], "A village in Mali digs its own well")
    assert row["region_path"] == ["Africa", "Mali"]
    assert (row["read"], row["starred"], row["published"]) == (False, False, None)
    assert row["first_seen"].endswith("Z")


def test_an_empty_store_is_no_error(run: Run) -> None:
    listed = run("list")
    assert (listed.status, listed.out) == (0, "")
    assert "no stories yet" in listed.err
    assert run("list", "--json").out == ""


def test_nothing_found_is_said(run: Run, stocked: dict[str, str]) -> None:
    assert run("list", "zyxquartz").err == "no story is like that\n"
    assert run("search", "zyxquartz").err == "no story is like that\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", '"open'], "not closed (column 1)"),
        (["list", "region:"], "a value is missing (column 8)"),
        (["list", "--since", "soon"], "--since soon: no time"),
        (["list", "--limit", "many"], "many is no number"),
        (["list", "--colour"], "unrecognized arguments"),
        (["search"], "the following arguments are required: QUERY"),
        (["search", "nonsense:x"], "there is no “nonsense:”"),
    ],
)
def test_mistakes_are_named_and_end_with_two(run: Run, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_a_search_puts_the_best_first(run: Run, stocked: dict[str, str]) -> None:
    found = run("search", "iceland")
    assert [line.split()[0] for line in found.lines] == [stocked["lighthouse"]]
    assert [each["id"] for each in run("search", "--json", "night", "--limit", "1").objects] == [run("search", "night").lines[0].split()[0]]


def test_regions_are_counted_with_their_countries(run: Run, stocked: dict[str, str]) -> None:
    run("mark", stocked["well"], "--read")
    lines = [line.split() for line in run("regions").lines]
    assert ["Africa", "1", "0", "unread"] in lines
    assert ["Mali", "1", "0", "unread"] in lines
    assert lines[-1] == ["All", "stories", "3", "2", "unread"]
    assert {"region_path": ["Europe", "Iceland"], "stories": 1, "unread": 1} in run("regions", "--json").objects


def test_each_story_says_how_much_of_it_is_here(run: Run, tmp_path: Path) -> None:
    whole = {"title": "Mali digs a well", "url": "https://news.example/well", "blocks": [{"kind": "paragraph", "text": "Water. " * 60}]}
    line = {"title": "Ferry late", "url": "https://news.example/ferry", "blocks": [{"kind": "paragraph", "text": "It is late."}]}
    part = {**line, "title": "Lamp lit", "url": "https://news.example/lamp", "blocks": [{"kind": "paragraph", "text": "It burns. " * 30}]}
    write(
        tmp_path,
        **{
            name: json.dumps({**story, "whole": kind})
            for name, story, kind in (("a", whole, "whole"), ("b", line, "summary"), ("c", part, "blocked"))
        },
    )
    assert run("import", *sorted(tmp_path.glob("*.txt"))).status == 0
    assert {(each["title"], each["completeness"]) for each in run("list", "--json").objects} == {
        ("Mali digs a well", "complete"),
        ("Ferry late", "headline"),
        ("Lamp lit", "partial"),
    }
    for wanted, sign, title in (("complete", "■", "Mali digs a well"), ("partial", "◧", "Lamp lit"), ("headline", "□", "Ferry late")):
        (only,) = run("list", f"is:{wanted}").lines
        assert sign in only
        assert only.endswith(title)
