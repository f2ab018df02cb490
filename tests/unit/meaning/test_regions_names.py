"""Names that are told by what stands around them."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Caption, Clues, Paragraph
from tuireader.meaning import regions


def codes(title: str, *paragraphs: str) -> list[str]:
    article = Article(title=title, blocks=tuple(Paragraph(text=text) for text in paragraphs))
    return [place.code for place in regions.place(article, Clues()).places]


def path(title: str, *paragraphs: str) -> tuple[str, ...]:
    return regions.place(Article(title=title, blocks=tuple(Paragraph(text=text) for text in paragraphs)), Clues()).region_path


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The governor of Georgia spoke in Atlanta before the senators.", ["US"]),
        ("Georgia mended its road to the Russian border, said the mayor of Tbilisi.", ["GE", "RU"]),
        ("The king of Jordan spoke in Amman.", ["JO"]),
        ("The goal came from Jordan Bakersby in the last minute.", []),
        ("A letter from Chad Millerton was read out.", []),
        ("Rain came at last to Chad and to Niger.", ["TD", "NE"]),
        ("We ate turkey with chestnuts.", []),
        ("Turkey opened a new bridge.", ["TR"]),
        ("Paris Hilton sells scent.", []),
        ("The bakers of Paris rise early.", ["FR"]),
        ("The New England Patriots lost again.", ["US"]),
        ("Guinea pigs are easy to keep.", []),
        ("Guinea exports bauxite.", ["GN"]),
        ("They met in Birmingham, Alabama.", ["US"]),
        ("They met in Birmingham, near Coventry.", ["GB"]),
        ("The fair in London, Ontario opened.", ["CA"]),
        ("She grew up in Lebanon, Pennsylvania.", ["US"]),
        ("The hikers of New Mexico and the bakers of New Jersey met.", ["US"]),
        ("A storm crossed the Indian Ocean.", []),
        ("South Korea and North Korea opened a road.", ["KR", "KP"]),
        ("The Democratic Republic of the Congo borders Uganda.", ["CD", "UG"]),
        ("South Sudan is younger than Sudan.", ["SS", "SD"]),
        ("Papua New Guinea counts its birds.", ["PG"]),
        ("The U.S. and the U.K. signed.", ["GB", "US"]),
        ("Give us the recipe, they said.", []),
        ("São Tomé and Sao Paulo", ["BR", "ST"]),
    ],
)
def test_what_is_a_place(text: str, wanted: list[str]) -> None:
    assert sorted(codes("A report", text)) == sorted(wanted)


def test_a_surname_that_is_a_town_stays_a_surname_for_the_whole_story() -> None:
    assert codes("Bolton is back", "John Bolton was seen at the Senate. Bolton waved.") == ["US"]
    assert path("Bolton is back", "The mills in Bolton and Bury run again.") == ("Europe", "United Kingdom")


def test_a_storm_is_no_town() -> None:
    assert codes("Rain", "Hurricane Florence came ashore.") == []
    assert codes("Rain", "The hurricane never came near Florence.") == ["IT"]


def test_a_small_town_counts_only_where_the_words_around_say_so() -> None:
    assert codes("A walk", "The walkers met in Settle or in Alnwick.") == ["GB"]
    assert codes("A walk", "Alnwick was the name of the dog.") == []


def test_capitals_do_not_hide_a_country() -> None:
    assert codes("A FERRY RUNS AGAIN BETWEEN GREECE AND CYPRUS, SAYS THE OWNER OF IT") == ["CY", "GR"]


def test_the_outlet_is_no_place() -> None:
    assert path("Tea is older than thought", "The finding was first told by the New York Times.") == ("World",)


def test_words_of_public_life_place_a_story_that_names_no_place() -> None:
    article = Article(
        title="Councillors clash over bin day", blocks=(Paragraph(text="Pensioners told the borough council of missed rounds."),)
    )
    placement = regions.place(article, Clues())
    assert placement.region_path == ("Europe", "United Kingdom")
    assert placement.evidence == "words of United Kingdom's public life"
    assert placement.places == ()


def test_public_life_elsewhere_stays_there() -> None:
    assert path("Senate votes in Brasília", "Brazil's senators and its governor agreed.") == ("Latin America & Caribbean", "Brazil")


def test_a_caption_counts_less_than_the_headline() -> None:
    article = Article(title="Norway counts its reindeer", blocks=(Caption(text="A herd like those of Finland and Sweden"),))
    assert regions.place(article, Clues()).region_path == ("Europe", "Norway")


def test_two_countries_of_one_region_make_a_story_of_the_region() -> None:
    assert path("Spain and Portugal link their grids", "Spain and Portugal agreed.")[:1] == ("Europe",)
    assert path("Kenya, Uganda, Rwanda and Burundi share a railway") == ("Africa",)


def test_the_dateline_places_a_story_that_names_little() -> None:
    article = Article(title="The long wait for rain", blocks=(Paragraph(text="KYIV, Ukraine (Reuters) — Farmers look at the sky."),))
    placement = regions.place(article, Clues())
    assert placement.region_path == ("Europe", "Ukraine")
    assert placement.evidence.startswith("dateline 'KYIV, Ukraine'")
    assert regions.place(Article(title="The long wait"), Clues(dateline="NAIROBI")).region_path == ("Africa", "Kenya")


def test_a_correspondents_dateline_does_not_take_the_story_along() -> None:
    article = Article(
        title="Syria reopens the bazaar of Aleppo",
        blocks=(Paragraph(text="WASHINGTON — Syrian traders in Aleppo and Damascus opened again."),),
    )
    assert regions.place(article, Clues()).region_path == ("Middle East", "Syria")


def test_the_subscription_counts_before_the_text_and_after_the_address() -> None:
    clues = Clues(subscription_region=("Africa",))
    assert regions.place(Article(title="Bakers of Paris meet"), clues).region_path == ("Africa",)
    article = Article(title="Bakers meet", url="https://paper.example/news/world-asia-51234567")
    assert regions.place(article, clues).region_path == ("Asia",)
    exact = Clues(subscription_region=("Africa", "Kenya"))
    assert regions.place(Article(title="Bakers meet"), exact).region_path == ("Africa", "Kenya")


def test_the_pages_own_sections_count_innermost_first() -> None:
    clues = Clues(sections=("World", "Asia", "Japan"))
    assert regions.place(Article(title="Bakers meet"), clues).region_path == ("Asia", "Japan")
    clues = Clues(sections=("News", "Business"))
    placement = regions.place(Article(title="Bakers meet in Oslo"), clues)
    assert (placement.section, placement.region_path) == ("Business", ("Europe", "Norway"))


def test_the_evidence_says_how_often_a_country_is_named() -> None:
    article = Article(title="Nepal counts its tigers", blocks=(Paragraph(text="Nepal has more tigers than Bhutan. Nepal is glad."),))
    assert regions.place(article, Clues()).evidence == "Nepal named 3 times"


def test_a_place_named_in_passing_does_not_place_a_long_story() -> None:
    long = tuple(Paragraph(text="The dough must rest, and the baker must wait.") for _ in range(8))
    article = Article(title="How to bake with rye", blocks=(*long, Paragraph(text="A friend sent flour from Norway.")))
    placement = regions.place(article, Clues())
    assert (placement.region_path, placement.evidence) == (("World",), "names places only in passing")
    assert [place.code for place in placement.places] == ["NO"]
    short = Article(title="How to bake with rye", blocks=(Paragraph(text="A friend sent flour from Norway."),))
    assert regions.place(short, Clues()).region_path == ("Europe", "Norway")


def test_money_speaks_where_no_place_is_named() -> None:
    assert path("Old letter sells for £900") == ("Europe", "United Kingdom")
    assert path("Old letter sells for $1,000 (£900)") == ("World",)


def test_a_name_that_is_a_common_word_without_its_accent_is_left_out() -> None:
    # Amã is Jordan's capital in Portuguese, but accents are folded, and "ama" is "loves".
    assert path("A pescadora não quer outra vida", "Ama a praia, ama o vento e ama os barcos, disse ela aos jornalistas.") == ("World",)
