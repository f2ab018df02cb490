"""Articles as text, plain and coloured."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.article import (
    Article,
    Block,
    BlockQuote,
    Caption,
    Code,
    Heading,
    ListItem,
    Mark,
    Paragraph,
    Quote,
    Related,
    RelatedLink,
    Table,
)
from tuireader.writing import ansi, plain
from tuireader.writing.width import breaks, cells

SGR = re.compile(r"\x1b\[[0-9;]*m")


def body(*blocks: Block, width: int = 40) -> str:
    """What is printed below the headline."""
    return plain(Article(title="T", blocks=blocks), width).removeprefix("T\n\n").removesuffix("\n")


def test_the_front_says_where_what_who_and_when() -> None:
    article = Article(
        title="River rises",
        region_path=("Europe", "Austria"),
        byline="Jane Smith",
        source="The Paper",
        published=datetime(2020, 1, 9, 12, tzinfo=UTC),
        url="https://example.org/river",
        standfirst="The mill is wet",
    )
    assert plain(article).split("\n") == [
        "EUROPE › AUSTRIA",
        "River rises",
        "Jane Smith · The Paper · 9 January 2020",
        "https://example.org/river",
        "",
        "The mill is wet",
        "",
    ]


def test_a_story_that_is_not_whole_says_so() -> None:
    assert "(Only the summary came)" in plain(Article(title="T", whole="summary", whole_reason="Only the summary came"))


@pytest.mark.parametrize(
    ("block", "printed"),
    [
        (
            Paragraph(text="It rained all day, and the river rose until the mill was wet."),
            "It rained all day, and the river rose\nuntil the mill was wet.",
        ),
        (Heading(text="What next?"), "What next?"),
        (Caption(text="The mill", credit="Jane Doe"), "▣ The mill               Photo: Jane Doe"),
        (Caption(text="The mill as it stood in those days", credit="Jane Doe"), "▣ The mill as it stood in those days\n  Photo: Jane Doe"),
        (Caption(text="", credit="Jane Doe"), "▣ Photo: Jane Doe"),
        (Caption(text="", credit="Photograph by Jane Doe"), "▣ Photograph by Jane Doe"),
        (Caption(text="The flood", media="video"), "▶ The flood"),
        (Caption(text="The bell", media="audio"), "♪ The bell"),
        (BlockQuote(text="It rose.\nIt fell.", attribution="The miller"), "│ It rose.\n│ It fell.\n│ — The miller"),
        (ListItem(text="a rope", depth=2), "  • a rope"),
        (ListItem(text="a rope that is longer than the line is wide", ordered=3), "3. a rope that is longer than the line is\n   wide"),
        (Code(text="if wet:\n  go()"), "    if wet:\n      go()"),
        (Table(text="Day | Level\nMonday | 3 m"), "Day | Level\nMonday | 3 m"),
        (
            Related(text="More", links=(RelatedLink(text="The mill", href="https://example.org/m"),)),
            "More\n→ The mill\n  https://example.org/m",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Block) else "",
)
def test_each_block_has_its_own_look(block: Block, printed: str) -> None:
    assert body(block, width=40) == printed.replace("line is\n   wide", "line\n   is wide")


def test_items_of_a_list_stand_together() -> None:
    assert body(ListItem(text="a"), ListItem(text="b"), Paragraph(text="c")) == "• a\n• b\n\nc"


def test_colour_changes_no_letter() -> None:
    quoted = Paragraph(
        text="“It rose,” she said at the mill.",
        quotes=(Quote(start=1, end=9, text="It rose,"),),
        marks=(Mark(kind="strong", start=27, end=31),),
    )
    article = Article(title="River", standfirst="S", blocks=(quoted, Caption(text="c", credit="d"), BlockQuote(text="q")))
    coloured = ansi(article, 24)
    assert SGR.sub("", coloured) == plain(article, 24)
    assert "\x1b[36mIt rose,\x1b[0m" in coloured
    assert "\x1b[1mmill\x1b[0m" in coloured


def test_a_quotation_over_a_line_end_is_coloured_on_both_lines() -> None:
    text = "“It rose in the night and fell again,” she said."
    article = Article(title="T", blocks=(Paragraph(text=text, quotes=(Quote(start=1, end=37, text=text[1:37]),)),))
    lines = ansi(article, 24).split("\n")[2:4]
    assert all("\x1b[36m" in line and "\x1b[0m" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("river", 5),
        ("Zoë", 3),
        ("川の水", 6),
        ("e\u0301", 1),
        ("👩\u200d👩\u200d👧", 2),
        ("☀\ufe0f", 2),
        ("한국", 4),
        ("ﾊﾝｶｸ", 4),
        ("", 0),
        ("می\u200cخواهم", 7),
    ],
)
def test_cells_are_counted_as_terminals_do(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("It rained all day", ["It rained", "all day"]),
        ("Donaudampfschifffahrt", ["Donaudampf", "schifffahr", "t"]),
        ("川は夜のうちに増水し、百年", ["川は夜のう", "ちに増水", "し、百年"]),
        ("「川」は「山」より", ["「川」は", "「山」より"]),
        ("one\ntwo\n\nthree", ["one", "two", "", "three"]),
        (
            "ééé\u0301 👩\u200d👩\u200d👧👩\u200d👩\u200d👧👩\u200d👩\u200d👧👩\u200d👩\u200d👧",
            ["ééé\u0301 👩\u200d👩\u200d👧👩\u200d👩\u200d👧👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"],
        ),
    ],
)
def test_lines_break_where_the_script_allows(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in breaks(text, 10)] == lines


@given(st.text(alphabet="abc  é川の。「\u0301\u200d👩", max_size=80), st.integers(20, 40))
def test_no_line_is_wider_than_the_page_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = plain(Article(title="T", blocks=(Paragraph(text=text), Caption(text=text, credit="Jane Doe"))), width).split("\n")
    assert max(map(cells, lines)) <= width
    paragraph = "".join(text[start:end] for start, end in breaks(text, width))
    assert paragraph.replace(" ", "") == text.replace(" ", "")


def test_a_credit_above_its_captions_words_is_printed_behind_them() -> None:
    assert body(Caption(text="", credit="Jo Field"), Caption(text="The bell")) == "▣ The bell               Photo: Jo Field"
