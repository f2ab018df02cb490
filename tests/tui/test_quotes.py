"""Who said what: everybody quoted, what they said, and the way to the story."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import HOSTILE_MARKUP, NOON, PAPER, fill, press, screen_text, settle
from tuireader.article import Article, Paragraph, Quote
from tuireader.store import Store, sayings
from tuireader.tui.app import ReaderApp
from tuireader.tui.screens import quotes
from tuireader.tui.screens.main import MainScreen
from tuireader.tui.screens.quotes import Quotes
from tuireader.tui.widgets.saying_list import SayingList, SpeakerList

WIDE, NARROW = (160, 45), (60, 24)


def speech(title: str, *said: tuple[str, str], description: str | None = None, paragraphs: int = 0) -> Article:
    """Return a story, newer than all of the paper, in which people say things."""
    filler = tuple(Paragraph(text=f"{number}. {'The tide goes out. ' * 20}") for number in range(paragraphs))
    blocks = tuple(
        Paragraph(
            text=f"“{text}” said {speaker}.",
            quotes=(Quote(start=1, end=1 + len(text), text=text, speaker=speaker, description=description),),
        )
        for text, speaker in said
    )
    return Article(title=title, region_path=("Oceania", "Fiji"), published=NOON, source="The Harbour Post", blocks=filler + blocks + filler)


@pytest.fixture
def talk(store: Store) -> Store:
    """The paper, and three stories in which others speak."""
    fill(
        store,
        speech("Two of a name", ("So be it", "Anna Vik"), ("Not at all", "Per Vik"), description="harbour master"),
        speech("Which of them", ("As you like", "Vik")),
        speech("Canoe race", ("We paddle at dawn", "Mere Vula"), paragraphs=9),
    )
    return store


def lists(app: ReaderApp) -> tuple[SpeakerList, SayingList]:
    return app.screen.query_one(SpeakerList), app.screen.query_one(SayingList)


def speakers(app: ReaderApp) -> list[str]:
    return [speaker.person.name if speaker else "Everybody" for speaker in lists(app)[0].rows]


def said(app: ReaderApp) -> list[str]:
    return [saying.text for saying in lists(app)[1].sayings]


async def open_quotes(pilot: Pilot[None], app: ReaderApp) -> None:
    await press(pilot, "Q")
    await settle(pilot, lambda: isinstance(app.screen, Quotes) and bool(speakers(app)) and bool(said(app)))


async def test_everybody_quoted_is_listed_whoever_spoke_last_first(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        assert speakers(app)[0] == "Everybody"
        assert set(speakers(app)[1:]) == {"Vik", "Per Vik", "Anna Vik", "Mere Vula", "Ida Holm"}
        assert len(said(app)) == len(PAPER) + 4
        text = screen_text(pilot)
        for words in ("“We paddle at dawn”", "— Per Vik, harbour master", "Canoe race", "5 speakers", "Anna Vik or Per Vik"):
            assert words in text


async def test_a_speaker_shows_what_they_said_and_enter_goes_there(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        lists(app)[0].cursor = speakers(app).index("Mere Vula")
        await settle(pilot, lambda: said(app) == ["We paddle at dawn"])
        await press(pilot, "enter")
        assert lists(app)[1].has_focus
        await press(pilot, "escape")
        assert lists(app)[0].has_focus
        await press(pilot, "tab")
        assert lists(app)[1].has_focus
        await press(pilot, "h", "escape")
        assert isinstance(app.screen, MainScreen)


async def test_enter_on_a_quotation_opens_its_story_at_the_quotation(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        lists(app)[0].cursor = speakers(app).index("Mere Vula")
        await settle(pilot, lambda: said(app) == ["We paddle at dawn"])
        await press(pilot, "enter", "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))
        main = app.screen
        assert isinstance(main, MainScreen)
        await settle(pilot, lambda: main.story_pane.article is not None and main.story_pane.article.title == "Canoe race")
        assert main.story_pane.has_focus
        await settle(pilot, lambda: "We paddle at dawn" in screen_text(pilot) and "›" in screen_text(pilot))
        assert main.list_pane.current is not None
        assert main.list_pane.current.title == "Canoe race"
        await settle(pilot, lambda: [row.title for row in talk.rows(list(main.list_pane.order)) if row.read] == ["Canoe race"])


async def test_a_story_that_is_shown_already_goes_to_the_quotation(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "slash", *"canoe")
        await settle(pilot, lambda: "1 found" in screen_text(pilot))
        await press(pilot, "enter", "enter")
        assert "We paddle at dawn" not in screen_text(pilot)
        await open_quotes(pilot, app)
        assert "Search: canoe" in screen_text(pilot)
        assert speakers(app) == ["Everybody", "Mere Vula"]
        await press(pilot, "enter", "enter")
        await settle(pilot, lambda: isinstance(app.screen, MainScreen) and "We paddle at dawn" in screen_text(pilot))


async def test_only_the_views_stories_count(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "h", "j", "l")  # the tree: Africa comes below all stories
        await open_quotes(pilot, app)
        assert speakers(app) == ["Everybody", "Ida Holm"]
        assert "Africa" in screen_text(pilot)
        assert len(said(app)) == 2


async def test_a_speaker_is_found_as_one_types(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        await press(pilot, "slash", *"vul")
        await settle(pilot, lambda: speakers(app) == ["Mere Vula"] and said(app) == ["We paddle at dawn"])
        await press(pilot, "enter")
        assert lists(app)[0].has_focus
        await press(pilot, "slash", *"xyz")
        await settle(pilot, lambda: "Nobody by that name" in screen_text(pilot))
        assert said(app) == []
        await press(pilot, "enter", "escape")
        await settle(pilot, lambda: len(speakers(app)) == 6 and len(said(app)) == 9)
        assert not app.screen.query_one(Input).has_class("-open")
        await press(pilot, "slash", "enter")
        assert not app.screen.query_one(Input).has_class("-open")


async def test_more_comes_as_one_goes_down(store: Store) -> None:
    fill(store, *(speech(f"Story {number}", *((f"saying {number} {at}", "Mere Vula") for at in range(10))) for number in range(20)))
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        await press(pilot, "l")
        assert len(said(app)) < 205
        for _ in range(10):
            await press(pilot, "G")
        await settle(pilot, lambda: len(said(app)) == 205)
        assert len(set(said(app)[:200])) == 200
        await press(pilot, "g", "pagedown", "pageup", "j", "k")
        assert lists(app)[1].cursor == 0


async def test_counts_of_the_newest_alone_say_so(talk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (sayings, quotes):
        monkeypatch.setattr(module, "COUNTED", 4)
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        assert "Who said what · the newest 4" in screen_text(pilot)


async def test_one_side_at_a_time_where_it_is_narrow(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await open_quotes(pilot, app)
        assert [bool(pane.region.width) for pane in lists(app)] == [True, False]
        await press(pilot, "enter")
        assert [bool(pane.region.width) for pane in lists(app)] == [False, True]
        assert "“We paddle at dawn”" in screen_text(pilot)
        await press(pilot, "q", "q")
        assert isinstance(app.screen, MainScreen)


async def test_the_mouse_chooses_too(talk: Store) -> None:
    app = ReaderApp(talk)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        await pilot.click(SpeakerList, offset=(5, speakers(app).index("Ida Holm")))
        await settle(pilot, lambda: len(said(app)) == 5)
        await pilot.click(SayingList, offset=(5, 1))
        await settle(pilot, lambda: isinstance(app.screen, MainScreen))


async def test_markup_in_names_words_and_headlines_is_plain_text(store: Store) -> None:
    fill(store, speech(HOSTILE_MARKUP, (f"{HOSTILE_MARKUP} it is", f"Al {HOSTILE_MARKUP}"), description=HOSTILE_MARKUP))
    app = ReaderApp(store)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await open_quotes(pilot, app)
        await press(pilot, "j", "enter")
        await settle(pilot, lambda: len(said(app)) == 1)
        assert screen_text(pilot).count("[/x][@click=app.quit]boo[/]") >= 4


async def test_a_store_in_which_nobody_speaks_says_so(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty") as store:
        app = ReaderApp(store)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await press(pilot, "Q")
            await settle(pilot, lambda: "Nobody is quoted by name here" in screen_text(pilot))
            await press(pilot, "enter", "l", "enter", "j", "G", "escape", "escape")
            assert isinstance(app.screen, MainScreen)
