"""When the store can't do what is asked, the reader says so in words and stays."""

from __future__ import annotations

import shutil

import pytest

from tests.tui.conftest import press, screen_text, settle
from tuireader.errors import StoreBusy
from tuireader.store import Store
from tuireader.tui.app import ReaderApp

WIDE = (160, 45)


async def test_a_store_that_cannot_be_written_is_read_all_the_same(store: Store) -> None:
    with Store.open(store.home, read_only=True) as unwritable:
        app = ReaderApp(unwritable)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await press(pilot, "enter", "space", "J", "q")
            assert app.is_running
            await press(pilot, "s")
            assert "reading only" in screen_text(pilot)
            assert "★" not in screen_text(pilot)
            await press(pilot, "t", "q")
        assert app.return_code == 0
    assert store.counts().all.unread == 5


async def test_a_store_whose_folder_vanished_is_told_once_and_quit_works(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "enter")
        shutil.rmtree(store.home)
        await press(pilot, "J", "s", "J", "n")
        assert app.is_running
        await press(pilot, "ctrl+q")
        await settle(pilot, lambda: not app.is_running)


async def test_a_store_that_another_program_holds_is_told_and_left(app: ReaderApp, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        monkeypatch.setattr(store, "mark", _busy)
        await press(pilot, "s")
        assert "another program" in screen_text(pilot)
        assert "★" not in screen_text(pilot)
        assert app.is_running


def _busy(*_: object, **__: object) -> None:
    raise StoreBusy("another program holds the store; try again in a moment")


async def test_what_nobody_thought_of_is_said_and_logged(
    app: ReaderApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def wrong(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        monkeypatch.setattr("tuireader.tui.library.Library.undo", wrong)
        await press(pilot, "u")
        assert "shouldn't have" in screen_text(pilot)
        assert app.is_running
    assert "nobody thought of this" in caplog.text
