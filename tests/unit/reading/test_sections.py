"""Sections as pages' data name them."""

import pytest

from tuireader.reading import Hints, read
from tuireader.reading.sections import named_by_program


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("/world/middle_east", ("Middle East", "World")),
        ("game,news,slider", ("Game", "News")),
        ("Arts, Books & Film", ("Arts, Books & Film",)),
        ("fact check", ("Fact check",)),
        ("UKNews", ("UK News",)),
        ("IPOs and fundraising", ("IPOs and fundraising",)),
        ("front-page", ()),
        ("nil", ()),
        ("", ()),
        ("/", ()),
        ("Wide Angle", ("Wide Angle",)),
    ],
)
def test_names_are_written_as_people_write_them(stated: str, shown: tuple[str, ...]) -> None:
    assert named_by_program(stated) == shown


def test_a_section_that_names_none_gives_way_to_the_next() -> None:
    story = (
        "<p>The orchard behind the mill is for sale, with its forty trees and the ladder, and nobody knows who will prune it now.</p>" * 3
    )
    page = f'<meta property="article:section" content="uncategorized"><meta name="section" content="gardens"><h1>The orchard</h1>{story}'
    assert read(page.encode(), Hints(content_type="text/html")).drafts[0].article.section == "Gardens"
