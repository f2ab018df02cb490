"""Articles as Markdown: read by a Markdown parser, they show what the article says and nothing else."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

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
    Related,
    RelatedLink,
    Table,
)
from tuireader.clean import clean_line
from tuireader.writing import json_lines, markdown


def shown(text: str) -> str:
    """What a reader of the Markdown sees, as HTML on one line."""
    return re.sub(r"\s*\n\s*", "", MarkdownIt("commonmark").enable("table").render(text))


def body(*blocks: Block) -> str:
    return shown(markdown(Article(title="T", blocks=blocks))).removeprefix("<h1>T</h1>")


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Heading(text="What next?"), "<h2>What next?</h2>"),
        (Paragraph(text="a line\nand one more"), "<p>a line<br />and one more</p>"),
        (Caption(text="The mill", credit="Jane Doe"), "<p>▣ <em>The mill</em> (Jane Doe)</p>"),
        (
            Caption(text="The mill", src="https://example.org/m(1).jpg"),
            '<p>▣ <em><a href="https://example.org/m(1).jpg">The mill</a></em></p>',
        ),
        (
            BlockQuote(text="It rose.\nIt fell.", attribution="The miller"),
            "<blockquote><p>It rose.</p><p>It fell.</p><p>— The miller</p></blockquote>",
        ),
        (Code(text="a ``` b\n  c"), "<pre><code>a ``` bc</code></pre>"),
        (
            Table(text="a | b\n1 | 2", rows=(("a", "b|c"), ("1",))),
            "<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>",
        ),
        (
            Related(text="More", links=(RelatedLink(text="Mill [1]", href="https://example.org/m"),)),
            '<p><strong>More</strong></p><ul><li><a href="https://example.org/m">Mill [1]</a></li></ul>',
        ),
        (
            Paragraph(
                text="see the mill now",
                marks=(Mark(kind="link", start=8, end=12, href="https://example.org/m"), Mark(kind="emphasis", start=12, end=16)),
            ),
            '<p>see the <a href="https://example.org/m">mill</a> <em>now</em></p>',
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Block) else "",
)
def test_each_block_is_shown_as_what_it_is(block: Block, html: str) -> None:
    assert body(block) == html


def test_lists_nest_and_keep_their_numbers() -> None:
    html = body(
        ListItem(text="a"), ListItem(text="b", depth=2), Paragraph(text="c"), ListItem(text="d", ordered=3), ListItem(text="e", ordered=4)
    )
    assert html == '<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p><ol start="3"><li>d</li><li>e</li></ol>'


SIGNS = [
    "*",
    "_",
    "`",
    "#",
    "# ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "[a](b)",
    "![a](b)",
    "<b>",
    "&amp;",
    "\\",
    "~~~",
    "---",
    "===",
    "|",
    "word",
    " ",
]
markup = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8)


@given(markup.map("".join).map(clean_line).filter(bool))
def test_text_that_looks_like_markup_is_shown_as_it_stands(text: str) -> None:
    html = body(Paragraph(text=text))
    assert unescape(re.fullmatch("<p>(.*)</p>", html)[1]) == text  # type: ignore[index]
    assert unescape(shown(markdown(Article(title=text)))) == f"<h1>{text}</h1>"


def test_json_lines_are_one_a_line() -> None:
    lines = list(json_lines([Article(title="a\nb"), Article(title="c")]))
    assert [line.count(b"\n") for line in lines] == [1, 1]
