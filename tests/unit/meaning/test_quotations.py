"""The spans of quotations: which marks are found, and which are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader.article import Article, Block, BlockQuote, Caption, Code, Heading, ListItem, Paragraph, Quote, all_quotes, count_quotations
from tuireader.meaning.quotations import annotate

SEED = Path(__file__).parents[4] / "shared" / "real" / "seed.txt"


def quoted(*blocks: Block | str, title: str = "") -> list[str]:
    """Return the text of every quotation in an article of these blocks."""
    return [quote.text for quote in quotes(*blocks, title=title)]


def quotes(*blocks: Block | str, title: str = "") -> list[Quote]:
    made = tuple(Paragraph(text=block) if isinstance(block, str) else block for block in blocks)
    return list(all_quotes(annotate(Article(title=title, blocks=made))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"The ferry sails at nine," she said.', ["The ferry sails at nine,"]),
        ("“The ferry sails at nine,” she said.", ["The ferry sails at nine,"]),
        ("'The ferry sails at nine,' she said.", ["The ferry sails at nine,"]),
        ("‘The ferry sails at nine,’ she said.", ["The ferry sails at nine,"]),
        ("The pilot spoke of ``heavy weather'' at sea.", ["heavy weather"]),
        ("The pilot spoke of ''heavy weather'' at sea.", ["heavy weather"]),
        ("The pilot spoke of ‘‘heavy weather’’ at sea.", ["heavy weather"]),
        ("„Das Schiff fährt um neun“, sagte sie.", ["Das Schiff fährt um neun"]),
        ("„Das Schiff fährt um neun”, sagte sie.", ["Das Schiff fährt um neun"]),
        ("»Das Schiff fährt um neun«, sagte sie.", ["Das Schiff fährt um neun"]),
        ("«Il battello parte alle nove», ha detto.", ["Il battello parte alle nove"]),
        ("« Le bateau part à neuf heures », dit-elle.", ["Le bateau part à neuf heures"]),
        ("‹Le bateau part›, dit-elle.", ["Le bateau part"]),
        ("«El barco sale a las nueve», dijo. “Y llega tarde”.", ["El barco sale a las nueve", "Y llega tarde"]),
        ("‘De boot vertrekt om negen uur’, zei ze.", ["De boot vertrekt om negen uur"]),
        ("«Пароход уходит в девять», — сказала она.", ["Пароход уходит в девять"]),
        ("”Båten går klockan nio”, sade hon.", ["Båten går klockan nio"]),
        ("她说“船九点开”，然后走了。", ["船九点开"]),
        ("彼女は「船は九時に出る」と言った。", ["船は九時に出る"]),
        ("『船の本』という題だ。", ["船の本"]),
    ],
)
def test_marks_of_many_presses(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the miners' strike that the '80s remember.",
        "Rock 'n' roll and fish 'n' chips, 'til the lights went out.",
        "The dogs' home and the boys' school share a gate.",
        'He is 6\'2" tall and carries a 12" record.',
        "The beam is 10' long.",
        "Ol’ Tom, goin’ home in ’97, met ’em on the hill.",
        "Rock ‘n’ roll in the ‘90s",
        "There is nothing here at all.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_apostrophes_within_a_single_quotation_do_not_end_it() -> None:
    assert quoted("'I'm goin' home to the miners' hall,' he said. 'It's late.'") == ["I'm goin' home to the miners' hall,", "It's late."]


def test_a_possessive_ends_a_quotation_where_nothing_better_does() -> None:
    assert quoted("The 'lost boys' of the valley, it's said, met 'every spring' here.") == ["lost boys", "every spring"]


def test_nested_quotations_belong_to_the_outer_one() -> None:
    assert quoted("“He said ‘no’ and then ‘perhaps’,” she said.") == ["He said ‘no’ and then ‘perhaps’,"]
    assert quoted("'She called it \"a triumph\", no less,' he said.") == ['She called it "a triumph", no less,']
    assert quoted("彼は「『船』と書いた」と言った。") == ["『船』と書いた"]


def test_short_ones_count_and_several_stand_in_one_paragraph() -> None:
    assert quoted('She called it a "slap", then a "kiss" and "neither".') == ["slap", "kiss", "neither"]


def test_headlines_captions_lists_headings_and_block_quotations() -> None:
    blocks = (
        Heading(text="'Nobody came'"),
        Caption(text="The pier, “a ruin”, in 1911"),
        ListItem(text='The word "tide"'),
        BlockQuote(text="One line without marks\nand “one with” them"),
        Code(text='print("no speech")'),
    )
    assert quoted(*blocks, title="Harbour 'safe again'") == ["safe again", "Nobody came", "a ruin", "tide", "one with"]


def test_spans_count_from_the_start_of_the_block() -> None:
    article = annotate(Article(title="'Go' now", blocks=(BlockQuote(text="first line\nthen “a word” here"),)))
    quote = article.blocks[0].quotes[0]
    assert article.blocks[0].text[quote.start : quote.end] == quote.text == "a word"
    assert (article.title_quotes[0].start, article.title_quotes[0].end) == (1, 3)


def test_a_quotation_over_several_paragraphs_is_one_group() -> None:
    found = quotes("She wrote: “The winter was long.", "“The spring was late.", "“The summer never came.”", "“I left,” she added.")
    assert [quote.group for quote in found] == [1, 1, 1, None]
    assert [quote.text for quote in found[:3]] == ["The winter was long.", "The spring was late.", "The summer never came."]


def test_a_picture_between_the_paragraphs_does_not_part_the_group() -> None:
    blocks = ('He said: "We rowed all night.', Caption(text="The boat"), '"At dawn we saw land."')
    assert [quote.group for quote in quotes(*blocks)] == [1, 1]


def test_french_goes_on_with_the_closing_mark() -> None:
    assert [quote.group for quote in quotes("Il écrit : « L’hiver fut long.", "» Le printemps tarda. »")] == [1, 1]


def test_groups_are_counted_as_one_quotation() -> None:
    article = annotate(Article(blocks=(Paragraph(text="“One."), Paragraph(text="“Two.”"), Paragraph(text="“Three.”"))))
    assert count_quotations(article) == 2


def test_an_opening_mark_without_a_partner_is_given_up_within_a_sentence() -> None:
    assert quoted("He said “the tide and the moon agree.", "Nothing else happened.") == []
    assert quoted('The "tide, said the pilot, was "high".') == ["high"]


def test_a_paragraph_that_only_lost_its_last_mark_is_still_a_quotation() -> None:
    assert quoted("“The tide and the moon agree.", "Nothing else happened.") == ["The tide and the moon agree."]


def test_a_mistyped_end_is_taken() -> None:
    assert quoted("The pilot wrote: “Let us go.’ The crew was in the boat.") == ["Let us go."]


def test_titles_of_works_are_left_out_and_speech_in_capitals_is_not() -> None:
    assert quoted('Her first novel, "The Long Tide", sold badly.') == []
    assert quoted('He sang the song "Home Again" twice.') == []
    assert quoted('"Stop The Boats," he said.') == ["Stop The Boats,"]


def test_what_quotations_it_had_before_is_replaced() -> None:
    stale = Quote(start=0, end=3, text="old")
    article = Article(title="Plain", title_quotes=(stale,), blocks=(Paragraph(text="No marks here.", quotes=(stale,)),))
    assert list(all_quotes(annotate(article))) == []


def test_annotating_twice_changes_nothing() -> None:
    once = annotate(Article(title="'Go'", blocks=(Paragraph(text="“Go,” said Ann Lee."), Paragraph(text="“Now,” she added."))))
    assert annotate(once) == once


@pytest.mark.skipif(not SEED.exists(), reason="the measuring data isn't here")
def test_the_page_that_started_the_project() -> None:
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = quotes(*lines[2:], title=lines[1])
    assert [(" ".join(quote.text.split()[:4]), quote.speaker, quote.mention, quote.cue) for quote in found] == [
        ("We had thought that", "Amir Ali Hajizadeh", "he", "said"),
        ("slap in the face", "Ali Khamenei", "Iranian Supreme Leader Ali Khamenei", "described"),
        ("different issue", "Ali Khamenei", "Iranian Supreme Leader Ali Khamenei", "said"),
        ("ready to engage without", "US", "the US", "said"),
    ]
