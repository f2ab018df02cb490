"""What of an article is counted and shown."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Block, Caption, Paragraph, Quote, count_pictures, shown_blocks

SRC = "https://example.org/bell.jpg"
CREDIT = Caption(text="", credit="Jo Field", src=SRC)
WORDS = Caption(text="“Ring it,” she said", quotes=(Quote(start=1, end=9, text="Ring it,"),))


def test_a_credit_and_the_words_below_it_are_one_picture() -> None:
    text = Paragraph(text="The bell is back.")
    shown = list(shown_blocks([text, CREDIT, WORDS, text]))
    whole = Caption(text=WORDS.text, quotes=WORDS.quotes, credit="Jo Field", src=SRC)
    assert shown == [(0, text), (2, whole), (3, text)]
    assert count_pictures(Article(blocks=(text, CREDIT, WORDS, text))) == 1


@pytest.mark.parametrize(
    "blocks",
    [
        (CREDIT, Caption(text="The tower", src="https://example.org/tower.jpg")),
        (CREDIT, Caption(text="The tower", credit="Eve Lund")),
        (CREDIT, Caption(text="The tower burns", media="video")),
        (Caption(text="", src=SRC), WORDS),
        (CREDIT, CREDIT),
        (CREDIT, Paragraph(text="The tower")),
        (WORDS, CREDIT),
    ],
)
def test_others_stay_apart(blocks: tuple[Block, ...]) -> None:
    assert list(shown_blocks(blocks)) == list(enumerate(blocks))
