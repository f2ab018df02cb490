"""The main job: see the stories, open one, go on to the next, mark, come back."""

from __future__ import annotations

import pytest

from tests.tui.conftest import HOSTILE_MARKUP, fill, make_article, press, screen_text, settle
from tuireader.store import Store
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.screens.panes import STORIES, STORY

WIDE = (160, 45)


def main_screen(app: ReaderApp) -> MainScreen:
    assert isinstance(app.screen, MainScreen)
    return app.screen


def shown_title(app: ReaderApp) -> str:
    article = main_screen(app).story_pane.article
    return article.title if article else ""


async def test_first_screen_has_regions_stories_and_counts(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        text = screen_text(pilot)
        for words in ("5 stories · 5 unread", "All stories", "Africa", "Asia", "Europe", "Lamp lit on the pier", "Market opens at dawn"):
            assert words in text
        assert text.index("Lamp lit") < text.index("Ferry late") < text.index("Rain on the plateau")


async def test_story_under_the_resting_cursor_is_previewed_but_not_read(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "j")
        await settle(pilot, lambda: shown_title(app) == "Ferry late again")
        assert store.counts().all.unread == 5


async def test_opening_marks_read_and_counts_follow(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        await settle(pilot, lambda: "4 unread" in screen_text(pilot))
        assert shown_title(app) == "Lamp lit on the pier"
        assert main_screen(app).pane == STORY
        assert store.counts().regions["Europe"].unread == 1


async def test_space_alone_reads_the_whole_paper(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=(60, 14), notifications=True) as pilot:
        seen = []
        for _ in range(60):
            await press(pilot, "space")
            if shown_title(app) not in seen:
                seen.append(shown_title(app))
            if not store.counts().all.unread and main_screen(app).story_pane.at_end:
                break
        assert seen == ["Lamp lit on the pier", "Ferry late again", "Rain on the plateau", "Market opens at dawn", HOSTILE_MARKUP]
        await press(pilot, "space")
        assert "everything is read" in screen_text(pilot)


async def test_space_in_one_region_goes_on_to_the_next(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "h", "j", "enter", "space", "space")
        assert shown_title(app) == HOSTILE_MARKUP
        await press(pilot, "space")
        await settle(pilot, lambda: shown_title(app) == "Rain on the plateau")
        assert main_screen(app).view.region == "Asia"


async def test_next_and_previous_unread_pass_over_what_is_read(app: ReaderApp, store: Store) -> None:
    store.mark([row_id(store, "Ferry late again")], read=True)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "n")
        assert shown_title(app) == "Rain on the plateau"
        await press(pilot, "r", "J", "p")
        assert shown_title(app) == "Rain on the plateau"


async def test_next_and_previous_story(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "J", "J")
        assert shown_title(app) == "Rain on the plateau"
        await press(pilot, "K")
        assert shown_title(app) == "Ferry late again"


def row_id(store: Store, title: str) -> str:
    from tuireader import query

    return next(row.id for row in store.page(query.of(), 100).rows if row.title == title)


async def test_star_shows_at_once_and_in_the_tree(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "s")
        assert "★" in screen_text(pilot)
        assert "Starred" in screen_text(pilot)
        assert store.counts().starred.total == 1
        await press(pilot, "s")
        assert store.counts().starred.total == 0


async def test_mark_all_read_and_undo(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "A")
        assert store.counts().all.unread == 0
        assert "0 unread" in screen_text(pilot)
        await press(pilot, "u")
        assert store.counts().all.unread == 5
        assert "5 unread" in screen_text(pilot)


async def test_mark_all_read_keeps_to_the_region(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "h", "j", "enter", "A")
        assert store.counts().regions["Africa"].unread == 0
        assert store.counts().all.unread == 3


async def test_delete_and_undo(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "j", "D")
        assert "Ferry late again" not in "".join(row.title for row in main_screen(app).list_pane.rows.values())
        assert store.counts().all.total == 4
        current = main_screen(app).list_pane.current
        assert current is not None
        assert current.title == "Rain on the plateau"
        await press(pilot, "u")
        assert store.counts().all.total == 5
        assert "Ferry late again" in screen_text(pilot)


async def test_place_in_a_story_is_found_again_after_a_restart(store: Store) -> None:
    fill(store, make_article("A very long story", "Oceania", hours=-5, paragraphs=60))
    first = ReaderApp(store)
    async with first.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "space", "space")
        top = main_screen(first).story_pane.place
        assert top is not None
        await press(pilot, "q", "q")
    again = ReaderApp(store)
    async with again.run_test(size=(70, 30), notifications=True) as pilot:
        await press(pilot, "enter")
        place = main_screen(again).story_pane.place
        assert place is not None
        assert place[0] == top[0]


async def test_quotation_and_picture_keys_go_to_them(store: Store) -> None:
    fill(store, make_article("A very long story", "Oceania", hours=-5, paragraphs=60))
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        assert "Keep the lamp lit" not in screen_text(pilot)
        await press(pilot, "right_square_bracket")
        assert "Keep the lamp lit" in screen_text(pilot)
        await press(pilot, "left_curly_bracket")
        assert "The pier at dusk" in screen_text(pilot)
        await press(pilot, "left_square_bracket")
        assert "No quotation further up" in screen_text(pilot)


async def test_unread_only_hides_what_is_read_and_back(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "r", "U")
        assert main_screen(app).list_pane.row_count == 4
        await press(pilot, "U")
        assert main_screen(app).list_pane.row_count == 5


async def test_reading_in_the_unread_view_takes_nothing_from_under_the_eyes(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "U", "enter", "q")
        current = main_screen(app).list_pane.current
        assert current is not None
        assert current.title == "Lamp lit on the pier"
        assert main_screen(app).list_pane.row_count == 5


async def test_what_another_program_brings_shows_without_moving_the_cursor(app: ReaderApp, store: Store) -> None:
    with Store.open(store.home) as other:
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await press(pilot, "j")
            fill(other, make_article("News from elsewhere", "Oceania", "Fiji", hours=-9))
            await settle(pilot, lambda: "6 stories" in screen_text(pilot))
            current = main_screen(app).list_pane.current
            assert current is not None
            assert current.title == "Ferry late again"
            await press(pilot, "f5")
            assert "News from elsewhere" in screen_text(pilot)
            current = main_screen(app).list_pane.current
            assert current is not None
            assert current.title == "Ferry late again"


async def test_why_is_it_here(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "w")
        assert "section heading 'Europe'" in screen_text(pilot)


@pytest.mark.parametrize(("keys", "pane"), [(("enter",), STORY), (("enter", "escape"), STORIES), (("l",), STORY), (("l", "h"), STORIES)])
async def test_panes(app: ReaderApp, keys: tuple[str, ...], pane: str) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, *keys)
        assert main_screen(app).pane == pane


async def test_quit_from_the_list(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "q")
    assert app.return_code == 0
