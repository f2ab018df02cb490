"""Who says what in a story, and where a story belongs."""

from __future__ import annotations

import pytest

from tests.tui.conftest import press, screen_text, settle
from tuireader import query
from tuireader.store import Store, Summary
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.screens.moving import Moving
from tuireader.tui.screens.quotations import Quotations

WIDE = (160, 45)


def row(store: Store, title: str) -> Summary:
    return next(each for each in store.page(query.of(), 100).rows if each.title == title)


async def test_speakers_can_be_hidden_and_stay_hidden(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        assert "— Ida Holm" in screen_text(pilot)
        await press(pilot, "V")
        assert "— Ida Holm" not in screen_text(pilot)
    again = ReaderApp(store)
    async with again.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        assert "— Ida Holm" not in screen_text(pilot)


async def test_speaker_stands_in_the_margin_of_a_very_wide_terminal(app: ReaderApp) -> None:
    async with app.run_test(size=(200, 45), notifications=True) as pilot:
        await press(pilot, "enter")
        line = next(line for line in screen_text(pilot).splitlines() if "Keep the lamp lit" in line)
        assert line.rstrip().endswith("Ida Holm")


async def test_panel_of_quotations_leads_to_the_place(app: ReaderApp) -> None:
    async with app.run_test(size=(160, 14), notifications=True) as pilot:
        await press(pilot, "enter")
        assert "Keep the lamp lit" not in screen_text(pilot)
        await press(pilot, "v")
        assert isinstance(app.screen, Quotations)
        text = screen_text(pilot)
        assert "1 quotation by 1 speaker" in text
        assert "— Ida Holm" in text
        await press(pilot, "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen) and "› “Keep the lamp lit" in screen_text(pilot))


async def test_copying_a_quotation_names_speaker_headline_and_source(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "right_square_bracket", "y")
        assert app.clipboard == "“Keep the lamp lit”\n— Ida Holm; Lamp lit on the pier, The Harbour Post, 9 January 2020"


async def test_a_story_moved_stays_moved_and_undo_brings_it_back(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "M")
        await settle(pilot, lambda: isinstance(app.screen, Moving))
        assert "It is in Europe › Norway." in screen_text(pilot)
        await press(pilot, *"fij", "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))
        moved = row(store, "Lamp lit on the pier")
        assert (moved.region, moved.country, moved.moved) == ("Oceania", "Fiji", True)
        assert "Oceania" in screen_text(pilot)
        await press(pilot, "u")
        back = row(store, "Lamp lit on the pier")
        assert (back.region, back.country, back.moved) == ("Europe", "Norway", False)


async def test_leaving_the_move_dialog_changes_nothing(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "M")
        await settle(pilot, lambda: isinstance(app.screen, Moving))
        await press(pilot, "escape")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))
        assert not row(store, "Lamp lit on the pier").moved


@pytest.mark.parametrize("key", ["v", "y", "right_square_bracket", "V"])
async def test_keys_for_quotations_need_a_story_and_say_so(tmp_path_factory: pytest.TempPathFactory, key: str) -> None:
    with Store.open(tmp_path_factory.mktemp("empty")) as store:
        app = ReaderApp(store)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await press(pilot, key)
            assert app.is_running


async def test_unread_counts_of_country_and_region_follow_every_action(app: ReaderApp, store: Store) -> None:
    def unread(label: str) -> str:
        line = next(line for line in screen_text(pilot).splitlines() if label in line[:34])
        return line[:32].split(label)[1].strip()

    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "h", "j", "j", "j", "l")
        assert (unread("Europe"), unread("Norway")) == ("2", "2")
        await press(pilot, "enter", "r")
        assert (unread("Europe"), unread("Norway")) == ("1", "1")
        await press(pilot, "A")
        assert (unread("Europe"), unread("Norway")) == ("", "")
        await press(pilot, "u", "u")
        assert (unread("Europe"), unread("Norway")) == ("2", "2")
        await press(pilot, "D")
        assert (unread("Europe"), unread("Norway")) == ("1", "1")
