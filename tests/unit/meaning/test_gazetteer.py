"""The data that places are found by, and a person's own additions to it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from tuireader.article import Article, Clues, Draft
from tuireader.errors import UnknownFormat, UnreadableInput
from tuireader.meaning import dateline, enrich, gazetteer, regions

DATA = files("tuireader.meaning") / "data"


def test_every_country_has_one_of_the_desks() -> None:
    countries = gazetteer.load().countries
    assert {country.desk for country in countries.values()} <= set(gazetteer.DESKS)
    assert len(countries) >= 249
    assert len({country.name for country in countries.values()}) == len(countries)


@pytest.mark.parametrize(
    ("code", "desk"),
    [
        *(
            ("EG", "Middle East"),
            ("IL", "Middle East"),
            ("AE", "Middle East"),
            ("IR", "Middle East"),
            ("YE", "Middle East"),
            ("SY", "Middle East"),
        ),
        *(
            ("LY", "Africa"),
            ("MA", "Africa"),
            ("SD", "Africa"),
            ("TR", "Europe"),
            ("RU", "Europe"),
            ("CY", "Europe"),
            ("GE", "Europe"),
            ("GL", "Europe"),
        ),
        *(("KZ", "Asia"), ("AF", "Asia"), ("PK", "Asia"), ("MX", "Latin America & Caribbean"), ("NZ", "Oceania"), ("CA", "US & Canada")),
    ],
)
def test_the_desk_table_is_a_newspapers(code: str, desk: str) -> None:
    assert gazetteer.load().countries[code].desk == desk


def test_every_name_stands_for_something_known() -> None:
    loaded = gazetteer.load()
    for name, entry in loaded.names.items():
        assert entry.kind in gazetteer.KINDS, name
        for code in entry.codes:
            assert (code[1:] in gazetteer.DESKS) if code.startswith("@") else code in loaded.countries, name


def test_every_data_file_names_its_source() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for name in ("desks", "names.en", "people", "marks.en", "phrases.en", "headings", "cities", "divisions"):
        assert (DATA / f"{name}.tsv").read_text(encoding="utf-8").startswith("#"), name
        assert f"`{name}.tsv`" in readme


def test_a_persons_own_names_win(tmp_path: Path) -> None:
    own = tmp_path / "places.tsv"
    own.write_text("# mine\ncity\tFI\tMuumilaakso\ndesk\tTR\tMiddle East\nphrase\t\tNorway Street\n", encoding="utf-8")
    assert enrich(Draft(article=Article(title="Summer in Muumilaakso")), own).region_path == ("Europe", "Finland")
    assert regions.place(Article(title="Ankara opens a bridge"), Clues(), own).region_path == ("Middle East", "Turkey")
    assert regions.place(Article(title="A bakery on Norway Street"), Clues(), own).places == ()
    assert regions.place(Article(title="Ankara opens a bridge"), Clues()).region_path == ("Europe", "Turkey")


@pytest.mark.parametrize("line", ["city\tXX\tAtlantis", "planet\tFI\tMars", "city\tFI", "desk\tTR\tNowhere", "just words"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    own = tmp_path / "places.tsv"
    own.write_text(f"# mine\n{line}\n", encoding="utf-8")
    with pytest.raises(UnknownFormat, match="line 2"):
        gazetteer.load(own)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        gazetteer.load(tmp_path / "nothing.tsv")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KYIV, Ukraine (Reuters) — Farmers look up.", "KYIV, Ukraine"),
        ("New Delhi (CNN) -- Farmers look up.", "New Delhi"),
        ("ROME — Farmers look up.", "ROME"),
        ("BUENOS AIRES, Argentina (AP) - Farmers look up.", "BUENOS AIRES, Argentina"),
        ("Farmers look up — and see no rain.", None),
        ("Rain (at last) came — farmers danced.", None),
        ("", None),
    ],
)
def test_datelines(text: str, place: str | None) -> None:
    assert dateline.of(text) == place
