"""Stories from right to left: what one does with them is what one does with any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.conftest import NOON, fill, press, screen_text, settle
from tuireader.article import Article, Mark, Paragraph, Quote, identify
from tuireader.store import Store
from tuireader.tui.app import ReaderApp
from tuireader.tui.terminal import Terminal

WIDE = (160, 45)
TITLE, SAID = "השוק הישן נפתח", "“הריח של הלחם חזר”, אמר דוד לוי."
TURNED_TITLE, TURNED_SAID = TITLE[::-1], SAID[::-1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one story in Hebrew."""
    article = Article(
        id=identify("origin:market"),
        title=TITLE,
        region_path=("Middle East", "Israel"),
        source="הד העיר",
        published=NOON,
        words=40,
        blocks=(
            Paragraph(text="הסוחרים חזרו.", marks=(Mark(kind="link", start=0, end=7, href="https://example.org/market"),)),
            Paragraph(text=SAID, quotes=(Quote(start=1, end=17, text=SAID[1:17], speaker="דוד לוי", cue="אמר"),)),
        ),
    )
    with Store.open(tmp_path / "home") as opened:
        fill(opened, article)
        yield opened


async def test_list_and_story_are_in_order_and_flush_right(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        lines = screen_text(pilot).splitlines()
        titles = [line for line in lines if TURNED_TITLE in line]
        assert any(line.count(TURNED_TITLE) == 1 for line in titles)
        story = next(line for line in lines if TURNED_SAID in line)
        assert story.rstrip().endswith(TURNED_SAID)
        assert any(f"{'הד העיר'[::-1]} · 9 Jan" in line for line in lines)  # the date is not drawn into the Hebrew before it


async def test_quotation_is_gone_to_and_copied_as_it_is_written(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "right_square_bracket")
        marked = next(line for line in screen_text(pilot).splitlines() if TURNED_SAID in line)
        assert marked.rstrip().endswith("‹")
        await press(pilot, "y")
        assert app.clipboard.startswith("“הריח של הלחם חזר”\n— דוד לוי")
        assert f"Copied: “{SAID[1:17][::-1]}”" in screen_text(pilot)


async def test_words_are_searched_as_they_are_written(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "slash", *"הסוחרים")
        await settle(pilot, lambda: TURNED_TITLE in screen_text(pilot))
        await press(pilot, "escape", "slash", *"םירחוסה")
        await settle(pilot, lambda: TURNED_TITLE not in screen_text(pilot))


async def test_a_terminal_that_orders_text_gets_it_as_it_is_written(store: Store) -> None:
    app = ReaderApp(store, terminal=Terminal("blocks", reorder=False))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        lines = screen_text(pilot).splitlines()
        assert any(line.rstrip().endswith(SAID) for line in lines)
        assert any(TITLE in line for line in lines)
