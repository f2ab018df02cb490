"""What is said of a speaker beside the name: an office, whole and clean, or nothing."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Paragraph, Quote, all_quotes
from tuireader.meaning.quotations import annotate


def said(*paragraphs: str) -> Quote:
    article = annotate(Article(blocks=tuple(Paragraph(text=paragraph) for paragraph in paragraphs)))
    return next(iter(all_quotes(article)))


@pytest.mark.parametrize(
    ("text", "description"),
    [
        (
            "Ellen Price, head of the Harbour Workers' Association. “It is over,” Ellen Price said.",
            "head of the Harbour Workers' Association",
        ),
        ("Trade Minister Ellen Price said it was “over and done with”.", "Trade Minister"),
        ("Shadow Trade Secretary Ellen Price said it was “over and done with”.", "Shadow Trade Secretary"),
        ("Trade and Pensions Secretary Ellen Price said it was “over and done with”.", "Trade and Pensions Secretary"),
        ("New Jersey Governor Ellen Price said it was “over and done with”.", "New Jersey Governor"),
        ("Omar Haddad and Senator Ellen Price met. Mrs Price said it was “over and done with”.", "Senator"),
        ("Governor of Texas Ellen Price said it was “over and done with”.", "Governor of Texas"),
        ("The chemist Ellen Price said it was “over and done with”.", "chemist"),
    ],
)
def test_an_office_is_kept_whole(text: str, description: str) -> None:
    quote = said(text)
    assert (quote.speaker, quote.description) == ("Ellen Price", description)


@pytest.mark.parametrize(
    "text",
    [
        "Ellen Price, defeated by the mayor in the last election, said it was “over and done with”.",
        "Ellen Price, the prince said, was late. “It is over,” Ellen Price said.",
        "Lawyers for Ellen Price were silent. Ellen Price said it was “over and done with”.",
        "Mrs Ellen Price said it was “over and done with”.",
        "Former National Ellen Price said it was “over and done with”.",
        "Ellen Price, among the leaders of the march, said it was “over and done with”.",
    ],
)
def test_what_is_no_office_is_left_out(text: str) -> None:
    quote = said(text)
    assert (quote.speaker, quote.description) == ("Ellen Price", None)


def test_where_somebody_is_from_is_no_part_of_the_name() -> None:
    assert said("Senator Ellen Price of Vermont called it “a great deal of noise”.").speaker == "Ellen Price"


def test_a_double_surname_is_led_to_the_full_name() -> None:
    told = "The prize went to Ellen Manning Price.", "Ms Manning Price said it was “a great deal of noise”."
    assert said(*told).speaker == "Ellen Manning Price"


@pytest.mark.parametrize(
    "told",
    [
        "The Roman poet Vabrius, who kept bees, put it better.",
        "A pilot named Vabrius kept bees.",
        "Vabrius the Elder kept bees.",
    ],
)
def test_what_stands_beside_a_name_shows_that_it_is_a_persons(told: str) -> None:
    speaker = said(told, "“They know the weather before we do,” he wrote.").speaker
    assert speaker is not None
    assert speaker.startswith("Vabrius")
