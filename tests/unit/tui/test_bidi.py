"""Right-to-left text: the order on the screen is UAX #9's, Arabic letters are joined, and nothing is lost on the way.

In these tests capital letters stand for Hebrew ones, which keeps the order to be read in any editor.
"""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import Selection

from tuireader.article import Article, BlockQuote, Caption, Code, ListItem, Mark, Paragraph, Quote, Table
from tuireader.tui.bidi import direction, has_right_to_left, isolated, levels, visual, visual_order, visual_parts
from tuireader.tui.joining import joined
from tuireader.tui.page import Page, Run
from tuireader.tui.selecting import words_selected
from tuireader.tui.start import _order_of_text
from tuireader.tui.terminal import terminal
from tuireader.tui.turning import turned
from tuireader.tui.typeset import typeset

_HEBREW = {chr(ord("A") + n): chr(0x05D0 + n) for n in range(26)}
_LATIN = {hebrew: latin for latin, hebrew in _HEBREW.items()}
SALAM = "\u0633\u0644\u0627\u0645"


def hebrew(text: str) -> str:
    return "".join(_HEBREW.get(char, char) for char in text)


def latin(text: str) -> str:
    return "".join(_LATIN.get(char, char) for char in text)


@pytest.mark.parametrize(
    ("logical", "shown"),
    [
        ("plain", "plain"),
        ("ABC", "CBA"),
        ("he said ABC DEF, then left", "he said FED CBA, then left"),
        ("ABC he said DEF", "FED he said CBA"),
        ("ABC.", ".CBA"),
        ("ABC 123 DEF", "FED 123 CBA"),
        ("ABC 1,234.5 DEF", "FED 1,234.5 CBA"),
        ("it costs $5 ABC", "it costs $5 CBA"),
        ("ABC $5", "$5 CBA"),
        ("ABC 12-15", "12-15 CBA"),  # a hyphen between two numbers belongs to them (W4)
        ("ABC (DEF) GHI", "IHG (FED) CBA"),
        ("a (ABC) b", "a (CBA) b"),
        ("ABC (a) DEF", "FED (a) CBA"),
        ("a [ABC b] c", "a [CBA b] c"),  # brackets go with the paragraph where they hold any of its direction (N0)
        ("ABC «DEF»", "«FED» CBA"),
        ("ABC < DEF", "FED > CBA"),
        ("ABC (d", "d) CBA"),
        ("ABC a!", "!a CBA"),
        ("1. ABC", "CBA .1"),
    ],
)
def test_order_on_the_screen(logical: str, shown: str) -> None:
    assert latin(visual(hebrew(logical))) == shown


def test_digits_after_arabic_letters_stay_together() -> None:
    # W2 and W4: European digits after an Arabic letter are Arabic numbers, parted by a comma they are one, by a hyphen two.
    assert visual("\u0628 12,5").startswith("12,5 ")
    assert visual("\u0628 12-15").startswith("15-12 ")


def test_marks_stay_after_their_letter() -> None:
    assert visual("\u05d0\u05b8\u05d1") == "\u05d1\u05d0\u05b8"


@pytest.mark.parametrize(("text", "expected"), [("abc", 0), ("אב", 1), ("123 אב", 1), ("«a» אב", 0), ("123", 0), ("", 0)])
def test_first_strong_character_gives_the_direction(text: str, expected: int) -> None:
    assert direction(text) == expected


def test_levels_reach_over_line_breaks() -> None:
    """A number that begins a line still follows the Arabic letter that ends the one before."""
    text = "\u0628\u0628 12,5-3"
    assert levels(text, 1)[3:] == [2, 2, 2, 2, 1, 2]


def test_parts_do_not_disturb_each_other() -> None:
    assert latin(visual_parts(hebrew("ABC · 20 nov · 1 min"))) == "CBA · 20 nov · 1 min"
    assert len(set(isolated("20 nov", 1))) == 1


