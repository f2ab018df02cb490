from __future__ import annotations

import pytest

from tuireader.article import Article, Caption, Paragraph
from tuireader.sync.fulltext import NO_MORE, merged

STORY = Article(
    title="Harbour seals return to the estuary",
    url="https://news.example/seals",
    subscriptions=("https://news.example/feed",),
    source="The Example",
    byline="Ada Berg",
    region_path=("Europe",),
    whole="summary",
    whole_reason="the feed gives only a summary",
    blocks=(Paragraph(text="Forty seals were counted on the sandbanks on Monday."),),
)
LONG = "Forty seals were counted on the sandbanks on Monday, more than in any year since the counting began. " * 5
PAGE = Article(
    title="Harbour seals return to the estuary | The Example",
    source="example.com",
    byline="A. Berg",
    standfirst="The animals had been gone for ten years.",
    language="en",
    words=90,
    blocks=(Caption(text="A seal", src="https://news.example/seal.jpg"), Paragraph(text=LONG)),
    lead_picture="https://news.example/seal.jpg",
)


def test_the_text_is_the_pages_and_what_the_reader_knows_it_by_the_feeds() -> None:
    found = merged(STORY, PAGE)
    assert found is not None
    assert (found.blocks, found.standfirst, found.words, found.lead_picture) == (PAGE.blocks, PAGE.standfirst, 90, PAGE.lead_picture)
    assert (found.title, found.url, found.source, found.byline) == (STORY.title, STORY.url, "The Example", "Ada Berg")
    assert (found.whole, found.whole_reason, found.subscriptions) == ("whole", None, STORY.subscriptions)
    assert found.region_path == ()  # to be placed anew, by the whole text


def test_a_page_with_no_more_than_the_feed_leaves_the_feeds_text() -> None:
    short = Article(title=STORY.title, blocks=(Paragraph(text="Forty seals were counted."),))
    found = merged(STORY, short)
    assert found is not None
    assert (found.blocks, found.whole, found.whole_reason) == (STORY.blocks, "summary", NO_MORE)


@pytest.mark.parametrize("text", ["Forty seals were counted.", LONG])
def test_a_page_behind_a_wall_says_so_and_gives_what_it_shows(text: str) -> None:
    wall = Article(title=STORY.title, whole="blocked", whole_reason="a wall", blocks=(Paragraph(text=text),))
    found = merged(STORY, wall)
    assert found is not None
    assert (found.whole, found.whole_reason) == ("blocked", "a wall")
    assert found.blocks == (wall.blocks if text == LONG else STORY.blocks)


LOGIN = Article(title="Welcome to Station WiFi", blocks=(Paragraph(text="Please accept our long conditions to go online. " * 20),))


def test_a_page_of_something_else_is_not_the_story() -> None:
    assert merged(STORY, LOGIN) is None


def test_a_page_with_another_headline_and_the_summarys_words_is_the_story() -> None:
    other = Article(title="Wildlife comeback delights locals", blocks=(Paragraph(text=STORY.blocks[0].text + " " + "More of it. " * 60),))
    assert (found := merged(STORY, other)) is not None
    assert found.whole == "whole"


def test_a_story_without_a_headline_takes_the_pages() -> None:
    bare = Article(url=STORY.url, whole="summary")
    assert (found := merged(bare, PAGE)) is not None
    assert found.title == PAGE.title
