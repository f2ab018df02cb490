"""What counts as a name: no common word with the capital of its sentence, no adjective, no place where a person is meant."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Paragraph, all_quotes
from tuireader.meaning.quotations import annotate


def speakers(*paragraphs: str) -> list[str | None]:
    article = annotate(Article(blocks=tuple(Paragraph(text=paragraph) for paragraph in paragraphs)))
    return [quote.speaker for quote in all_quotes(article)]


@pytest.mark.parametrize(
    "text",
    [
        "Keeping to the timetable means “a great deal of work for everybody”.",
        "Observers called the plan “a leap in the dark, and no less”.",
        "Political advertisers will carry a notice saying “paid for by us”.",
        "Details of the claim were withheld, saying they were “of no use to anybody”.",
        "Refused to name a date but added “there will be one soon enough”.",
        "Large-scale works will begin, and a “great clearing of the valley” is planned.",
        "Rescue diver in the cave: “I was afraid of the dark”",
        "I'm told they said “we are sorry about it”.",
    ],
)
def test_a_common_word_at_the_head_of_a_sentence_is_nobody(text: str) -> None:
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Leading engineer Ellen Price said the bridge was “sound as a bell”.", "Ellen Price"),
        ("Said Ellen Price had “no idea of bridges”, Omar Haddad told reporters.", "Omar Haddad"),
        ("Ex-minister Ellen Price said the bridge was “sound as a bell”.", "Ellen Price"),
        ("Vinko Perić said the bridge was “sound as a bell”.", "Vinko Perić"),
        ("De Winter said the bridge was “sound as a bell”. Reporters asked Anna de Winter for more.", "Anna de Winter"),
        ("Secretary of State Ellen Price said the bridge was “sound as a bell”.", "Ellen Price"),
        ("The report was by Human Rights Watch. Human Rights Watch said it was “the worst year yet”.", "Human Rights Watch"),
    ],
)
def test_a_name_at_the_head_of_a_sentence_stays_whole_and_clean(text: str, speaker: str) -> None:
    assert speakers(text)[0] == speaker


def test_a_surname_that_is_a_word_too_is_a_name_where_the_article_has_the_full_one() -> None:
    assert speakers("The prize went to Harriet Long.", "Long said she was “over the moon about it”.") == ["Harriet Long"]


@pytest.mark.parametrize(
    "text",
    [
        "His Turkish bride said it was “a day like no other”.",
        "Her Welsh family said in a statement that they were “overjoyed at the news”.",
        "One Republican said the bill was “dead before it was born”.",
        "A Catholic priest from the valley warned that the abbey was “about to fall down”.",
        "A former U.S. official said the plan was “never more than a sketch”.",
    ],
)
def test_adjectives_of_origin_and_conviction_stand_for_nobody(text: str) -> None:
    assert speakers(text) == [None]


def test_an_adjective_with_the_article_may_stand_for_who_was_described_so() -> None:
    told = "Senator Ellen Price, a Vermont Democrat, opposed it."
    assert speakers(told, "“We will vote it down,” the Vermont Democrat said.") == ["Ellen Price"]


def test_what_stands_before_a_name_does_not_hide_it() -> None:
    assert speakers("Dutch astronaut Ellen Price called the storm “a monster with one eye”.") == ["Ellen Price"]


def test_names_joined_by_and_are_two_people() -> None:
    told = "On Monday Ellen Price and Omar Haddad met. Afterwards Mr Haddad said it was “a good beginning”."
    assert speakers(told) == ["Omar Haddad"]
    assert speakers("The Department of Trade and Industry said it was “a good beginning”.") == ["Department of Trade and Industry"]


def test_it_is_a_body_and_never_any_other_thing() -> None:
    assert speakers("The Harbour Authority met. It said the pier was “beyond any repair”.") == ["Harbour Authority"]
    assert speakers("Norway signed at once. It said the treaty was “overdue by ten years”.") == ["Norway"]
    assert speakers("Hurricane Wilma moved north. “It will weaken by Friday,” it says.") == [None]
    assert speakers("Wikibooks said it was sorry. It added: “We have learnt from this.”") == ["Wikibooks"]


def test_he_and_she_are_never_a_place() -> None:
    told = "Omar Haddad went to Sacramento. Sacramento had changed."
    assert speakers(told, "“I did not know the streets,” he said.")[0] in {"Omar Haddad", None}
    assert speakers("Sacramento said no.", "“I did not know the streets,” he said.") == [None]


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("When Vabrius in The Old Play gives up his crown, he says “the sea may have it”.", "Vabrius"),
        ("A smith named Vabrius, who was lame, wandered off one day. “I have found the sea,” he told them.", "Vabrius"),
        (
            "Omar Haddad was a baker. He learned Aramaic, packed as poor pilgrims do, his bag on his back. “It was a hard road,” he wrote.",
            "Omar Haddad",
        ),
    ],
)
def test_he_means_whom_the_sentences_are_about(told: str, speaker: str) -> None:
    assert speakers(told) == [speaker]


def test_an_office_alone_is_led_to_its_holder_or_nobody() -> None:
    assert speakers("Chancellor Ellen Price came.", "The German Chancellor said it was “time to go home”.") == ["Ellen Price"]
    assert speakers("The German Chancellor said it was “time to go home”.") == [None]
    assert speakers("Iranian MPs stood up and chanted “not one step back” for minutes.") == [None]


def test_words_with_a_capital_of_their_own_are_no_names() -> None:
    assert speakers("She wore a T-shirt, an orange T-shirt that said: “Close the old harbour.”") == [None]
    assert speakers("Haddad met Price. The Haddad-Price meeting said “nothing new at all”. Omar Haddad and Ellen Price left.") == [None]


def test_an_office_with_its_marks_is_written_as_in_the_text() -> None:
    assert speakers("The city's medical examiner's office found “no sign of any struggle”.") == ["city's medical examiner's office"]
