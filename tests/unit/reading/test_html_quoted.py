"""Quotations set apart: whom they are by, and which of them the text has already."""

import pytest

from tuireader.article import BlockQuote
from tuireader.reading import Hints, read

TEXT = "The orchard behind the mill is for sale, and nobody knows who will prune its forty trees now."


def quotations(markup: str) -> list[tuple[str, str | None]]:
    page = f"<title>The orchard</title><h1>The orchard</h1><article><p>{TEXT}</p>{markup}<p>{TEXT}</p></article>"
    (draft,) = read(page.encode(), Hints(content_type="text/html")).drafts
    return [(block.text, block.attribution) for block in draft.article.blocks if isinstance(block, BlockQuote)]


@pytest.mark.parametrize(
    "markup",
    [
        '<aside><blockquote class="pullquote">Nobody knows who will prune its forty trees</blockquote></aside>',
        '<figure class="wp-block-pullquote"><blockquote><p>Nobody knows who will prune</p></blockquote></figure>',
        '<div class="c-pull-quote">“nobody knows who”</div>',
    ],
)
def test_words_pulled_out_of_the_text_are_not_read_twice(markup: str) -> None:
    assert quotations(markup) == []


def test_words_that_are_only_set_like_pulled_ones_stay() -> None:
    assert quotations('<div class="pullquote">The trees are older than the mill.</div>') == [("The trees are older than the mill.", None)]
    assert quotations("<blockquote>Nobody knows who will prune</blockquote>") == [("Nobody knows who will prune", None)]


@pytest.mark.parametrize(
    "below",
    [
        '&mdash; Mayor Reed (@mayor) <a href="https://x.example/1">November 29, 2026</a>',
        "&mdash; Mayor Reed (@mayor), 29.11.2026 10:02",
        '— Mayor Reed (<a href="https://b.example/m">@mayor</a>) <a href="https://b.example/1">29 November 2026 at 13:02</a>',
    ],
)
def test_a_post_is_by_who_posted_it_not_by_its_day(below: str) -> None:
    assert quotations(f"<blockquote><p>It is open. pic.twitter.com/abc</p>{below}</blockquote>") == [("It is open.", "Mayor Reed (@mayor)")]
