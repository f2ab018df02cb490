"""Lines are broken where a reader would break them, and none is wider than its pane."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tuireader.clean import clean_text
from tuireader.tui.wrapping import balanced_lines, break_lines, shorten


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width)]


def test_words_stay_whole() -> None:
    assert lines("The ferry leaves at noon", 10) == ["The ferry", "leaves at", "noon"]


def test_a_line_may_end_exactly_at_the_border() -> None:
    assert lines("abcde fghij", 5) == ["abcde", "fghij"]


def test_a_word_longer_than_the_pane_is_cut() -> None:
    assert lines("abcdefghij k", 4) == ["abcd", "efgh", "ij k"]


def test_line_ends_of_the_text_are_kept() -> None:
    assert lines("one\n\ntwo", 20) == ["one", "", "two"]


def test_wide_characters_count_two_cells() -> None:
    assert lines("日本語の新聞", 6) == ["日本語", "の新聞"]


def test_closing_punctuation_does_not_begin_a_line() -> None:
    assert lines("朝刊夕刊。次", 8) == ["朝刊夕", "刊。次"]


def test_an_emoji_of_several_code_points_is_not_torn() -> None:
    family = "👨‍👩‍👧"
    assert all(family in line for line in lines(f"{family}{family}{family}", 2))


def test_accents_written_apart_stay_on_their_letter() -> None:
    assert lines("x̂ŷẑ", 1) == ["x̂", "ŷ", "ẑ"]


def test_an_accent_on_a_space_takes_its_cell_like_a_letter() -> None:
    assert lines("00 \u0300\u0300 0", 2) == ["00", " \u0300\u0300", "0"]


def test_headline_lines_are_about_equally_long() -> None:
    headline = "Commander says more air strikes were planned against them all"
    widths = [end - start for start, end in balanced_lines(headline, 50)]
    assert len(widths) == 2
    assert abs(widths[0] - widths[1]) < 12


@pytest.mark.parametrize(
    ("text", "width", "shown"), [("short", 10, "short"), ("too long by far", 8, "too lon…"), ("日本語の", 5, "日本…"), ("x", 0, "")]
)
def test_shortening_leaves_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert shorten(text, width) == shown


@given(st.text(max_size=300).map(clean_text), st.integers(2, 40))
def test_no_line_is_too_wide_and_nothing_but_space_is_lost(text: str, width: int) -> None:
    spans = break_lines(text, width)
    shown = [text[start:end] for start, end in spans]
    for line in shown:
        assert cell_len(line) <= width or len(line) <= 8, line
    assert "".join("".join(shown).split()) == "".join(text.split())
    assert all(end <= following for (_, end), (following, _) in pairwise(spans))


def test_no_headline_ends_in_a_widow() -> None:
    title = "light over a talks town strike harbour after government ships longest strike in keeper light government"
    lines = [title[start:end] for start, end in balanced_lines(title, 36)]
    assert " " in lines[-1]
    assert len(lines) == len(break_lines(title, 36))
