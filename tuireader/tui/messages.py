"""What widgets tell the screen that orchestrates them. Messages flow up; widgets never fetch, query or touch each other."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from tuireader.tui.page import Room
from tuireader.tui.views import View


@dataclass
class ViewChosen(Message):
    """The person went to a region, a country or the starred stories."""

    view: View
    enter: bool
    """Whether to go on to the list (Enter), or only to show it (the cursor rests there)."""


@dataclass
class StoryRested(Message):
    """The list's cursor is on a story."""

    number: int


@dataclass
class StoryOpened(Message):
    """The person opened the story under the list's cursor."""

    number: int


@dataclass
class RowsWanted(Message):
    """The list shows rows that it doesn't have yet."""

    numbers: list[int]


@dataclass
class PicturesWanted(Message):
    """The story's pane shows pictures that aren't drawn yet, or will soon."""

    pictures: list[tuple[str, Room]]
    """Address, and the cells to draw it in."""


@dataclass
class PictureChosen(Message):
    """A picture of the story was clicked."""

    address: str