def test_arabic_letters_are_joined_by_their_place() -> None:
    assert joined(SALAM) == "\ufeb3\ufee0\ufe8e\ufee1"  # initial, medial, final; the last stands alone after alef
    assert joined("\u0645\u06cc\u200c\u062e") == "\ufee3\ufbfd\u200c\ufea5"  # the non-joiner parts
    assert joined("abc אב") == "abc אב"


def test_vowel_points_do_not_part_letters() -> None:
    assert joined("\u0628\u064e\u0628") == "\ufe91\u064e\ufe90"


def test_non_joiners_are_gone_from_the_screen_once_they_have_parted_letters() -> None:
    assert "\u200c" not in visual("\u0645\u06cc\u200c\u062e")


MIXED = st.text(alphabet="ab אבג ابج 12 .,()[]«»-%\u05b8\u064e\u200c—", max_size=60)


@given(MIXED, st.integers(0, 1))
def test_order_is_a_permutation(text: str, base: int) -> None:
    order = visual_order(text, levels(text, base), base)
    assert sorted(order) == [at for at, char in enumerate(text) if char != "\u200c"]


@given(MIXED, st.integers(8, 40))
def test_a_page_of_mixed_text_keeps_everything_in_its_column(text: str, width: int) -> None:
    title = text.strip() or "x"
    page = typeset(Article(title=title, blocks=(Paragraph(text=text), Caption(text=text, credit=text[:9]), ListItem(text=text))), width)
    for line in page.lines:
        assert sum(cell_len(run.text) for run in line.shown) <= page.measure
        if placed := line.drawn:
            assert len(placed.order) == sum(len(run.text) for run in placed.runs)
            assert {at for at in placed.order if at >= 0} == {at for at, char in enumerate(line.text) if char != "\u200c"}
    words = "".join("".join(line.text for line in page.lines if line.block == 0).split())
    assert words == "".join(text.split())


def set_in(
    width: int, *blocks: Paragraph | Caption | ListItem | BlockQuote | Code | Table, title: str = "ABC", reorder: bool = True
) -> Page:
    return typeset(Article(title=hebrew(title), blocks=blocks), width, reorder=reorder)


def drawn(page: Page) -> list[str]:
    return [latin("".join(run.text for run in line.shown)) for line in page.lines]


def test_paragraphs_from_right_to_left_are_flush_right_and_others_left() -> None:
    lines = drawn(set_in(20, Paragraph(text=hebrew("DEF GHI")), Paragraph(text="in between")))
    assert "             IHG FED" in lines
    assert "in between" in lines
    assert "                 CBA" in lines


def test_each_wrapped_line_is_ordered_by_itself() -> None:
    lines = drawn(set_in(10, Paragraph(text=hebrew("ABC DEF GHI JKL"))))
    assert [line.strip() for line in lines if "FED" in line or "LKJ" in line] == ["FED CBA", "LKJ IHG"]


def test_lists_quotations_and_captions_begin_at_the_right() -> None:
    lines = drawn(
        set_in(
            20,
            ListItem(text=hebrew("DEF"), ordered=1),
            BlockQuote(text=hebrew("GHI"), attribution=hebrew("JKL")),
            Caption(text=hebrew("MNO")),
        )
    )
    assert "              FED .1" in lines
    assert "             IHG ┃  " in lines
    assert "           LKJ — ┃  " in lines
    assert "             ONM ▣  " in lines


def test_code_is_never_turned_as_a_whole() -> None:
    assert "  x = CBA" in drawn(set_in(20, Code(text=hebrew("x = ABC"))))


def test_a_table_of_right_to_left_words_begins_at_the_right() -> None:
    rows = ((hebrew("A"), hebrew("B")), (hebrew("C"), "7"))
    lines = drawn(set_in(20, Table(text="", rows=rows)))
    assert [line.strip() for line in lines if "│" in line] == ["B │ A", "7 │ C"]


