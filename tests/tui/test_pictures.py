"""Pictures in the reader: in the story, large, outside; and the story without them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.drawings import stored
from tests.tui.conftest import NOON, fill, press, screen_text, settle
from tuireader import query
from tuireader.article import Article, Caption, Paragraph, identify
from tuireader.config import Reading, Settings
from tuireader.store import Picture, Store
from tuireader.store.pictures import Refused
from tuireader.tui.app import ReaderApp
from tuireader.tui.pictures import outside
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.screens.picture import LargePictures
from tuireader.tui.terminal import Terminal
from tuireader.tui.widgets.story_view import StoryView

WIDE = (160, 45)
LIGHT, PIER = "https://example.org/light.png", "https://example.org/pier.png"
TEXT = "The keeper climbs the stair with oil and a rag, as the keeper before did. " * 8


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one story of three pictures, of which two are stored."""
    article = Article(
        id=identify("origin:light"),
        title="Three pictures of a light",
        region_path=("Europe", "Norway"),
        source="The Harbour Post",
        published=NOON,
        words=120,
        blocks=(
            Caption(text="The light at dusk", credit="Ida Holm", src=LIGHT),
            Paragraph(text=TEXT),
            Caption(text="The pier", src=PIER),
            Paragraph(text=TEXT),
            Caption(text="The boat", src="https://example.org/boat.png"),
            Paragraph(text=TEXT),
        ),
    )
    with Store.open(tmp_path / "home") as opened:
        fill(opened, article)
        opened.pictures.put_many([stored(LIGHT), stored(PIER, 360, 640)])
        yield opened


def story(pilot: Pilot[None]) -> StoryView:
    return pilot.app.screen_stack[0].query_one("#story", StoryView)


def shows_a_picture(pilot: Pilot[None]) -> bool:
    return "▀▀▀" in screen_text(pilot)


