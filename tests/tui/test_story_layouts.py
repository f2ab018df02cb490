"""How a story looks: with everything that one can have in it, with its pictures, and from right to left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.drawings import stored
from tests.tui.conftest import NOON, fill, press, screen_text, settle
from tuireader.article import (
    Article,
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
    identify,
)
from tuireader.config import Reading, Settings
from tuireader.store import Store
from tuireader.tui.app import ReaderApp

WIDE, MIDDLING, NARROW = (160, 45), (100, 30), (60, 24)
LIGHT = "https://example.org/light.png"
Snap = Callable[..., bool]

_SAID = "“We count the ships,” she said, “and then we count them again.”"
EVERYTHING = Article(
    id=identify("origin:everything"),
    title="A harbour keeps its light through the longest night of a hundred years",
    region_path=("Europe", "Norway"),
    section="Culture",
    source="The Harbour Post",
    byline="Ida Holm and Per Aas",
    standfirst="A town that lives by the sea argues whether a lamp that no ship needs is worth its oil.",
    published=NOON,
    words=220,
    blocks=(
        Caption(text="The light on the breakwater, seen from the ferry", credit="Harbour archive", src=LIGHT),
        Paragraph(
            text="The ferry left the quay at seven, as on every morning of forty years, and the keeper watched it go.",
            marks=(Mark(kind="link", start=4, end=9, href="https://example.org/ferry"), Mark(kind="emphasis", start=36, end=49)),
        ),
        Paragraph(
            text=_SAID,
            quotes=(
                Quote(start=1, end=20, text=_SAID[1:20], speaker="Ida Holm", mention="she", cue="said"),
                Quote(start=33, end=61, text=_SAID[33:61], speaker="Ida Holm", mention="she", cue="said"),
            ),
        ),
        Heading(text="What the town spends"),
        ListItem(text="Oil, bought in one go when it was cheap, and kept below the old cannery", ordered=9),
        ListItem(text="Wicks", ordered=10),
        ListItem(text="and a lamp for the lamp", depth=2),
        BlockQuote(
            text="The sea gives nothing back that it has once taken hold of, and we know the price of a lamp.", attribution="A pilot"
        ),
        Table(
            text="Light",
            rows=(
                ("Light", "Lit", "Height (m)", "What became of it"),
                ("Lindesnes", "1656", "16.1", "Still burning, with a museum in its basement"),
                ("Runde", "1767", "9", "Automatic since 2002"),
            ),
        ),
        Code(text="def keep(lamp):\n    return lamp.lit or light(lamp)"),
        Paragraph(text="Wide 日本語 and combining e\u0323\u0301 stand in right cells."),
        Caption(text="A picture that never came", credit="Per Aas", src="https://example.org/never.png"),
        Related(text="More on this story", links=(RelatedLink(text="The keeper's daughter", href="https://example.org/daughter"),)),
    ),
)
_ARABIC_SAID = "«لن نترك القرى وحدها»، قالت سلمى حداد."
ARABIC = Article(
    id=identify("origin:arabic"),
    title="السد الجديد يغيّر حياة القرى على ضفاف النهر",
    region_path=("Middle East", "Iraq"),
    source="صوت النهر",
    byline="ليلى منصور",
    published=NOON,
    words=120,
    language="ar",
    blocks=(
        Caption(text="صيادون على ضفة النهر", credit="أرشيف النهر", src=LIGHT),
        Paragraph(text="يبدأ السد العمل في 12 مارس 2026 بطاقة 450 MW، وفق بيان نشرته وكالة (Reuters) أمس في المدينة."),
        Paragraph(text=_ARABIC_SAID, quotes=(Quote(start=1, end=20, text=_ARABIC_SAID[1:20], speaker="سلمى حداد", cue="قالت"),)),
        ListItem(text="وصول الماء إلى المدارس", ordered=1),
        BlockQuote(text="الماء ذاكرة المكان.", attribution="مثل شعبي"),
        Paragraph(text="An English paragraph that names السد الجديد and goes on to its end, on a line of its own."),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        opened.pictures.put_many([stored(LIGHT)])
        yield opened


def drawn(pilot: Pilot[Any]) -> bool:
    return "▀▀▀" in screen_text(pilot)


@pytest.mark.parametrize(
    ("theme", "size", "article", "keys"),
    [
        ("night", WIDE, EVERYTHING, ()),
        ("paper", MIDDLING, EVERYTHING, ()),
        ("contrast", NARROW, EVERYTHING, ()),
        ("night", WIDE, ARABIC, ()),
        ("paper", NARROW, ARABIC, ()),
        ("night", MIDDLING, EVERYTHING, ("e",)),
    ],
    ids=["wide-night", "middling-paper", "narrow-contrast", "arabic-wide-night", "arabic-narrow-paper", "large"],
)
def test_story_with_a_picture(
    snap_compare: Snap, app: ReaderApp, store: Store, theme: str, size: tuple[int, int], article: Article, keys: tuple[str, ...]
) -> None:
    fill(store, article)
    app.theme = theme

    async def before(pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", *keys)
        await settle(pilot, lambda: drawn(pilot))

    assert snap_compare(app, terminal_size=size, run_before=before)


@pytest.mark.parametrize(
    ("theme", "size", "article", "scrolls"),
    [
        ("paper", WIDE, EVERYTHING, 1),
        ("night", MIDDLING, EVERYTHING, 1),
        ("night", NARROW, EVERYTHING, 2),
        ("contrast", MIDDLING, ARABIC, 1),
    ],
    ids=["wide-paper", "middling-night", "narrow-night", "arabic-middling-contrast"],
)
def test_rest_of_the_story_without_pictures(
    snap_compare: Snap, store: Store, theme: str, size: tuple[int, int], article: Article, scrolls: int
) -> None:
    fill(store, article)
    app = ReaderApp(store, settings=Settings(theme=theme, reading=Reading(pictures=False)))

    async def before(pilot: Pilot[Any]) -> None:
        await press(pilot, "enter", *(["pagedown"] * scrolls))

    assert snap_compare(app, terminal_size=size, run_before=before)
