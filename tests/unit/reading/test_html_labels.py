"""Which lines of a page are its machinery, and which only sound like it."""

import pytest

from tuireader.reading.html.labels import opens_comments, opens_newsletters, opens_others, surely_opens_others
from tuireader.reading.html.machinery import is_copyright, is_filed, is_machinery, is_promotion


@pytest.mark.parametrize(
    "line",
    [
        "Image 1 of 23",
        "1 of / 5",
        "3/12",
        "×",
        "___",
        "* * *",
        "Advertisement",
        "VIDEO3:4503:45",
        "0:00 / 3:45",
        "5 min read",
        "Lesezeit: 4 Minuten",
        "Tempo de leitura: 1 minuto",
        "Share this article",
        "Skip to content",
        "Jump to navigation Jump to search",
        "Back to top",
        "12 comments",
        "Was this article helpful?",
        "This site uses cookies to serve you better.",
    ],
)
def test_counters_buttons_and_notices_are_machinery(line: str) -> None:
    assert is_machinery(line)


@pytest.mark.parametrize(
    "line",
    [
        "Three of the nine survived.",
        "10.32am",
        "9:12",
        "Cookies were baked on Sunday.",
        "Share prices fell.",
        "The advertisement ran for years.",
        "2019",
        "Top of the hill",
        "Back in town",
    ],
)
def test_what_a_story_says_is_no_machinery(line: str) -> None:
    assert not is_machinery(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter and get the weather first.",
        "Follow us on Facebook",
        "Get the latest news in your inbox",
        "Abonnieren Sie unser Blatt per E-Mail",
    ],
)
def test_promotions_are_told_by_what_they_ask_for(line: str) -> None:
    assert is_promotion(line, linked=False)


@pytest.mark.parametrize(
    "line",
    ["Sign up for the tour before Friday.", "Follow the river to the old mill.", "Subscribe to the theory or not, the birds are gone."],
)
def test_a_sentence_that_asks_for_something_else_is_no_promotion(line: str) -> None:
    assert not is_promotion(line, linked=False)


@pytest.mark.parametrize(
    "line",
    [
        "Related",
        "Related stories:",
        "Read next",
        "You may also like",
        "Don’t miss",
        "Most read",
        "Trending now",
        "Up next",
        "Lesen Sie auch",
        "À lire aussi",
        "Leia também:",
        "Te puede interesar",
        "Leggi anche",
        "Читайте также",
        "関連記事",
    ],
)
def test_labels_of_other_stories_are_sure(line: str) -> None:
    assert surely_opens_others(line)


@pytest.mark.parametrize("line", ["More great stories", "More from the valley", "About the author", "Tags: rain, river", "Mehr zum Thema"])
def test_labels_that_a_storys_heading_may_sound_like_are_less_sure(line: str) -> None:
    assert opens_others(line)
    assert not surely_opens_others(line)


@pytest.mark.parametrize(
    "line",
    [
        "More than a story",
        "Popularity has its price",
        "The related question",
        "Next of kin",
        "Why it is popular with the young",
        "What do you think?",
        "A reply",
        "Responses",
    ],
)
def test_headings_of_a_story_are_no_labels(line: str) -> None:
    assert not opens_others(line)
    assert not opens_comments(line)


@pytest.mark.parametrize(
    "line", ["Comments", "3 comments", "12 responses", "Kommentare (4)", "Leave a reply", "Deixe um comentário", "コメント"]
)
def test_labels_of_comments(line: str) -> None:
    assert opens_comments(line)


def test_labels_of_newsletters() -> None:
    assert opens_newsletters("Sign up for First Light")
    assert not opens_newsletters("The signs were up before dawn")


def test_what_a_story_is_filed_under_and_whose_it_is() -> None:
    assert is_filed("Related Roundup: Mills")
    assert not is_filed("The tags were sewn in by hand")
    assert is_copyright("© 2020 The Valley Voice. All rights reserved.")
    assert not is_copyright("Copyright law has changed since 2019.")
