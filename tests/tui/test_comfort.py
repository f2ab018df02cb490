"""What makes it one's own: settings, keys, how it was left, links, zen."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path

import pytest

from tests.tui.conftest import fill, make_article, press, screen_text, settle
from tuireader.article import Article, Mark, Paragraph
from tuireader.config import Settings
from tuireader.store import Store
from tuireader.tui import web
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.links import links_of
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.views import View

WIDE = (160, 45)


def main_screen(app: ReaderApp) -> MainScreen:
    assert isinstance(app.screen, MainScreen)
    return app.screen


async def test_everything_is_as_it_was_left(store: Store) -> None:
    first = ReaderApp(store)
    async with first.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "h", "j", "l", "enter", "j", "plus", "q")
    again = ReaderApp(store)
    async with again.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        screen = main_screen(again)
        assert screen.view == View(region="Africa")
        assert screen.list_pane.cursor == 1
        assert "Kenya" in screen_text(pilot)
        assert screen.story_pane.measure == 76


async def test_a_view_that_has_gone_gives_way_to_all_stories(store: Store) -> None:
    store.set_meta("screen", json.dumps([["Antarctica", None, False, False, ""], None, [], None]))
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True):
        assert main_screen(app).view == View()


@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"a": 1}', "[[1]]", "null", '[["Asia", 3, "x"], 5, 7]'])
async def test_rubbish_in_what_was_kept_is_left_aside(store: Store, rubbish: str) -> None:
    store.set_meta("screen", rubbish)
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert "Lamp lit on the pier" in screen_text(pilot)


async def test_own_keys_and_presets_work(store: Store) -> None:
    app = ReaderApp(store, settings=Settings(keys="newsboat", own_keys=(("star", "x"),)))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "x", "N")
        assert store.counts().starred.total == 1
        assert store.counts().all.unread == 4
        await press(pilot, "s")
        assert store.counts().starred.total == 1


async def test_counts_and_gg_of_vim(store: Store) -> None:
    app = ReaderApp(store, settings=Settings(keys="vim"))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "3", "j")
        assert main_screen(app).list_pane.cursor == 3
        await press(pilot, "g", "g")
        assert main_screen(app).list_pane.cursor == 0
        await press(pilot, "2", "G")
        assert main_screen(app).list_pane.cursor == 1


async def test_settings_overrule_what_was_kept(store: Store) -> None:
    store.set_meta("theme", "paper")
    app = ReaderApp(store, settings=Settings(theme="contrast", measure=50, speakers=False))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        assert app.theme == "contrast"
        assert main_screen(app).story_pane.measure == 50
        assert "— Ida Holm" not in screen_text(pilot)


async def test_zen_shows_the_story_alone(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "z")
        text = screen_text(pilot)
        assert "All stories" not in text
        assert "The keeper climbs" in text
        await press(pilot, "q")
        assert "All stories" in screen_text(pilot)


async def test_lines_can_be_longer_and_shorter(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "minus", "minus", "minus")
        assert main_screen(app).story_pane.measure == 60
        assert max(len(line.text) for line in main_screen(app).story_pane._page.lines) <= 60  # type: ignore[union-attr]


async def test_help_is_searched_by_typing(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "question_mark", *"star")
        text = screen_text(pilot)
        assert "Star, or take the star away" in text
        assert "Next picture" not in text


async def test_a_link_is_opened_in_the_browser(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def browser(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", browser)
    fill(store, make_article("With an address", "Oceania", hours=-3, url="https://example.org/story"))
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "L")
        assert "1. With an address" in screen_text(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: opened == ["https://example.org/story"])
        await press(pilot, "o")
        await settle(pilot, lambda: len(opened) == 2)


@pytest.mark.parametrize("url", ["--help", "file:///etc/passwd", "javascript:alert(1)", "https://a b", "http://x\n--y", ""])
def test_only_web_addresses_reach_the_browser(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: pytest.fail("opened"))
    assert not web.open_in_browser(url)


def test_links_are_named_once_by_their_first_words() -> None:
    marks = tuple(Mark(kind="link", start=start, end=start + 4, href="https://example.org/a") for start in (0, 5))
    article = Article(title="T", url="https://example.org/", blocks=(Paragraph(text="here here", marks=marks),))
    assert [(link.words, link.href) for link in links_of(article)] == [("here", "https://example.org/a"), ("T", "https://example.org/")]


def test_a_mistake_in_the_settings_is_said_before_the_screen_comes_up(home: Path) -> None:
    from tests.faults.test_terminal import Terminal

    home.mkdir()
    (home / "config.toml").write_text("thene = 'paper'\n", encoding="utf-8")
    terminal = Terminal("--home", str(home))
    try:
        assert terminal.ended() == 2
        assert b"did you mean theme?" in terminal.raw
    finally:
        terminal.kill()


async def test_what_came_in_since_the_last_visit_is_marked(store: Store) -> None:
    first = ReaderApp(store)
    async with first.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert "◆" not in screen_text(pilot)
        await press(pilot, "q")
    kept = json.loads(store.meta("screen") or "")
    store.set_meta("screen", json.dumps([*kept[:-1], kept[-1] - 60]))
    fill(store, make_article("Fresh from the harbour", "Oceania", hours=-9))
    again = ReaderApp(store)
    async with again.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert "◆ Fresh from the harbour" in screen_text(pilot)


async def test_width_of_the_list_is_kept(store: Store) -> None:
    first = ReaderApp(store)
    async with first.run_test(size=WIDE, notifications=True) as pilot:
        before = first.screen.query_one("#stories").outer_size.width
        await press(pilot, "greater_than_sign", "greater_than_sign", "q")
    again = ReaderApp(store)
    async with again.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert again.screen.query_one("#stories").outer_size.width == before + 8
        await pilot.resize_terminal(60, 24)
        await settle(pilot)
        assert again.screen.query_one("#stories").outer_size.width == 60
