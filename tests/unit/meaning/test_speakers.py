"""Who says it: the forms of news English, and the names behind the words."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Caption, Heading, Paragraph, Quote, all_quotes
from tuireader.meaning.quotations import annotate


def said(*paragraphs: str, title: str = "") -> list[Quote]:
    blocks = tuple(Paragraph(text=paragraph) for paragraph in paragraphs)
    return list(all_quotes(annotate(Article(title=title, blocks=blocks))))


def speakers(*paragraphs: str, title: str = "") -> list[str | None]:
    return [quote.speaker for quote in said(*paragraphs, title=title)]


@pytest.mark.parametrize(
    ("text", "speaker", "mention", "cue"),
    [
        ("“We sail at nine,” Ellen Price said.", "Ellen Price", "Ellen Price", "said"),
        ("“We sail at nine,” said Ellen Price, the harbour master.", "Ellen Price", "Ellen Price", "said"),
        ("“We sail at nine,” Ellen Price, the harbour master, told reporters.", "Ellen Price", "Ellen Price", "told"),
        ("“We sail at nine,” Ellen Price, a pilot from Dover, Delaware, later wrote.", "Ellen Price", "Ellen Price", "wrote"),
        ("“Will we sail?” asked Ellen Price.", "Ellen Price", "Ellen Price", "asked"),
        ("“We sail at nine,” according to Ellen Price.", "Ellen Price", "Ellen Price", "according to"),
        ("According to Ellen Price, the boat is “in fine order”.", "Ellen Price", "Ellen Price", "according to"),
        ("Ellen Price: “We sail at nine.”", "Ellen Price", "Ellen Price", None),
        ("Ellen Price tweeted: “We sail at nine.”", "Ellen Price", "Ellen Price", "tweeted"),
        ("In a statement on Monday, Ellen Price said the boat was “in fine order”.", "Ellen Price", "Ellen Price", "said"),
        ("Last week, Ellen Price described the boat as “in fine order”.", "Ellen Price", "Ellen Price", "described"),
        ("Ellen Price, who built the boat, called it “my whole life”.", "Ellen Price", "Ellen Price", "called"),
        ("Ellen Price spoke for an hour, saying the boat was “in fine order”.", "Ellen Price", "Ellen Price", "saying"),
        ("The boat was “in fine order” and ready to sail, Ellen Price said.", "Ellen Price", "Ellen Price", "said"),
        ("The agency quoted Ellen Price as saying “we sail at nine”.", "Ellen Price", "Ellen Price", "saying"),
        ("“We sail at nine,” Ellen Price was quoted as saying.", "Ellen Price", "Ellen Price", "saying"),
        ("Ellen Price (no relation) said “we sail at nine”.", "Ellen Price", "Ellen Price", "said"),
        ("Neighbours were moved by Ellen Price's promise that “nobody stays behind”.", "Ellen Price", "Ellen Price", "promise"),
        ("The harbour master, Ellen Price, called the boat “my whole life”.", "Ellen Price", "Ellen Price", "called"),
        (
            "“We sail at nine,” said the harbour's spokeswoman, Ellen Price.",
            "Ellen Price",
            "the harbour's spokeswoman, Ellen Price",
            "said",
        ),
        ("“We sail at nine.” — Ellen Price", "Ellen Price", "Ellen Price", None),
    ],
)
def test_forms_of_attribution(text: str, speaker: str, mention: str, cue: str | None) -> None:
    (quote,) = said(text)
    assert (quote.speaker, quote.mention, quote.cue) == (speaker, mention, cue)


def test_a_split_quotation_and_what_follows_it_have_one_speaker() -> None:
    found = said("“We sail at nine,” said Ellen Price, “if the wind holds. If not, we wait. ” She waved. “We have time.”")
    assert [quote.speaker for quote in found] == ["Ellen Price"] * 3


def test_titles_and_offices_are_no_part_of_the_name_but_kept() -> None:
    (quote,) = said("“We sail at nine,” said Admiral Ellen Price.")
    assert (quote.speaker, quote.description) == ("Ellen Price", "Admiral")
    (quote,) = said("“We sail at nine,” said Ellen Price, chairwoman of the harbour board.")
    assert (quote.speaker, quote.description) == ("Ellen Price", "chairwoman of the harbour board")
    (quote,) = said("“We sail at nine,” said Mrs Price.")
    assert (quote.speaker, quote.description) == ("Price", None)


def test_short_names_are_led_back_to_the_full_one() -> None:
    assert (
        speakers("Admiral Ellen Price came on board at noon.", "“We sail,” Price said.", "“At nine,” Adm Price added.")
        == ["Ellen Price"] * 2
    )
    assert speakers("“We sail,” Price said.", "Ellen Price is the harbour master.") == ["Ellen Price"]


def test_people_of_one_last_name_are_told_apart_by_their_title() -> None:
    text = ("Tom Price and his sister Ellen Price run the boat.", "“We sail,” Mr Price said.", "“We stay,” Mrs Price said.")
    assert speakers(*text) == ["Tom Price", "Ellen Price"]


def test_names_that_are_months_or_verbs_too() -> None:
    assert speakers("“We sail,” Mrs May said.", "“We stay,” said June Carter.", "“We wait,” Will Frost said.") == [
        "May",
        "June Carter",
        "Will Frost",
    ]


def test_plural_speakers_have_a_mention() -> None:
    assert [quote.mention for quote in said("“It holds,” they write.", "“It will hold,” engineers say.")] == ["they", "engineers"]


def test_speakers_are_looked_for_in_english_only() -> None:
    article = Article(language="nl", blocks=(Paragraph(text="“Goed,” said Ellen Price."),))
    assert [quote.speaker for quote in all_quotes(annotate(article))] == [None]
    dutch = Paragraph(
        text="“Het water komt,” zei Anna de Wit. Ze keek naar de lucht en naar de boten in de haven, en ze wachtte op haar broer Jan. " * 4
    )
    assert {quote.speaker for quote in all_quotes(annotate(Article(blocks=(dutch,))))} == {None}


def test_a_report_speaks_for_whom_it_is_by() -> None:
    assert speakers("According to a report by the Water Board, the wells are “drying”.", "Ellen Price's letter called it “a drought”.") == [
        "Water Board",
        "Ellen Price",
    ]


def test_pronouns_are_led_back_to_who_spoke_last() -> None:
    found = said("Ellen Price said the boat was old.", "“She leaks,” she said.", "Tom Hale disagreed.", "“She floats,” he said.")
    assert [(quote.speaker, quote.mention) for quote in found] == [("Ellen Price", "she"), ("Tom Hale", "he")]


def test_a_pronoun_does_not_mean_somebody_of_the_other_gender_named_nearer() -> None:
    assert speakers("Ellen Price said she had sold the boat to Tom Hale.", "“He paid in coin,” she said.") == ["Ellen Price"]


def test_a_pronoun_means_the_subject_and_not_somebody_named_in_passing() -> None:
    assert speakers("Tom Hale said the boat had belonged to Harry Cole.", "“It is mine now,” he said.") == ["Tom Hale"]


def test_a_pronoun_does_not_mean_somebody_within_reported_speech() -> None:
    assert speakers("Tom Hale said Harry Cole had lost the boat.", "“I warned him,” he said.") == ["Tom Hale"]
    assert speakers("Tom Hale said that Harry Cole is to blame.", "“I warned him,” he said.") == ["Tom Hale"]


def test_who_is_in_doubt_is_not_named() -> None:
    found = said("The boat has gone from Harry Cole to Peter Lowe.", "“It is cold,” he said.")
    assert found[0].mention == "he"
    assert found[0].speaker is None


def test_offices_are_led_back_to_their_holder() -> None:
    text = ("Foreign Minister Ellen Price met Senator Tom Hale.", "“We agree,” the minister said.", "“We do not,” said the senator.")
    assert speakers(*text) == ["Ellen Price", "Tom Hale"]


def test_institutions_speak() -> None:
    assert speakers("The Harbour Board said it was “ready to talk”.") == ["Harbour Board"]
    assert speakers("The WHO said the air was “clean enough”.") == ["WHO"]
    assert speakers("The Board of Pilots met. The board said it was “ready to talk”.") == ["Board of Pilots"]
    assert speakers("The Price campaign called the poll “a joke”.") == ["Price campaign"]
    assert speakers("France said on Monday it was “ready to talk”.", "It added that “no door was closed”.") == ["France", "France"]


def test_nobody_speaks_where_nobody_is_named() -> None:
    found = said("“We sail at nine,” a man in the crowd shouted. A sign said “no entry”. One sailor called the boat “a coffin”.")
    assert [quote.speaker for quote in found] == [None, None, None]
    assert [quote.mention for quote in found] == ["a man in the crowd", "A sign", "One sailor"]


def test_scare_words_have_no_speaker() -> None:
    assert speakers("The so-called “ghost ship” lay in the bay.") == [None]


def test_nouns_that_look_like_verbs_do_not_speak() -> None:
    assert speakers("With the claims of a “ghost ship” came Ellen Price.") == [None]
    assert speakers("The reports of the “ghost ship” reached Ellen Price.") == [None]


def test_a_quotation_goes_on_from_the_paragraph_before() -> None:
    assert speakers("Ellen Price was blunt:", "“We sail at nine.”", "“Be there.”") == ["Ellen Price"] * 2


def test_all_parts_of_a_group_have_the_speaker_that_one_part_names() -> None:
    assert speakers("“The winter was long.", "“The spring was late.", "“The summer never came,” wrote Ellen Price.") == ["Ellen Price"] * 3


def test_two_people_speak_together() -> None:
    assert speakers("Ellen Price and Tom Hale wrote that the boat was “in fine order”.") == ["Ellen Price and Tom Hale"]


def test_headlines_and_captions_name_speakers_too() -> None:
    article = Article(
        title="Boat is 'my whole life', says Price",
        blocks=(
            Paragraph(text="Ellen Price has built a boat."),
            Heading(text="'Old timber'"),
            Caption(text="Ellen Price said the boat was 'in fine order'"),
        ),
    )
    assert [quote.speaker for quote in all_quotes(annotate(article))] == ["Ellen Price", None, "Ellen Price"]


def test_mention_and_cue_stand_in_the_text() -> None:
    text = "“We sail at nine,” shouted the old harbour master, Ellen Price, on Monday."
    (quote,) = said(text)
    assert quote.mention is not None
    assert quote.mention in text
    assert quote.cue == "shouted"
