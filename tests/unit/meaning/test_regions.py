"""Where stories are placed, and why."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Clues, Draft, Paragraph
from tuireader.meaning import enrich, regions


def story(title: str, *paragraphs: str, url: str | None = None, section: str | None = None, **clues: object) -> Article:
    article = Article(title=title, url=url, section=section, blocks=tuple(Paragraph(text=text) for text in paragraphs))
    return enrich(Draft(article=article, clues=Clues(**clues)))  # type: ignore[arg-type]


def test_the_heading_wins_over_the_text() -> None:
    article = story("Paris bakers win a prize", "The bakers of Lyon and Paris have won the French prize.", heading="Middle East")
    assert article.region_path == ("Middle East",)
    assert article.region_evidence == "section heading 'Middle East'"


def test_a_heading_of_a_region_gets_its_country_from_the_text() -> None:
    article = story("Dam on the Karun is full", "Iran opened the gates, said Iran's ministry, watched by Iraq.", heading="Middle East")
    assert article.region_path == ("Middle East", "Iran")
    assert article.region_evidence == "section heading 'Middle East'; Iran named twice"


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("UK", ("Europe", "United Kingdom")),
        ("UK Politics", ("Europe", "United Kingdom")),
        ("Scotland", ("Europe", "United Kingdom")),
        ("N. Ireland", ("Europe", "United Kingdom")),
        ("China", ("Asia", "China")),
        ("India", ("Asia", "India")),
        ("US & Canada", ("US & Canada",)),
        ("US Election 2020", ("US & Canada", "United States")),
        ("Latin America & Caribbean", ("Latin America & Caribbean",)),
        ("Mideast", ("Middle East",)),
        ("Asia Pacific", ("Asia",)),
        ("Australia", ("Oceania", "Australia")),
    ],
)
def test_headings(heading: str, path: tuple[str, ...]) -> None:
    assert story("A quiet day", "Nothing happened.", heading=heading).region_path == path


def test_the_americas_are_told_by_the_text() -> None:
    assert story("Bakers of Ottawa meet", heading="Americas").region_path == ("US & Canada", "Canada")
    assert story("Bakers of Bogota meet", heading="Americas").region_path == ("Latin America & Caribbean", "Colombia")
    assert story("Bakers meet", heading="The Americas").region_path == ("Latin America & Caribbean",)
    url = "https://paper.example/2014/05/02/world/americas/bakers.html"
    assert story("Bakers of Ottawa meet", url=url).region_path == ("US & Canada", "Canada")


def test_a_subject_is_the_section_and_no_region() -> None:
    article = story("Shares of bakers rise in Oslo", "Norway's bakers sold more.", heading="Business")
    assert article.section == "Business"
    assert article.region_path == ("Europe", "Norway")


def test_a_section_that_the_reader_found_stays() -> None:
    assert story("Rain", "Rain.", heading="Business", section="Weather").section == "Weather"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://paper.example/news/world-africa-51234567", ("Africa",)),
        ("https://paper.example/news/world-asia-china-51234567", ("Asia", "China")),
        ("https://paper.example/news/uk-england-kent-51234567", ("Europe", "United Kingdom")),
        ("https://paper.example/news/uk-england-south-yorkshire-51234567", ("Europe", "United Kingdom")),
        ("https://paper.example/2016/01/31/africa/some-story/index.html", ("Africa",)),
        ("https://paper.example/2014/05/02/world/middleeast/some-story.html", ("Middle East",)),
        ("https://paper.example/us-news/2020/may/04/some-story", ("US & Canada", "United States")),
        ("https://paper.example/world/asia/some-story", ("Asia",)),
        ("https://paper.example/australia-news/2020/may/04/some-story", ("Oceania", "Australia")),
    ],
)
def test_the_address_says_where(url: str, path: tuple[str, ...]) -> None:
    article = story("A quiet day", "Nothing happened.", url=url)
    assert article.region_path == path
    assert article.region_evidence is not None
    assert article.region_evidence.startswith("address says")


def test_an_address_is_no_headline() -> None:
    for url in ("https://paper.example/2020/05/iran-wins-in-china", "https://paper.example/story/us-tea-sold-in-china-12345"):
        assert story("A quiet day", "Nothing happened.", url=url).region_path == ("World",)


def test_world_is_for_stories_of_no_one_region() -> None:
    article = story("How the tides work", "The moon draws the water.")
    assert (article.region_path, article.region_evidence) == (("World",), "names no place")
    many = story("Tea around the world", "Tea is drunk in Kenya, Brazil, Japan, Norway, Egypt, Canada and Fiji.")
    assert many.region_path == ("World",)


def test_places_are_counted_most_named_first() -> None:
    article = story("Nairobi to Lagos by bus", "The Kenyan driver left Nairobi for Nigeria. Kenya is far from Nigeria.")
    assert [(place.code, place.count) for place in article.places] == [("KE", 4), ("NG", 3)]


def test_headings_are_known_for_what_they_are() -> None:
    assert regions.is_section_heading("US & Canada")
    assert regions.is_section_heading("Science & Environment")
    assert not regions.is_section_heading("Farmers in Kenya see rain at last")