async def test_a_picture_stands_above_its_caption(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        await settle(pilot, lambda: shows_a_picture(pilot))
        lines = screen_text(pilot).splitlines()
        caption = next(number for number, line in enumerate(lines) if "▣ The light at dusk" in line)
        assert "▀▀▀" in lines[caption - 1]
        rows = next(count for count in range(caption) if "▀▀▀" not in lines[caption - 1 - count])
        assert 5 < rows <= story(pilot).size.height // 2


async def test_nothing_moves_when_a_picture_comes(app: ReaderApp, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    may_come = threading.Event()
    get = store.pictures.get

    def slow(_: object, address: str) -> Picture | None:
        may_come.wait(20)
        return get(address)

    monkeypatch.setattr(type(store.pictures), "get", slow)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.press("enter")
        await settle_text(pilot, "▣ The light at dusk")
        before = [line for line in screen_text(pilot).splitlines() if "keeper" in line or "▣ The" in line]
        assert not shows_a_picture(pilot)
        may_come.set()
        await settle(pilot, lambda: shows_a_picture(pilot))
        assert [line for line in screen_text(pilot).splitlines() if "keeper" in line or "▣ The" in line] == before


async def settle_text(pilot: Pilot[None], words: str) -> None:
    """Wait for words on the screen, whatever workers are still at work."""
    for _ in range(400):
        await pilot.pause(0.02)
        if words in screen_text(pilot):
            return
    raise AssertionError(screen_text(pilot))


async def test_pictures_are_hidden_and_stay_hidden(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        await settle(pilot, lambda: shows_a_picture(pilot))
        await press(pilot, "P")
        assert not shows_a_picture(pilot)
        assert "▣ The light at dusk" in screen_text(pilot)
    again = ReaderApp(store)
    async with again.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        assert not story(pilot).pictures
        await press(pilot, "P")
        await settle(pilot, lambda: shows_a_picture(pilot))


async def test_a_setting_keeps_pictures_away(store: Store) -> None:
    app = ReaderApp(store, settings=Settings(reading=Reading(pictures=False)))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        assert not story(pilot).pictures
        assert "not stored" not in screen_text(pilot)


async def test_a_terminal_without_colours_has_captions_alone(store: Store) -> None:
    app = ReaderApp(store, terminal=Terminal("", reorder=True))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "P")
        assert not shows_a_picture(pilot)
        await press(pilot, "e")
        assert isinstance(app.screen, MainScreen)


async def test_a_picture_that_is_not_stored_is_told_of(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "G")
        line = next(line for line in screen_text(pilot).splitlines() if "▣ The boat" in line)
        assert line.rstrip(" ▄▃▁▂▅▆▇█").endswith("not stored")


async def test_a_picture_that_could_not_be_had_is_told_of_with_the_reason(store: Store, app: ReaderApp) -> None:
    boat = "https://example.org/boat.png"
    shown = store.get(store.rows(store.order(query.of())[0])[0].id)
    store.pictures.owe([(shown, [boat])])
    store.pictures.settle([Refused(boat, "paper.example has no such picture (status 404)", wanted=False)])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "G")
        assert "not stored: paper.example has no such picture (status 404)" in screen_text(pilot)


async def test_one_goes_from_picture_to_picture(app: ReaderApp) -> None:
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await press(pilot, "enter", "right_curly_bracket", "right_curly_bracket")
        view = story(pilot)
        assert view.picture_here == PIER
        assert any("›" in line and "▀▀▀" in line for line in screen_text(pilot).splitlines())
        await press(pilot, "left_curly_bracket")
        assert view.picture_here == LIGHT


async def test_pictures_are_shown_large_one_after_the_other(app: ReaderApp) -> None:
    async with app.run_test(size=(120, 24), notifications=True) as pilot:
        await press(pilot, "enter", "e")
        await settle(pilot, lambda: isinstance(app.screen, LargePictures) and shows_a_picture(pilot))
        assert "The light at dusk" in screen_text(pilot)
        assert "Photo: Ida Holm · 1 of 2" in screen_text(pilot)
        assert "keeper" not in screen_text(pilot)
        await press(pilot, "n")
        await settle(pilot, lambda: "The pier" in screen_text(pilot) and shows_a_picture(pilot))
        assert "2 of 2" in screen_text(pilot)
        await press(pilot, "n")
        assert "No picture after this one" in screen_text(pilot)
        await press(pilot, "q")
        assert isinstance(app.screen, MainScreen)
        assert "▀▀▀" in screen_text(pilot)
        assert story(pilot).scroll_offset.y > 0  # the one seen last is in sight


async def test_a_click_on_a_picture_shows_it_large(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        await settle(pilot, lambda: shows_a_picture(pilot))
        lines = screen_text(pilot).splitlines()
        row = next(number for number, line in enumerate(lines) if "▀▀▀" in line)
        await pilot.click(offset=(lines[row].index("▀") + 2, row + 1))
        await settle(pilot, lambda: isinstance(app.screen, LargePictures))


async def test_a_large_picture_follows_the_terminals_size(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "e")
        await settle(pilot, lambda: isinstance(app.screen, LargePictures) and shows_a_picture(pilot))
        await pilot.resize_terminal(60, 20)
        await settle(pilot, lambda: 0 < max(line.count("▀") for line in screen_text(pilot).splitlines()) <= 60)


async def test_a_picture_is_opened_outside(app: ReaderApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[Path] = []

    def viewer(path: Path) -> bool:
        seen.append(path)
        return False

    monkeypatch.setattr(outside, "opened", viewer)
    monkeypatch.setattr(outside.tempfile, "mkdtemp", lambda prefix: str(tmp_path))  # type: ignore[attr-defined]
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "E")
        await settle(pilot, lambda: bool(seen))
        assert seen == [tmp_path / "light.png"]
        await settle(pilot, lambda: "No viewer could be started" in screen_text(pilot))


async def test_a_damaged_picture_is_told_in_its_place(app: ReaderApp, store: Store) -> None:
    store.pictures.put_many([stored("https://example.org/boat.png")._replace(data=b"\x89PNG\r\n\x1a\n broken")])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "G")
        await settle(pilot, lambda: "This picture can't be shown." in screen_text(pilot))


async def test_going_on_lets_the_pictures_be(app: ReaderApp, store: Store) -> None:
    fill(store, Article(id=identify("origin:plain"), title="No pictures here", published=NOON, blocks=(Paragraph(text="Plain."),)))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter", "J")
        await pilot.press("K", "J", "K", "J")
        await settle(pilot)
        await asyncio.sleep(0)
        assert not [worker for worker in app.workers if worker.group == "pictures" and worker.is_running]
