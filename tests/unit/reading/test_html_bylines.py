"""Who wrote a page's story: people, without their outlet, their life and what others did."""

import pytest

from tuireader.reading import Hints, read

STORY = "<p>The orchard behind the mill is for sale, with its forty trees and the ladder, and nobody knows who will prune it now.</p>" * 3


def byline(page: str) -> str | None:
    return read(page.encode(), Hints(content_type="text/html")).drafts[0].article.byline


@pytest.mark.parametrize(
    ("markup", "people"),
    [
        ('<div class="byline">By Jane Moor and Ada Finch Associated Press</div>', "Jane Moor and Ada Finch"),
        ('<div class="byline">By Jane Moor Valley Echo</div>', "Jane Moor"),
        ('<div class="byline">Jane Moor Edited by Ada Finch</div>', "Jane Moor"),
        ('<div class="author"><a href="/p">Ada Finch</a> has written about hedges since she could hold a pencil</div>', "Ada Finch"),
        ('<div class="byline">Ada Finch, Jane Moor, Tom Lund and Max Field</div>', "Ada Finch, Jane Moor, Tom Lund and Max Field"),
        ('<meta name="author" content="Valley Echo"><a class="author" href="/p">Ada Finch</a>', "Ada Finch"),
        ('<meta name="author" content="Valley Echo">', "Valley Echo"),
        ('<meta name="author" content="ValleyEcho"><a class="author" href="/p">Ada Finch</a>', "Ada Finch"),
        ('<div class="byline">Associated Press</div>', "Associated Press"),
    ],
)  # fmt: skip
def test_people_are_named_alone(markup: str, people: str) -> None:
    page = f'<title>The orchard</title><meta property="og:site_name" content="Valley Echo"><h1>The orchard</h1>{markup}{STORY}'
    assert byline(page) == people


def test_an_outlet_under_its_address_is_no_person_where_one_is_named() -> None:
    head = '<meta property="og:site_name" content="Echo.com"><meta name="author" content="Echo"><h1>The orchard</h1>'
    assert byline(f'{head}<a class="author" href="/p">Ada Finch</a>{STORY}') == "Ada Finch"
    assert byline(f"{head}{STORY}") == "Echo"


def test_a_line_of_the_author_and_the_office_above_the_text_is_not_read_twice() -> None:
    page = (
        f'<title>The orchard</title><meta name="author" content="Ada Finch"><h1>The orchard</h1><p>Ada Finch, Ap Garden Writer</p>{STORY}'
    )
    article = read(page.encode(), Hints(content_type="text/html")).drafts[0].article
    assert article.byline == "Ada Finch"
    assert len(article.blocks) == 3
