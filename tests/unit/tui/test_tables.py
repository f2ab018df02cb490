"""Tables can be read at any width: side by side where they fit, cells broken, else row by row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tuireader.tui.tables import table_lines

LIGHTS = (("Light", "Lit", "Keeper"), ("Lindesnes", "1656", "Jon Palsson, and his daughter after him"), ("Utsira", "1,844", "Ida Holm"))


def lines(width: int, rows: tuple[tuple[str, ...], ...] = LIGHTS) -> list[str]:
    return ["".join(run.text for run in runs) for runs in table_lines(rows, width)]


def test_columns_stand_side_by_side_with_figures_below_figures() -> None:
    assert lines(72) == [
        "Light     │   Lit │ Keeper",
        "──────────┼───────┼────────────────────────────────────────",
        "Lindesnes │  1656 │ Jon Palsson, and his daughter after him",
        "Utsira    │ 1,844 │ Ida Holm",
    ]


def test_long_cells_are_broken_and_nothing_is_cut() -> None:
    shown = lines(42)
    assert shown[2:4] == ["Lindesnes │  1656 │ Jon Palsson, and his", "          │       │ daughter after him"]


def test_what_does_not_fit_side_by_side_stands_row_by_row() -> None:
    assert lines(24) == [
        "Lindesnes",
        "  Lit: 1656",
        "  Keeper: Jon Palsson,",
        "    and his daughter",
        "    after him",
        "",
        "Utsira",
        "  Lit: 1,844",
        "  Keeper: Ida Holm",
    ]


def test_a_single_row_has_no_head() -> None:
    assert lines(40, (("a", "b"),)) == ["a │ b"]
    assert lines(40, ()) == []


WORDS = st.text(alphabet="ab 日é12.", max_size=30).map(lambda text: " ".join(text.split()))


@given(st.lists(st.lists(WORDS, max_size=5).map(tuple), max_size=5).map(tuple), st.integers(10, 80))
def test_no_line_is_too_wide_and_no_word_is_lost(rows: tuple[tuple[str, ...], ...], width: int) -> None:
    shown = lines(width, rows)
    assert all(cell_len(line) <= width for line in shown)
    letters = "".join(shown)
    for row in rows[1:] or rows:
        for cell in row:
            assert all(letters.count(char) >= 1 for char in cell if char != " ")
