"""What the reader pane shows of each kind of block, and where the quotations and pictures are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rich.cells import cell_len

from tuireader.article import (
    Article,
    Block,
    BlockQuote,
    Caption,
    Code,
    Heading,
    ListItem,
    Mark,
    Paragraph,
    Quote,
    Related,
    RelatedLink,
    Table,
)
from tuireader.tui.page import Page
from tuireader.tui.typeset import typeset


def story(*blocks: Block, **fields: object) -> Article:
    return Article(title="A lamp is lit on the pier", blocks=blocks, **fields)  # type: ignore[arg-type]


def said(text: str, quotation: str, speaker: str | None = None, group: int | None = None, mention: str | None = None) -> Paragraph:
    start = text.index(quotation)
    quote = Quote(start=start, end=start + len(quotation), text=quotation, speaker=speaker, group=group, mention=mention)
    return Paragraph(text=text, quotes=(quote,))


def texts(page: Page) -> list[str]:
    return [line.text.strip() for line in page.lines]


def roles(page: Page, words: str) -> set[str]:
    return {role for line in page.lines for run in line.runs if words in run.text for role in run.roles}


def test_head_names_region_headline_source_date_and_length() -> None:
    page = typeset(
        story(
            Paragraph(text="It burns."),
            region_path=("Europe", "Norway"),
            source="The Harbour Post",
            byline="Ida Holm",
            published=datetime(2020, 1, 9, 12, tzinfo=UTC),
            words=460,
        ),
        60,
    )
    kicker, headline, meta = "EUROPE › NORWAY", "A lamp is lit on the pier", "The Harbour Post · 9 January 2020 · 2 min"
    assert texts(page)[1:6] == [kicker, headline, "", meta, "By Ida Holm"]


@pytest.mark.parametrize(("media", "glyph"), [("image", "▣"), ("video", "▶"), ("audio", "♪")])
def test_caption_has_its_glyph_and_its_credit_at_the_right(media: str, glyph: str) -> None:
    page = typeset(story(Caption(text="The pier at dusk", credit="Harbour archive", media=media)), 60)  # type: ignore[arg-type]
    line = next(line.text for line in page.lines if "The pier" in line.text)
    assert line.strip().startswith(f"{glyph} The pier at dusk")
    assert line.endswith("Harbour archive")
    assert page.pictures == [next(i for i, line in enumerate(page.lines) if "The pier" in line.text)]


def test_picture_without_caption_still_shows() -> None:
    assert "▣ Picture" in " ".join(texts(typeset(story(Caption(text="", credit="AP")), 60)))


def test_credit_that_does_not_fit_stands_on_a_line_of_its_own() -> None:
    page = typeset(story(Caption(text="A caption that fills the line nearly", credit="A credit of some length")), 44)
    assert any(line.text.strip() == "Photo: A credit of some length" for line in page.lines)


def test_quotation_is_marked_with_its_marks_and_only_that() -> None:
    page = typeset(story(said("She said “keep the lamp lit” and left.", "keep the lamp lit")), 60)
    assert "quotation" in roles(page, "“keep the lamp lit”")
    assert "quotation" not in roles(page, "She said")
    assert "quotation" not in roles(page, " and left.")


def test_speaker_stands_below_where_there_is_no_margin() -> None:
    page = typeset(story(said("“Keep it lit,” she said.", "Keep it lit,", "Ida Holm")), 60)
    at = texts(page).index("“Keep it lit,” she said.")
    assert texts(page)[at + 1] == "— Ida Holm"


def test_speaker_stands_in_the_margin_where_there_is_room() -> None:
    page = typeset(story(said("“Keep it lit,” she said.", "Keep it lit,", "Ida Holm")), 120)
    assert next(line for line in page.lines if "Keep it lit" in line.text).note == "Ida Holm"
    assert "— Ida Holm" not in texts(page)


def test_speaker_named_in_the_paragraph_is_not_named_again() -> None:
    page = typeset(story(said("“Keep it lit,” said Ida Holm.", "Keep it lit,", "Ida Holm")), 60)
    assert "— Ida Holm" not in texts(page)


@pytest.mark.parametrize(("mention", "named"), [("Ms Holm", False), ("she", True)])
def test_short_name_in_the_paragraph_is_enough_and_a_pronoun_is_not(mention: str, named: bool) -> None:
    page = typeset(story(said(f"“Keep it lit,” said {mention}.", "Keep it lit,", "Ida Holm", mention=mention)), 60)
    assert ("— Ida Holm" in texts(page)) == named


def test_quotation_over_paragraphs_counts_once() -> None:
    first = said("“The lamp was lit.", "The lamp was lit.", group=1)
    second = said("“It burned all night.”", "It burned all night.", group=1)
    (spot,) = typeset(story(first, second), 60).quotations
    assert spot.text == "The lamp was lit.\n\nIt burned all night."


def test_speakers_can_be_left_out() -> None:
    article = story(said("“Keep it lit,” she said.", "Keep it lit,", "Ida Holm"))
    for width in (60, 120):
        page = typeset(article, width, speakers=False)
        assert "Ida Holm" not in " ".join(line.text + line.note for line in page.lines)


def test_block_quotation_has_a_bar_on_every_line_and_its_source_below() -> None:
    page = typeset(story(BlockQuote(text="The sea gives nothing back that it has once taken hold of.", attribution="A pilot")), 40)
    quoted = [line.text for line in page.lines if "┃" in line.text]
    assert len(quoted) == 3
    assert quoted[-1].endswith("— A pilot")


def test_list_items_stand_together_and_numbers_are_kept() -> None:
    page = typeset(story(ListItem(text="Oil", ordered=1), ListItem(text="Wick", ordered=2), Paragraph(text="That is all.")), 60)
    at = texts(page).index("1. Oil")
    assert texts(page)[at : at + 4] == ["1. Oil", "2. Wick", "", "That is all."]


def test_table_fits_and_its_columns_align() -> None:
    rows = (("Light", "Lit"), ("Lindesnes, at the end of a long road to the sea", "1656"), ("Utsira", "1844"))
    page = typeset(story(Table(text="", rows=rows)), 40)
    table = [line.text for line in page.lines if "│" in line.text]
    assert len({line.index("│") for line in table}) == 1
    assert " ".join(line.split("│")[0].strip() for line in table) == "Light Lindesnes, at the end of a long road to the sea Utsira"
    assert [line.split("│")[1].strip() for line in table] == ["Lit", "1656", "", "1844"]
    assert max(cell_len(line) for line in table) <= 40


def test_link_emphasis_and_strong_are_told_apart() -> None:
    marks = (
        Mark(kind="link", start=0, end=3, href="https://example.org/"),
        Mark(kind="strong", start=4, end=8),
        Mark(kind="emphasis", start=9, end=13),
    )
    page = typeset(story(Paragraph(text="See bold thin", marks=marks)), 60)
    assert "link" in roles(page, "See")
    assert "strong" in roles(page, "bold")
    assert "emphasis" in roles(page, "thin")


def test_trailer_is_set_apart_as_links() -> None:
    page = typeset(story(Related(text="More on this story", links=(RelatedLink(text="The keeper's daughter"),))), 60)
    assert {"More on this story", "› The keeper's daughter"} <= set(texts(page))
    assert "related" in roles(page, "The keeper's daughter")


def test_what_is_not_whole_says_so() -> None:
    page = typeset(story(Paragraph(text="A first line."), whole="summary", whole_reason="the feed gives no more"), 60)
    assert "□ Only a summary is stored: the feed gives no more" in texts(page)
    page = typeset(story(Paragraph(text="A first line."), whole="blocked", words=300), 60)
    assert "◧ The full text could not be read" in texts(page)
    assert "◧ 2 pictures are not here yet" in texts(typeset(story(Paragraph(text="A first line.")), 60, missing=2))
    assert "◧" not in " ".join(texts(typeset(story(Paragraph(text="A first line.")), 60)))


@pytest.mark.parametrize("width", [10, 24, 60, 100, 200])
def test_no_line_is_wider_than_the_column(width: int) -> None:
    article = story(
        Heading(text="A heading that is rather long for a narrow pane of text"),
        Paragraph(text="Some words in a paragraph, long enough to be broken over several lines of any pane there is." * 3),
        Caption(text="A caption of many words that needs several lines", credit="A credit"),
        BlockQuote(text="A quotation of many words that needs several lines", attribution="Somebody with a very long name indeed"),
        ListItem(text="An item of many words that needs several lines", depth=2),
        Code(text="def keep(lamp):\n    return lamp.lit or keep(light(lamp)) or None or something"),
        Related(text="More", links=(RelatedLink(text="A line of the trailer that is long"),)),
        region_path=("Latin America & Caribbean", "Trinidad and Tobago"),
        byline="Somebody With A Very Long Name Indeed",
    )
    page = typeset(article, width)
    assert all(cell_len(line.text) <= page.measure for line in page.lines)


def test_a_place_is_found_again_at_another_width() -> None:
    article = story(*(Paragraph(text=f"Paragraph number {n} says the same as all the others, but for its number.") for n in range(30)))
    wide, narrow = typeset(article, 100), typeset(article, 30)
    line = wide.lines[wide.line_of(17, 0)]
    found = narrow.lines[narrow.line_of(line.block, line.offset)]
    assert found.text.startswith("Paragraph number 17")


def test_links_are_numbered_in_the_text_and_listed_below() -> None:
    text = "See the tide tables and the chart of the sound."
    marks = (
        Mark(kind="link", start=8, end=19, href="https://example.org/tides"),
        Mark(kind="link", start=28, end=33, href="https://example.org/chart"),
    )
    shown = texts(
        typeset(
            story(
                Paragraph(text=text, marks=marks),
                Paragraph(text="The tides.", marks=(Mark(kind="link", start=4, end=9, href="https://example.org/tides"),)),
            ),
            60,
        )
    )
    assert "See the tide tables¹ and the chart² of the sound." in shown
    assert "The tides¹." in shown
    assert shown[-2:] == ["1. https://example.org/tides", "2. https://example.org/chart"]


def test_numbers_of_links_leave_quotations_where_they_are() -> None:
    text = "“Read the log,” she said, “all of it.”"
    paragraph = Paragraph(
        text=text,
        quotes=(Quote(start=1, end=14, text=text[1:14]), Quote(start=27, end=37, text=text[27:37])),
        marks=(Mark(kind="link", start=10, end=13, href="https://example.org/log"),),
    )
    page = typeset(story(paragraph), 60)
    runs = [run for line in page.lines for run in line.runs if "quotation" in run.roles]
    assert "".join(run.text for run in runs) == "“Read the log¹,”“all of it.”"


@pytest.mark.parametrize(
    ("credit", "shown"),
    [
        ("Ida Holm", "Photo: Ida Holm"),
        ("AFP/Getty Images", "Photo: AFP/Getty Images"),
        ("AP Photo/Ida Holm", "AP Photo/Ida Holm"),
        ("Drawing by Ida Holm", "Drawing by Ida Holm"),
        ("© Ida Holm", "© Ida Holm"),
    ],
)
def test_credit_says_what_it_credits_once(credit: str, shown: str) -> None:
    assert texts(typeset(story(Caption(text="A pier", credit=credit)), 60))[-3].endswith(f" {shown}")


def test_numbers_of_a_list_end_below_each_other() -> None:
    items = [ListItem(text=f"Item {number}", ordered=number) for number in (9, 10)]
    shown = [line.text for line in typeset(story(*items, Paragraph(text="x"), ListItem(text="Item", ordered=1)), 60).lines]
    assert {" 9. Item 9", "10. Item 10", "1. Item"} <= set(shown)


def test_a_credit_above_its_captions_words_is_set_behind_them() -> None:
    page = typeset(story(Caption(text="", credit="Jo Field"), Caption(text="The bell on its cart")), 60)
    line = next(line for line in page.lines if "The bell" in line.text)
    assert line.text.rstrip().endswith("Photo: Jo Field")
    assert line.block == 1
    assert len(page.pictures) == 1
