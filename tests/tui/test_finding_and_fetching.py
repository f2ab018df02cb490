"""Searching as one types, importing from inside, help, palette, themes."""

from __future__ import annotations

import contextlib
from pathlib import Path

from textual import events
from textual.widgets import Input

from tests.tui.conftest import HOSTILE_MARKUP, fill, make_article, press, screen_text, settle
from tuireader.clean import clean_text
from tuireader.store import Store
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.help import Help
from tuireader.tui.screens.importing import Importing
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.widgets.story_list import StoryList

WIDE = (160, 45)
PAGE = "Oceania\n\nCanoe crosses the strait\n\nThe canoe left Suva, Fiji at dawn with nine people aboard and came back with ten.\n"


def listed(app: ReaderApp) -> list[str]:
    screen = next(screen for screen in app.screen_stack if isinstance(screen, MainScreen))
    stories = screen.list_pane
    return [stories.rows[number].title for number in stories.order if number in stories.rows]


async def test_search_finds_as_one_types(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "slash", *"ferr")
        await settle(pilot, lambda: listed(app) == ["Ferry late again"])
        assert "1 found" in screen_text(pilot)


async def test_words_typed_right_after_the_searchs_key_are_searched_for(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: len(listed(app)) == 5)
        for key in ("slash", *"us", "slash", "x"):  # all of them in one packet, as from far away
            app.post_message(events.Key(key, "/" if key == "slash" else key))
        await settle(pilot, lambda: app.query_one("#search", Input).value == "us/x")
        assert not any(row.starred for row in app.query_one(StoryList).rows.values())


async def test_search_looks_into_the_text_and_the_captions(app: ReaderApp, store: Store) -> None:
    fill(store, make_article("Another headline", "Asia", text="Nothing but zithers in the valley."))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "slash", *"zithers")
        await settle(pilot, lambda: listed(app) == ["Another headline"])


async def test_enter_goes_to_the_finds_and_escape_back_to_the_view_of_before(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "slash", *"rain")
        await settle(pilot, lambda: listed(app) == ["Rain on the plateau"])
        await press(pilot, "enter", "enter")
        assert app.query_one("#story").has_focus
        await press(pilot, "escape", "escape")
        await settle(pilot, lambda: len(listed(app)) == 5)


async def test_nothing_found_says_how_to_widen(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "slash", *"qqq")
        await settle(pilot, lambda: "Nothing found" in screen_text(pilot))


async def test_a_mistake_in_a_query_being_typed_is_no_error(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "slash", *'ferry "', "left_parenthesis", *"nosuch:")
        assert app.is_running


async def test_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty") as store:
        app = ReaderApp(store)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await settle(pilot, lambda: "Press i to import" in screen_text(pilot))
            await press(pilot, "j", "k", "n", "space", "s", "r", "A", "D", "u", "o", "w", "enter", "right_square_bracket", "G", "g")
            assert app.is_running


async def test_import_from_inside_shows_what_came(app: ReaderApp, tmp_path: Path) -> None:
    page = tmp_path / "canoe.txt"
    page.write_text(PAGE, encoding="utf-8")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "i")
        assert isinstance(app.screen, Importing)
        app.screen.query_one("#target").value = str(page)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen) and "6 stories" in screen_text(pilot))
        assert "Canoe crosses the strait" in listed(app)
        assert "Oceania" in screen_text(pilot)


async def test_import_of_a_missing_file_says_so_and_stays_open(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "i")
        app.screen.query_one("#target").value = "/no/such/paper.txt"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await settle(pilot, lambda: "1 failed" in screen_text(pilot))
        assert "/no/such/paper.txt" in screen_text(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert store.counts().all.total == 5


async def test_import_refuses_addresses_of_this_computer(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "i")
        app.screen.query_one("#target").value = "http://127.0.0.1:9/"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await settle(pilot, lambda: "1 failed" in screen_text(pilot))


async def test_paths_of_the_command_line_are_imported_at_the_start(store: Store, tmp_path: Path) -> None:
    page = tmp_path / "canoe.txt"
    page.write_text(PAGE, encoding="utf-8")
    app = ReaderApp(store, [str(page)])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: "6 stories" in screen_text(pilot))


async def test_help_shows_every_key_and_closes(app: ReaderApp) -> None:
    async with app.run_test(size=(160, 120), notifications=True) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(app.screen, Help)
        for words in ("Next unread story", "Search everything stored", "space", "Quit", "Signs"):
            assert words in screen_text(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, MainScreen)


async def test_palette_runs_commands(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "ctrl+p", *"everything in this list")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        await settle(pilot, lambda: store.counts().all.unread == 0)


async def test_theme_is_kept_for_the_next_start(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        assert app.theme == "night"
        await press(pilot, "t")
        assert app.theme == "paper"
    assert ReaderApp(store).theme == "paper"


async def test_every_theme_draws(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        for theme in app.available_themes:
            app.theme = theme
            await pilot.pause()
            assert "Lamp lit on the pier" in screen_text(pilot)


async def test_markup_in_a_headline_is_plain_text(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "G", "enter", "w")
        assert screen_text(pilot).count("[/x][@click=app.quit]boo[/]") >= 2
        await press(pilot, "q", "D")
        assert "boo[/]" in screen_text(pilot)
        await pilot.click("#story", offset=(12, 3))
        await press(pilot, "ctrl+p", *"boo")
        assert app.is_running


async def test_escape_sequences_in_a_page_do_not_reach_the_terminal(app: ReaderApp, tmp_path: Path) -> None:
    page = tmp_path / "bad.txt"
    headline = "A \x1b]52;c;ZXZpbA==\x07headline\x9b2J with\u202e sequences"
    page.write_text(f"Asia\n\n{headline}\n\nText \x1b[31mred\x1b[0m and \x07 more of it.\n", encoding="utf-8")
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "i")
        app.screen.query_one("#target").value = str(page)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await settle(pilot, lambda: "6 stories" in screen_text(pilot))
        await press(pilot, "enter")
        text = screen_text(pilot)
        assert "A headline with sequences" in text
        assert clean_text(text) == text


async def test_mouse_opens_stories_and_regions(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        await pilot.click("#list", offset=(10, 5))
        await settle(pilot)
        await pilot.click("#list", offset=(10, 5))
        await settle(pilot, lambda: app.query_one("#story").has_focus)
        await pilot.click("#tree", offset=(10, 1))
        await settle(pilot, lambda: listed(app) == ["Market opens at dawn", HOSTILE_MARKUP])


async def test_what_goes_wrong_in_the_store_is_said_and_the_reader_stays(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        for body in (store.home / "bodies").iterdir():
            with contextlib.suppress(OSError):
                body.write_bytes(b"rubbish" * 1000)
        await press(pilot, "J")
        assert app.is_running
        assert "repair" in screen_text(pilot)
