from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stories import LIGHTHOUSE, write
from tests.unit.cli.conftest import Run


def test_a_story_is_shown_in_full(run: Run, stocked: dict[str, str]) -> None:
    shown = run("show", stocked["lighthouse"])
    assert shown.status == 0
    for words in ("Iceland lighthouse keeper", "burned every night since 1913", "The tower stands", "Sigrun Hall", "“I never saw"):
        assert words.replace("“", "") in shown.out.replace("“", "").replace('"', "")
    assert "\x1b" not in shown.out


def test_a_terminal_gets_colour_unless_it_is_not_wanted(
    run: Run, stocked: dict[str, str], terminal: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal(100)
    assert "\x1b[" in run("show", stocked["lighthouse"]).out
    assert "\x1b" not in run("show", stocked["lighthouse"], "--plain").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("show", stocked["lighthouse"]).out


@pytest.mark.parametrize(
    ("columns", "arguments", "widest"), [(200, [], 72), (40, [], 40), (200, ["--width", "50"], 50), (200, ["--width", "1"], 20)]
)
def test_lines_have_a_comfortable_length(
    run: Run, stocked: dict[str, str], terminal: Callable[..., None], columns: int, arguments: list[str], widest: int
) -> None:
    terminal(columns)
    lines = run("show", stocked["lighthouse"], "--plain", *arguments).lines
    assert widest - 25 <= max(map(len, lines)) <= widest


def test_what_is_shown_as_json_is_what_parse_says_and_import_takes_back(
    run: Run, stocked: dict[str, str], paths: list[Path], tmp_path: Path
) -> None:
    shown = run("show", "--json", stocked["lighthouse"])
    (parsed,) = run("parse", "--json", paths[0]).objects
    (stored,) = shown.objects
    assert stored.pop("first_seen")
    assert parsed.pop("first_seen") is None
    assert stored == parsed
    (tmp_path / "back.json").write_text(shown.out)
    assert run("import", tmp_path / "back.json").out == "0 new stories, 1 there already\n"


def test_markdown_has_the_headline_as_its_title(run: Run, stocked: dict[str, str]) -> None:
    assert "# Iceland lighthouse keeper counts his last ship\n" in run("show", "--markdown", stocked["lighthouse"]).out


def test_several_stories_follow_each_other(run: Run, stocked: dict[str, str]) -> None:
    shown = run("show", stocked["well"], stocked["orchard"])
    assert shown.out.index("A village in Mali") < shown.out.index("oldest orchard")
    assert len(run("show", "--json", *stocked.values()).objects) == 3


def test_an_unknown_story_is_named_and_the_others_shown(run: Run, stocked: dict[str, str]) -> None:
    shown = run("show", "nosuch", stocked["well"])
    assert shown.status == 1
    assert "“nosuch”" in shown.err
    assert "A village in Mali" in shown.out


def test_forms_exclude_each_other(run: Run, stocked: dict[str, str]) -> None:
    assert run("show", stocked["well"], "--json", "--markdown").status == 2


def test_parse_prints_an_object_an_article_and_stores_nothing(run: Run, paths: list[Path], home: Path) -> None:
    parsed = run("parse", "--json", paths[0].parent)
    assert parsed.status == 0
    assert [each["source_path"] for each in parsed.objects] == [str(path) for path in paths]
    assert parsed.objects[0]["region_path"] == ["Europe", "Iceland"]
    assert [block["kind"] for block in parsed.objects[0]["blocks"]] == ["paragraph", "caption", "paragraph", "paragraph"]
    assert not home.exists()


def test_what_cannot_be_parsed_is_an_object_with_its_error(run: Run, paths: list[Path], tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    parsed = run("parse", "--json", missing, *paths)
    assert parsed.status == 1
    assert parsed.objects[0] == {"source_path": str(missing), "error": "no such file or folder"}
    assert len(parsed.objects) == 4
    assert parsed.err == f"tuireader: {missing}: no such file or folder\n"


def test_parse_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LIGHTHOUSE.encode())))
    (parsed,) = run("parse", "--json", "-").objects
    assert parsed["title"] == "Iceland lighthouse keeper counts his last ship"


def test_parse_takes_back_what_it_prints(run: Run, paths: list[Path], tmp_path: Path) -> None:
    first = run("parse", "--json", *paths)
    (tmp_path / "all.jsonl").write_text(first.out)
    again = run("parse", "--json", tmp_path / "all.jsonl")
    assert [{**each, "id": ""} for each in again.objects] == [{**each, "id": ""} for each in first.objects]


def test_parse_has_one_form(run: Run, paths: list[Path]) -> None:
    assert run("parse", paths[0]).status == 2


def test_letters_outside_ascii_are_printed_as_they_are(run: Run, tmp_path: Path) -> None:
    write(tmp_path, a="Asia\n\nTōkyō’s keeper 灯台守\n\nHe counts ships on the northern coast of Japan.\n")
    parsed = run("parse", "--json", tmp_path)
    assert json.loads(parsed.out)["title"] in parsed.out
