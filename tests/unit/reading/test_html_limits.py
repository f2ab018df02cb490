"""Pages that are meant to break a reader cost no more than their length; steps are counted, no clock is asked."""

import sys
from contextlib import suppress
from types import FrameType

import pytest

from tuireader.errors import InputError
from tuireader.reading import Hints, read
from tuireader.reading.html.dom import DEEPEST, MOST, Node, parse

PROSE = "The river rose by a metre in one night, and the old mill stands in the water to its second floor."

REPEATED = {
    "nested elements": "<div>x",
    "nested quotations": "<blockquote>x",
    "nested lists": "<ul><li>x",
    "nested figures": "<figure><img src=a>",
    "nested tables": "<table><tr><td>x",
    "open links": "<a href=/x>x",
    "paragraphs": "<p>x</p>",
    "items": f"<li>{PROSE}</li>",
    "linked items": "<li><a href=/x>more of it</a></li>",
    "rows": "<tr><td>a</td><td>b</td></tr>",
    "captions": "<p class=caption>x</p>",
    "figures": "<figure><img srcset='a 100w, b 200w'><figcaption>x (Photo: y)</figcaption></figure>",
    "bylines": "<p class=byline>by a - by b</p>",
    "labels": "<div><h3>Related</h3><a href=/x>x</a>",
    "flat labels": "<h3>Read next</h3><p>x</p>",
    "headlines": "<h1>River rises</h1>",
    "articles": f"<article><h1>x</h1><p>{PROSE}</p></article>",
    "bodies": f"<div class=article-body><p>{PROSE} {PROSE}</p></div>",
    "linked data": '<script type=\'application/ld+json\'>{"@type":"Article","headline":"x"}</script>',
    "metas": "<meta name=author content='A B'>",
    "gates": "<p>subscribe to go on, and on</p>",
    "emphasis": "<p>a <b>b</b> <a href=/c>c</a> <i>d</i></p>",
}


def steps(text: str) -> int:
    """How many calls it takes to read a page."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        with suppress(InputError):
            read(f"<html><head><title>River rises</title></head><body>{text}<p>{PROSE}</p></body></html>".encode(), Hints())
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", REPEATED)
def test_twice_the_page_takes_twice_the_steps(kind: str) -> None:
    steps(REPEATED[kind])  # what is loaded or remembered once
    once, twice = steps(REPEATED[kind] * 400), steps(REPEATED[kind] * 800)
    assert twice < once * 2.5


def depth_of(root: Node) -> int:
    return max(sum(1 for _ in node.ancestors()) for node in root.walk())


@pytest.mark.parametrize("element", ["<div>", "<b>", "<ul><li>", "<blockquote>"])
def test_depth_is_bounded_and_the_text_below_is_kept(element: str) -> None:
    root = parse(element * 100_000 + PROSE)
    assert depth_of(root) <= DEEPEST
    assert PROSE in root.text()


def test_number_is_bounded_and_the_text_beyond_is_kept() -> None:
    root = parse("<i>x</i>" * (MOST + 20_000) + f"<p>{PROSE}</p>")
    assert sum(1 for _ in root.walk()) <= MOST + 10
    assert PROSE in root.text()


def test_drawings_and_menus_take_no_room() -> None:
    root = parse("<svg>" + "<path d='M0'/>" * 1000 + f"<text>drawn</text></svg><select><option>chosen</select><p>{PROSE}</p>")
    assert root.text() == PROSE


@pytest.mark.parametrize("odd", ["\0", "\ud800", "\x1b[2J", "\u202e", "\ufffe"])
def test_odd_characters_never_reach_the_text(odd: str) -> None:
    data = f"<html><title>Ri{odd}ver</title><body><p>{PROSE}{odd} It fell{odd} again.</p></body></html>".encode("utf-8", "surrogatepass")
    (draft,) = read(data).drafts
    assert odd not in draft.article.title + "".join(block.text for block in draft.article.blocks)
    assert draft.article.blocks[0].text.startswith(PROSE)
