"""What fits on wide, middling and narrow terminals; and pictures of each, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import hold_still, press, settle
from tuireader.tui.app import ReaderApp
from tuireader.tui.widgets.story_list import StoryList

WIDE, MIDDLING, NARROW = (160, 45), (100, 30), (60, 24)
Snap = Callable[..., bool]


def panes(app: ReaderApp) -> set[str]:
    return {name for name in ("regions", "stories", "story") if app.screen.query_one(f"#{name}").region.width}


@pytest.mark.parametrize(
    ("size", "keys", "shown"),
    [
        (WIDE, (), {"regions", "stories", "story"}),
        (WIDE, ("enter",), {"regions", "stories", "story"}),
        (MIDDLING, (), {"stories", "story"}),
        (MIDDLING, ("h",), {"regions", "stories"}),
        (MIDDLING, ("enter",), {"stories", "story"}),
        (NARROW, (), {"stories"}),
        (NARROW, ("h",), {"regions"}),
        (NARROW, ("enter",), {"story"}),
        (NARROW, ("enter", "q"), {"stories"}),
        (NARROW, ("h", "enter"), {"stories"}),
        ((81, 24), (), {"stories", "story"}),
        ((139, 40), (), {"stories", "story"}),
        ((140, 40), (), {"regions", "stories", "story"}),
        ((80, 24), (), {"stories"}),
    ],
)
async def test_panes_by_width(app: ReaderApp, size: tuple[int, int], keys: tuple[str, ...], shown: set[str]) -> None:
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, *keys)
        assert panes(app) == shown


async def test_resizing_keeps_the_story_and_the_focus(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert panes(app) == {"story"}
        assert app.screen.query_one("#story").has_focus
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert panes(app) == {"regions", "stories", "story"}


async def test_a_low_screen_leaves_out_the_blank_lines_between_rows(app: ReaderApp) -> None:
    async with app.run_test(size=(160, 20), notifications=True) as pilot:
        await settle(pilot)
        stories = app.screen.query_one("#list", StoryList)
        assert stories.rows_in_sight() >= 5


@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        ("night", WIDE, ("enter",)),
        ("night", MIDDLING, ("h", "j", "l")),
        ("night", NARROW, ("enter",)),
        ("night", WIDE, ("question_mark",)),
        ("paper", WIDE, ("enter",)),
        ("paper", MIDDLING, ()),
        ("paper", NARROW, ()),
    ],
)
def test_picture(snap_compare: Snap, app: ReaderApp, theme: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    app.theme = theme

    async def before(pilot: Pilot[Any]) -> None:
        await press(pilot, *keys)
        await hold_still(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
