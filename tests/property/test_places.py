"""Places in any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.article import Article, Clues, Paragraph
from tuireader.meaning import places, regions, sections
from tuireader.meaning.gazetteer import DESKS, cut, load

NAMES = st.sampled_from(
    ["Kenya", "New York", "Paris", "Georgia", "U.S.", "Guinea-Bissau", "Chad", "Москва", "東京", "القاهرة", "São Paulo", "Boko Haram"]
)
WORDS = st.sampled_from(["in", "the", "of", "Hilton", "said", ",", ".", "'s", "-", "\n", "MPs", "£", "(CNN)", "—", "visit"])
PROSE = st.lists(NAMES | WORDS | st.text(max_size=6), max_size=30).map(" ".join)


@given(PROSE | st.text())
def test_names_stand_in_order_and_apart(text: str) -> None:
    found, count, end = places.find(text, load()), len(cut(text)), -1
    for mention in found:
        assert end < mention.first <= mention.last < count
        end = mention.last


@given(PROSE | st.text(), PROSE, st.none() | st.sampled_from(["en", "de", "ja", "x"]))
def test_every_story_has_a_place_and_a_reason(title: str, text: str, language: str | None) -> None:
    placement = regions.place(Article(title=title, language=language, blocks=(Paragraph(text=text),)), Clues())
    assert placement.region_path[0] in DESKS
    assert len(placement.region_path) <= 2
    assert placement.evidence
    assert all(place.count > 0 for place in placement.places)
    assert [place.count for place in placement.places] == sorted((place.count for place in placement.places), reverse=True)


@given(PROSE)
def test_white_space_changes_nothing_but_neighbourhoods(text: str) -> None:
    once = [mention.entry for mention in places.find(text, load())]
    assert once == [mention.entry for mention in places.find(text + " ", load())]


@given(st.text(), st.text())
def test_headings_and_addresses_of_any_kind_are_borne(line: str, path: str) -> None:
    assert sections.heading(line) is None or sections.is_section_heading(line)
    section, words = sections.address(f"https://paper.example/{path}")
    assert (section is None) == (words == "") or section is not None


@given(PROSE)
def test_a_heading_decides_whatever_the_text_says(text: str) -> None:
    article = Article(title=text, blocks=(Paragraph(text=text),))
    assert regions.place(article, Clues(heading="Latin America & Caribbean")).region_path[0] == "Latin America & Caribbean"
    assert regions.place(article, Clues(heading="India")).region_path == ("Asia", "India")
