"""No text makes the work grow faster than itself: shown by counting steps and by the shape of the patterns, never by a clock."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

from tuireader.article import Article, Paragraph
from tuireader.meaning import quotations
from tuireader.meaning.quotations import annotate

_FOLDER = str(Path(quotations.__file__).parent)
_MODULES = ["descriptions", "evidence", "quotation_marks", "resolution", "roles", "runs", "tokens", "works"]
_PIECES = [
    "\"'",
    '" ',
    ' "a',
    "“",
    "”",
    "“a” ",
    "'a 'b ",
    "''",
    "« » ",
    "「",
    "” “",
    "‘a's ",
    "“We go,” he said. ",
    "“We go,” said Ann Lee. ",
    "Ann Lee said “we go” ",
    "said ",
    "and ",
    ", ",
    ": ",
    "( ) ",
    "Ann Lee, ",
    "A. ",
    "Aa'a",
    "it said “a b c d” ",
    "the board said “a” ",
    "Sen. ",
    "of the ",
    "Ann A{n} Lee ",
    "w{n} ",
]


@pytest.fixture(scope="module", autouse=True)
def everything_loaded() -> None:
    """Have what is loaded once loaded before the first count, whichever test comes first."""
    for piece in _PIECES:
        annotate(Article(blocks=tuple(Paragraph(text=f"{_text(piece, 3)}“go,” he said") for _ in range(3))))


def steps(article: Article) -> int:
    """Count the lines of the package's own code that annotating the article runs."""
    count = 0

    def local(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: FrameType, event: str, argument: object) -> Callable[..., Any] | None:
        return local if frame.f_code.co_filename.startswith(_FOLDER) else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        annotate(article)
    finally:
        sys.settrace(before)
    return count


def _text(piece: str, times: int) -> str:
    return "".join(piece.replace("{n}", str(number)) for number in range(times))


@pytest.mark.parametrize("piece", _PIECES)
def test_steps_grow_with_the_length_of_a_paragraph(piece: str) -> None:
    counts = [steps(Article(blocks=(Paragraph(text=_text(piece, times) + "“end,” he said"),))) for times in (400, 800, 1600)]
    assert counts[2] - counts[1] <= 2.6 * max(counts[1] - counts[0], 400)


@pytest.mark.parametrize("piece", _PIECES)
def test_steps_grow_with_the_number_of_paragraphs(piece: str) -> None:
    counts = [
        steps(Article(blocks=tuple(Paragraph(text=f"{piece.replace('{n}', str(number))}“go,” he said") for number in range(times))))
        for times in (100, 200, 400)
    ]
    assert counts[2] - counts[1] <= 2.6 * max(counts[1] - counts[0], 400)


def test_speakers_are_looked_for_up_to_a_number_of_quotations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotations, "_MOST", 2)
    said = [Paragraph(text=f'"The boat number {number} is in," Ada Brook said.') for number in range(4)]
    found = annotate(Article(title="Boats", language="en", blocks=tuple(said)))
    assert [[quote.speaker for quote in block.quotes] for block in found.blocks if isinstance(block, Paragraph)] == [
        ["Ada Brook"],
        ["Ada Brook"],
        [None],
        [None],
    ]


def test_a_paragraph_of_a_million_signs_without_a_space() -> None:
    assert steps(Article(blocks=(Paragraph(text="“" + "a" * 1_000_000 + "”"),))) < 2_000
    assert steps(Article(blocks=(Paragraph(text="“" + "A" * 1_000_000),))) < 2_000


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for name in _MODULES:
        module = importlib.import_module(f"tuireader.meaning.{name}")
        for key, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{name}.{key}", value


def _repeats(parsed: Any, depth: int = 0) -> Iterator[tuple[bool, int, int]]:
    """Yield every repetition in a pattern: whether it is possessive, its bound, how many repetitions stand around it."""
    for kind, argument in parsed:
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            _, most, body = argument
            yield kind is _constants.POSSESSIVE_REPEAT, int(most), depth
            yield from _repeats(body, depth + (int(most) > 1))
        elif kind is _constants.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, depth)
        elif kind is _constants.SUBPATTERN:
            yield from _repeats(argument[-1], depth)
        elif kind is _constants.ATOMIC_GROUP:
            yield from _repeats(argument, depth)
        elif kind in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeats(argument[1], depth)


@pytest.mark.parametrize(("name", "pattern"), list(_patterns()))
def test_no_pattern_can_run_away(name: str, pattern: re.Pattern[str]) -> None:
    for is_possessive, most, depth in _repeats(_parser.parse(pattern.pattern, pattern.flags)):
        assert is_possessive or depth == 0 or most <= 40, name


def test_the_modules_with_patterns_are_all_looked_at() -> None:
    with_patterns = {path.stem for path in Path(_FOLDER).glob("*.py") if "re.compile" in path.read_text(encoding="utf-8")}
    ours = {
        "attribution",
        "cues",
        "descriptions",
        "evidence",
        "lexicon",
        "names",
        "passages",
        "people",
        "phrases",
        "quotation_marks",
        "quotations",
    }
    ours |= {"origins", "resolution", "roles", "runs", "speakers", "subjects", "tokens", "verbs", "words", "works"}
    assert with_patterns & ours <= set(_MODULES)
