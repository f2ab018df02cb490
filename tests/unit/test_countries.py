"""A country is asked for by its code or by any of its names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuireader import query
from tuireader.article import Article, Paragraph, Place
from tuireader.countries import code_of
from tuireader.store import Incoming, Store


@pytest.mark.parametrize(
    ("named", "code"),
    [("IR", "IR"), ("ir", "IR"), ("Iran", "IR"), ("united  kingdom", "GB"), ("Burma", "MM"), ("Åland", "AX"), ("Atlantis", "ATLANTIS")],
)
def test_names_and_codes(named: str, code: str) -> None:
    assert code_of(named) == code


@pytest.mark.parametrize("asked", ["place:IR", "place:iran", 'place:"Islamic Republic of Iran"', "-place:Peru"])
def test_stories_are_found_by_a_country_that_they_name(home: Path, asked: str) -> None:
    places = (Place(code="IR", name="Iran", count=2),)
    article = Article(id="1", title="Talks", region_path=("Europe",), places=places, blocks=(Paragraph(text="They talk."),))
    with Store.open(home) as store:
        store.put_many([Incoming(article, "test:1")])
        assert [row.title for row in store.page(query.parse(asked), 10).rows] == ["Talks"]
        assert store.page(query.parse("place:Peru"), 10).rows == []
