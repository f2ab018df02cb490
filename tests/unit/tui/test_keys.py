"""Keys: presets, the person's own, and vim's chords."""

from __future__ import annotations

from collections import Counter

import pytest

from tuireader.config import PRESETS as NAMES
from tuireader.config import Settings
from tuireader.tui.chords import Chords, Move
from tuireader.tui.commands import COMMANDS
from tuireader.tui.keys import PRESETS, hints, key_names, keymap

SCREENS = sorted({screen for command in COMMANDS for screen in command.screens.split()})


@pytest.mark.parametrize("preset", NAMES)
@pytest.mark.parametrize("screen", SCREENS)
def test_no_key_does_two_things_on_a_screen(preset: str, screen: str) -> None:
    here = {command.name for command in COMMANDS if screen in command.screens.split()}
    keys = Counter(key for name, given in keymap(Settings(keys=preset)).items() if name in here for key in given.split(",") if key)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("preset", NAMES)
def test_nothing_needed_to_read_is_left_without_a_key(preset: str) -> None:
    keys = keymap(Settings(keys=preset))
    needed = {"down", "up", "open", "read-on", "next-unread", "star", "toggle-read", "search", "back", "help", "undo", "quit"}
    assert {name for name in needed if not keys[name]} == set()


def test_presets_name_real_commands() -> None:
    names = {command.name for command in COMMANDS}
    assert {name for changes in PRESETS.values() for name in changes} <= names
    assert len(names) == len(COMMANDS)


def test_an_own_key_is_taken_from_the_command_that_had_it() -> None:
    keys = keymap(Settings(own_keys=(("star", "o"),)))
    assert keys["star"] == "o"
    assert keys["browse"] == ""


def test_an_own_key_is_left_to_commands_of_other_screens() -> None:
    keys = keymap(Settings(own_keys=(("star", "c"), ("take-papers", "f"))))
    assert (keys["star"], keys["check-feed"], keys["check-paper"], keys["subscriptions"]) == ("c", "c", "c", "f")


def test_signs_may_be_written_as_they_are() -> None:
    assert keymap(Settings(own_keys=(("star", "+,?"),)))["star"] == "plus,question_mark"


def test_keys_are_shown_as_people_write_them() -> None:
    assert key_names("ctrl+r,f5") == "^R F5"
    assert key_names("right_square_bracket") == "]"


@pytest.mark.parametrize(("pane", "words"), [("story", "who says what"), ("regions", "unfold"), ("stories", "import")])
def test_the_footer_names_what_matters_in_a_pane(pane: str, words: str) -> None:
    shown = {word for _, word, _ in hints(keymap(Settings()), pane)}
    assert words in shown
    assert "help" in shown


def chord(keys: str) -> list[Move | bool]:
    chords = Chords()
    return [chords.press(key) for key in keys]


@pytest.mark.parametrize(
    ("keys", "end"),
    [
        ("gg", Move("top")),
        ("5j", Move("rows", 5)),
        ("12k", Move("rows", -12)),
        ("3G", Move("row", 3)),
        ("7gg", Move("row", 7)),
        ("j", False),
        ("G", False),
        ("0", False),
        ("10j", Move("rows", 10)),
        ("5s", False),
        ("gj", False),
    ],
)
def test_chords_of_vim(keys: str, end: Move | bool) -> None:
    assert chord(keys)[-1] == end


def test_a_count_held_down_stays_bounded() -> None:
    assert chord("9" * 50 + "j")[-1] == Move("rows", 100_000)
