from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from tuireader.article import Article, Paragraph, Quote, identity_key
from tuireader.cli import output, quotes
from tuireader.store import Incoming, Store

Terminal = Callable[..., None]


def story(number: int, *said: tuple[str, str, str | None], region: tuple[str, ...] = ("Europe", "Norway")) -> Incoming:
    """Return story ``number`` (the higher, the newer), in which people say things."""
    blocks = tuple(
        Paragraph(
            text=f"“{text}” said {speaker}.",
            quotes=(Quote(start=1, end=1 + len(text), text=text, speaker=speaker, description=description),),
        )
        for text, speaker, description in said
    )
    article = Article(
        title=f"The harbour, part {number}",
        source="The Harbour Post",
        region_path=region,
        published=datetime(2020, 1, number, 12, tzinfo=UTC),
        blocks=blocks,
    )
    return Incoming(article, identity_key(article, f"file:{number}"))


@pytest.fixture
def ids(home: Path) -> list[str]:
    """Four stories, the newest last; their ids."""
    with Store.open(home) as store:
        stored = store.put_many(
            [
                story(1, ("Keep the lamp lit,", "Ida Holm", "lighthouse keeper"), ("It is cold.", "Per Holm", None)),
                story(2, ("It rains.", "Aiko Tanabe", "farmer"), ("It pours.", "Aiko Tanabe", None), region=("Asia", "Japan")),
                story(3, ("It is out", "Ida Holm", None)),
                story(4, ("So be it", "Holm", None)),
            ]
        )
    return [each.id for each in stored]


def test_who_said_what_is_grouped_by_speaker_newest_first(run: Run, ids: list[str]) -> None:
    told = run("quotes")
    assert (told.status, told.err) == (0, "")
    assert told.lines == [
        "Holm (perhaps Ida Holm or Per Holm)",
        "  “So be it”",
        f"    {ids[3]} · 2020-01-04 · The Harbour Post · The harbour, part 4",
        "",
        "Ida Holm (lighthouse keeper)",
        "  “It is out”",
        f"    {ids[2]} · 2020-01-03 · The Harbour Post · The harbour, part 3",
        "  “Keep the lamp lit”",
        f"    {ids[0]} · 2020-01-01 · The Harbour Post · The harbour, part 1",
        "",
        "Aiko Tanabe (farmer)",
        "  “It rains.”",
        "  “It pours.”",
        f"    {ids[1]} · 2020-01-02 · The Harbour Post · The harbour, part 2",
        "",
        "Per Holm",
        "  “It is cold.”",
        f"    {ids[0]} · 2020-01-01 · The Harbour Post · The harbour, part 1",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--speaker", "Tanabe"], ["It rains.", "It pours."]),
        (["--speaker", "Mrs Holm"], ["So be it", "It is out", "Keep the lamp lit,", "It is cold."]),
        (["--speaker", "ida holm"], ["It is out", "Keep the lamp lit,"]),
        (["--region", "Asia"], ["It rains.", "It pours."]),
        (["--since", "2020-01-03"], ["So be it", "It is out"]),
        (["--limit", "1"], ["So be it"]),
        (["--limit", "0", "-rains", "--speaker", "Per Holm"], ["It is cold."]),
        (["quote:pours"], ["It pours."]),
        (["cold"], ["Keep the lamp lit,", "It is cold."]),
        (["--starred"], []),
    ],
)
def test_quotations_are_narrowed(run: Run, ids: list[str], arguments: list[str], said: list[str]) -> None:
    told = run("quotes", "--json", *arguments)
    assert (told.status, [each["text"] for each in told.objects]) == (0, said)


def test_json_tells_where_it_stands_and_who_is_meant(run: Run, ids: list[str]) -> None:
    first, second = run("quotes", "--json", "--limit", "2").objects
    assert (first["speaker"], first["named"], first["perhaps"]) == ("Holm", "Holm", ["Ida Holm", "Per Holm"])
    assert (second["id"], second["block"], second["start"], second["end"]) == (ids[2], 0, 1, 10)
    assert (second["title"], second["source"], second["published"]) == ("The harbour, part 3", "The Harbour Post", "2020-01-03T12:00:00Z")
    assert second["region_path"] == ["Europe", "Norway"]


def test_all_of_it_comes_page_by_page(run: Run, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "_PAGE", 2)
    assert len(run("quotes", "--json").objects) == 6
    assert len(run("quotes", "--json", "--limit", "3").objects) == 3


def test_what_is_left_out_is_said(run: Run, ids: list[str]) -> None:
    assert "and more" in run("quotes", "--limit", "5").err
    assert run("quotes", "--limit", "6").err == ""


def test_a_terminal_gets_lines_that_fit_and_short_ids(run: Run, ids: list[str], terminal: Terminal) -> None:
    for columns in (100, 40, 24):
        terminal(columns)
        plain = run("quotes").out.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
        assert all(output.cells(line) <= columns for line in plain.splitlines()), plain
        assert ids[0] not in plain
        assert ids[0][:4] in plain
        assert "So be it" in plain


def test_speakers_are_bold_unless_no_color_says_not(run: Run, ids: list[str], terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(80)
    assert "\x1b[1mPer Holm\x1b[0m\n" in run("quotes").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("quotes").out


def test_nothing_found_is_said(run: Run, ids: list[str]) -> None:
    for arguments, words in (
        (["--speaker", "Nobody"], "nobody called Nobody is quoted there"),
        (["nothingofthesort"], "nobody is quoted by name there"),
    ):
        ran = run("quotes", *arguments)
        assert (ran.status, ran.out, ran.err) == (0, "", words + "\n")


def test_an_empty_store_is_no_error(run: Run) -> None:
    ran = run("quotes")
    assert (ran.status, ran.out) == (0, "")
    assert "no stories yet" in ran.err


def test_mistakes_end_with_two(run: Run) -> None:
    assert run("quotes", '"open').status == 2
    assert run("quotes", "--since", "soon").status == 2