def test_roles_stay_with_their_words() -> None:
    text = hebrew("ABC «DEF» GHI")
    paragraph = Paragraph(
        text=text,
        quotes=(Quote(start=5, end=8, text=text[5:8]),),
        marks=(Mark(kind="link", start=0, end=3, href="https://example.org/"),),
    )
    page = set_in(30, paragraph)
    by_role = {role: latin(run.text) for line in page.lines for run in line.shown for role in run.roles}
    assert by_role["link"] == "CBA"
    assert by_role["quotation"] == "«FED»"


def test_a_terminal_that_orders_text_itself_gets_it_as_it_is_but_at_the_right() -> None:
    lines = drawn(set_in(20, Paragraph(text=hebrew("DEF GHI.")), reorder=False))
    assert "            DEF GHI." in lines


def test_what_is_selected_is_copied_in_the_order_of_reading() -> None:
    page = set_in(10, Paragraph(text=hebrew("ABC DEF GHI JKL")))
    first = next(number for number, line in enumerate(page.lines) if "ABC" in latin(line.text) and line.block == 0)
    # Drawn "   FED CBA" and "   LKJ IHG", with two cells before the column: DEF alone, then from DEF on over the line's end.
    assert latin(words_selected(page, Selection(Offset(5, first), Offset(8, first)), 2)) == "DEF"
    assert latin(words_selected(page, Selection(Offset(8, first), Offset(9, first + 1)), 2)) == "DEF\nGHI"
    assert "FED" not in latin(words_selected(page, Selection(None, None), 2))


def test_turned_line_is_as_wide_as_its_column() -> None:
    text = hebrew("ABC")
    line = turned([Run(text, ("text",))], lambda: levels(text, 1), 1, 10)
    assert latin("".join(run.text for run in line.runs)) == "       CBA"
    assert line.order[-3:] == (2, 1, 0)


@pytest.mark.parametrize(
    ("environment", "reorder", "asks"),
    [
        ({}, True, False),
        ({"TERM": "xterm-256color"}, True, False),
        ({"VTE_VERSION": "7600"}, True, True),
        ({"VTE_VERSION": "7600", "TERM": "tmux-256color"}, False, False),
        ({"KONSOLE_VERSION": "230800"}, False, False),
        ({"TERM": "xterm-kitty"}, False, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False, False),
    ],
)
def test_who_orders_is_told_from_the_environment(environment: dict[str, str], reorder: bool, asks: bool) -> None:
    found = terminal(environment)
    assert (found.reorder, found.asks_for_order) == (reorder, asks)
    assert terminal(environment, bidi="app").reorder
    assert not terminal(environment, bidi="terminal").reorder


@pytest.mark.parametrize(
    ("environment", "graphics"),
    [
        ({}, "blocks"),
        ({"NO_COLOR": "1"}, ""),
        ({"TERM": "linux"}, ""),
        ({"TERM": "xterm"}, ""),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "blocks"),
        ({"TERM": "screen"}, ""),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, "blocks"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM_PROGRAM": "WezTerm", "TERM": "xterm-256color"}, "sixel"),
    ],
)
def test_how_pictures_are_drawn_is_told_from_the_environment(environment: dict[str, str], graphics: str) -> None:
    assert terminal(environment).graphics == graphics
    assert terminal(environment, graphics="kitty").graphics == "kitty"


def test_only_text_from_right_to_left_takes_the_trouble() -> None:
    assert not has_right_to_left("Ævar Þór „Ω“ 日本")
    assert has_right_to_left("abc אב")


@pytest.mark.parametrize("environment", [{"VTE_VERSION": "7600"}, {}])
def test_a_terminal_that_was_asked_to_leave_the_order_gets_it_back(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with suppress(KeyboardInterrupt), _order_of_text(terminal(environment)):
        raise KeyboardInterrupt
    assert capsys.readouterr().out == ("\x1b[8l\x1b[8h" if environment else "")
