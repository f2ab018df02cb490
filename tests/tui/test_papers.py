"""Choosing papers: at the first start, once; and whenever the person wants more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.faults.server import Server, http
from tests.faults.world import item, serve_feed
from tests.tui.conftest import press, screen_text, settle
from tuireader.config import Settings, Sync
from tuireader.store import Store
from tuireader.sync import known
from tuireader.sync.known import Known, known_feeds
from tuireader.tui import first_start
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens.choosing import Choosing
from tuireader.tui.screens.help import Help
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.screens.papers import Papers
from tuireader.tui.widgets.paper_list import PaperList

WIDE, NARROW = (160, 45), (60, 24)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    """A store that is opened for the first time."""
    with Store.open(tmp_path / "fresh") as opened:
        first_start.note_first_start(opened)
        yield opened


def papers(app: ReaderApp) -> PaperList:
    return app.screen.query_one(PaperList)


def is_offered(app: ReaderApp) -> bool:
    return isinstance(app.screen, Papers)


def titles(store: Store) -> list[str]:
    return [one.title or "" for one in store.subscriptions.all()]


async def opened(pilot: Pilot[None], app: ReaderApp) -> None:
    await press(pilot, "F")
    await settle(pilot, lambda: is_offered(app))


async def test_the_first_start_offers_papers_with_the_stories_behind_them(fresh: Store) -> None:
    app = ReaderApp(fresh)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: is_offered(app))
        text = screen_text(pilot)
        for words in ("Choose your papers", f"{len(known_feeds())} to choose from", "has been tried", "[ ] Africa", "All stories"):
            assert words in text
        assert "[✓]" not in text
        assert isinstance(app.screen_stack[-2], MainScreen)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_who_declines_is_told_the_way_back_and_not_asked_again(fresh: Store, key: str) -> None:
    app = ReaderApp(fresh)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: is_offered(app))
        await press(pilot, key)
        await settle(pilot, lambda: "No paper chosen. F brings the choice back" in screen_text(pilot))
    assert not first_start.is_to_offer(fresh)
    again = ReaderApp(fresh)
    async with again.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        assert isinstance(again.screen, MainScreen)
        await opened(pilot, again)


def test_nothing_is_offered_where_there_are_stories_or_subscriptions(store: Store, fresh: Store) -> None:
    first_start.note_first_start(store)
    assert not first_start.is_to_offer(store)
    assert first_start.is_to_offer(fresh)
    fresh.subscriptions.add([known_feeds()[0].subscription()])
    assert not first_start.is_to_offer(fresh)


async def test_paths_named_at_the_first_start_come_first(fresh: Store, tmp_path: Path) -> None:
    page = tmp_path / "canoe.txt"
    page.write_text("Oceania\n\nCanoe crosses the strait\n\nThe canoe left Suva, Fiji at dawn with nine aboard.\n", encoding="utf-8")
    app = ReaderApp(fresh, [str(page)])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: "1 story" in screen_text(pilot))
        assert isinstance(app.screen, MainScreen)
    assert first_start.is_to_offer(fresh)


async def test_choosing_subscribes_to_just_that_and_offers_to_sync(fresh: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[frozenset[str] | None] = []
    monkeypatch.setattr(MainScreen, "start_sync", lambda _, *, origins=None, by_itself=False: asked.append(origins))
    app = ReaderApp(fresh)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: is_offered(app))
        await press(pilot, "j", "space", "j", "j", "space")
        assert "2 chosen" in screen_text(pilot)
        assert "[–] Africa" in screen_text(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: isinstance(app.screen, Choosing))
        assert "Subscribed to 2 papers" in screen_text(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: bool(asked))
    africa = [paper for paper in known_feeds() if paper.region == ("Africa",)]
    assert asked == [frozenset({africa[0].address, africa[2].address})]
    assert titles(fresh) == sorted([africa[0].title, africa[2].title])
    assert all(one.region == ("Africa",) for one in fresh.subscriptions.all())


async def test_later_fetches_nothing_and_undo_takes_the_papers_back(fresh: Store) -> None:
    app = ReaderApp(fresh)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot, lambda: is_offered(app))
        await press(pilot, "space", "enter")
        await settle(pilot, lambda: isinstance(app.screen, Choosing))
        await press(pilot, "j", "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))
        assert len(titles(fresh)) == 6
        assert not app.screen.syncing  # type: ignore[attr-defined]
        await press(pilot, "u")
        await settle(pilot, lambda: "Undone: subscribed to 6 papers" in screen_text(pilot))
    assert titles(fresh) == []


async def test_a_region_is_chosen_and_left_as_a_whole(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "space")
        assert {paper.region for paper in papers(app).chosen_papers} == {("Africa",)}
        assert "6 of 6" in screen_text(pilot)
        await press(pilot, "j", "space", "k", "space")
        assert len(papers(app).chosen) == 6, "a part of it chosen: the region's box takes the rest"
        await press(pilot, "space")
        assert papers(app).chosen == set()


async def test_keys_go_from_region_to_region_and_to_the_ends(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        where = []
        for key in ("l", "tab", "right", "h", "G", "g", "k", "pagedown", "pageup"):
            await press(pilot, key)
            row = papers(app).here
            where.append(getattr(row, "words", getattr(row, "title", None)))
        assert where[:7] == ["Asia", "Europe", "Latin America & Caribbean", "Europe", "UN News", "Africa", "Africa"]
        assert where[8] == "Africa"


async def test_papers_are_found_by_name_region_and_site(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "slash", *"rnz")
        await settle(pilot, lambda: "RNZ, Pacific" in screen_text(pilot) and "AllAfrica" not in screen_text(pilot))
        await press(pilot, "enter", "space")
        assert [paper.name for paper in papers(app).chosen_papers] == ["rnz"]
        await press(pilot, "escape")
        assert is_offered(app), "the first Esc leaves the search alone"
        assert "AllAfrica" in screen_text(pilot)
        assert "1 chosen" in screen_text(pilot)
        await press(pilot, "slash", "enter")
        assert app.focused is papers(app)
        await press(pilot, "slash", *"oceania guardian")
        await settle(pilot, lambda: "Guardian, Australia" in screen_text(pilot) and "RNZ" not in screen_text(pilot))
        await press(pilot, "slash", *"qqqq")
        assert papers(app).rows == []
        await press(pilot, "enter", "space", "c")
        assert is_offered(app)


async def test_a_regions_box_means_the_papers_that_are_shown(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "slash", *"guardian", "enter", "k", "space")
        assert [paper.name for paper in papers(app).chosen_papers] == ["guardian-africa"]


async def test_enter_without_a_choice_says_how_to_choose(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "enter")
        await settle(pilot, lambda: "Nothing is chosen yet: space chooses" in screen_text(pilot))
        assert is_offered(app)
    assert titles(store) == []


async def test_what_is_subscribed_to_is_marked_and_stays(app: ReaderApp, store: Store) -> None:
    store.subscriptions.add([known_feeds()[0].subscription()])
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        assert "subscribed" in screen_text(pilot)
        await press(pilot, "j", "space")
        assert papers(app).chosen == set()
        await press(pilot, "k", "space")
        assert len(papers(app).chosen) == 5


async def test_the_mouse_chooses_and_the_footer_can_be_clicked(app: ReaderApp, store: Store) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await pilot.click("#papers", offset=(8, 2))
        await pilot.click("#papers", offset=(8, 7))
        await settle(pilot, lambda: len(papers(app).chosen) == 1)
        await pilot.click("Papers KeyHints", offset=(20, 0))
        await settle(pilot, lambda: isinstance(app.screen, Choosing))
    assert len(titles(store)) == 1


async def test_help_names_the_keys(app: ReaderApp) -> None:
    async with app.run_test(size=(160, 90), notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, Help)
        assert "Subscribe to what is chosen" in screen_text(pilot)
        await press(pilot, "escape")
        assert is_offered(app)


async def test_keys_are_those_of_the_settings(store: Store) -> None:
    app = ReaderApp(store, settings=Settings(own_keys=(("choose-paper", "x"), ("papers", "X"))))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "X")
        await settle(pilot, lambda: is_offered(app))
        await press(pilot, "space", "x")
        assert len(papers(app).chosen) == 6
        assert "x choose" in screen_text(pilot)


async def test_a_narrow_screen_has_it_all(app: ReaderApp) -> None:
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await opened(pilot, app)
        for words in ("Choose your papers", "[ ] Africa", "not verified", "Enter subscribe", "BBC News, Africa"):
            assert words in screen_text(pilot)


async def test_a_store_that_cant_be_written_says_so(store: Store) -> None:
    store.back_up()
    with Store.open(store.home, read_only=True) as other:
        app = ReaderApp(other)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await press(pilot, "F")
            await settle(pilot, lambda: "written" in screen_text(pilot) or "read" in screen_text(pilot))
            assert isinstance(app.screen, MainScreen)


async def test_papers_can_be_asked_whether_they_answer(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server()
    good = serve_feed(server, [item(server, n) for n in (1, 2, 3)])
    bad = server.answers("/bad", http(b"", status="404 Not Found"))
    here = [Known("good", ("Asia",), "Good News", good), Known("bad", ("Asia",), "Bad News", bad)]
    monkeypatch.setattr(known, "known_feeds", lambda: here)
    app = ReaderApp(store, settings=Settings(sync=Sync(allow_hosts=("127.0.0.1",))))
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "c")
        await settle(pilot, lambda: "3 stories" in screen_text(pilot) and "has no such page" in screen_text(pilot))
        assert papers(app).chosen == set()
    server.close()
    assert titles(store) == []
    assert store.counts().all.total == 5


async def test_the_field_to_find_takes_letters_that_are_keys_elsewhere(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await opened(pilot, app)
        await press(pilot, "slash", *"cq ")
        assert app.screen.query_one("#find", Input).value == "cq "
        assert is_offered(app)


async def test_the_palette_leads_to_the_catalogue(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "ctrl+p", *"choose your papers")
        await settle(pilot, lambda: "Choose your papers, from the catalogue" in screen_text(pilot))
        assert "Subscribe to what is chosen" not in screen_text(pilot)
        await press(pilot, "enter")
        await settle(pilot, lambda: is_offered(app))
