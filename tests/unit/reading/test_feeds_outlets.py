"""Which part of a feed's title is the outlet's name, and who of those that an entry names are people."""

import pytest

from tuireader.reading.feeds.outlets import outlet
from tuireader.reading.feeds.people import people


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("World news | The Quay Herald", "https://www.thequayherald.example/world", "The Quay Herald"),
        ("Quay Radio – Breaking News, Weather and More from Quay Radio", "https://www.quayradio.example", "Quay Radio"),
        ("DER HAFEN - Ausland", "https://www.hafen.example/", "DER HAFEN"),
        ("EL PÓRTICO: el periódico de la costa", "https://elportico.example", "EL PÓRTICO"),
        ("Le Quai.fr - Actualités", "https://www.lequai.fr/rss", "Le Quai.fr"),
        ("QN > World", "https://www.qnews.example", "QN"),
        ("Quay News - Voices of the coast", "https://news.quay.example/feed", "Quay News"),
        ("Hafenpost - China", "https://www.hafenpostnet.example/", "Hafenpost"),
        # Where the address says none of the parts, or several, the title stays as it is.
        ("The lock: a diary", "https://ida.example", "The lock: a diary"),
        ("Quay | The Quay", "https://quay.example", "Quay | The Quay"),
        ("Quay News", "https://quaynews.example", "Quay News"),
        ("Quay | News", None, "Quay | News"),
        ("Quay | News", "https://[quay", "Quay | News"),
        (None, "https://quay.example", None),
    ],
)
def test_outlet_is_the_part_that_the_address_says(title: str | None, site: str | None, expected: str | None) -> None:
    assert outlet(title, site) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ida Holm in Hult and agencies", "Ida Holm"),
        ("Ida Holm in Hult and Per Dahl in Oslo", "Ida Holm and Per Dahl"),
        ("Ida Holm (now); Per Dahl and Leo Marsh (earlier)", "Ida Holm, Per Dahl and Leo Marsh"),
        ("Ida Holm, Per Dahl and agencies", "Ida Holm, Per Dahl"),
        ("Ida Holm South Asia correspondent", "Ida Holm"),
        ("Ida Holm, Political Editor", "Ida Holm"),
        ("Herald staff and agencies", None),
        ("Agencies | Monitoring Desk", None),
        ("Staff Reporter", None),
        ("Web Desk", None),
        ("محرر", None),
        ("THE QUAY HERALD", None),
        ("/u/salt", "salt"),
        ("Ida Holm, Professor of Tides, University of Hult", "Ida Holm"),
        ("Ida Holm, Per Dahl", "Ida Holm, Per Dahl"),
        ("University of Hult", "University of Hult"),
        ("Anna Desker", "Anna Desker"),
        ("Per Editorius", "Per Editorius"),
    ],
)
def test_people_are_named_without_desks_offices_and_places(name: str, expected: str | None) -> None:
    assert people([name], "World | The Quay Herald", "The Quay Herald") == expected
