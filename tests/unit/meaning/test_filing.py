"""What the folders of other readers say of the feeds in them."""

from __future__ import annotations

import pytest

from tuireader.meaning.region_names import filing


@pytest.mark.parametrize(
    ("folders", "region", "section"),
    [
        (["Middle East"], ("Middle East",), None),
        (["Africa/Kenya"], ("Africa", "Kenya"), None),
        (["Africa", "Kenya"], ("Africa", "Kenya"), None),
        (["News", "UK"], ("Europe", "United Kingdom"), None),
        (["Latin America"], ("Latin America & Caribbean",), None),
        (["UK politics"], ("Europe", "United Kingdom"), "Politics"),
        (["Tech", "Japan"], ("Asia", "Japan"), "Technology"),
        (["Asia", "Harbours"], ("Asia",), "Harbours"),
        (["tech"], (), "Technology"),
        (["Choirs and bells"], (), "Choirs and bells"),
        (["World"], (), None),
        (["World news"], (), None),
        (["Americas"], (), None),
        (["Uncategorized"], (), None),
        ([], (), None),
    ],
)
def test_folders_give_a_region_or_else_a_section(folders: list[str], region: tuple[str, ...], section: str | None) -> None:
    assert filing(folders) == (region, section)
