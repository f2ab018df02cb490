"""Which pane the person is in, and moving between them."""

from __future__ import annotations

from textual.screen import Screen

from tuireader.tui.keys import HasKeys
from tuireader.tui.screens.trouble import TellsTrouble
from tuireader.tui.widgets.bars import KeyHints
from tuireader.tui.widgets.region_tree import RegionTree
from tuireader.tui.widgets.story_list import StoryList
from tuireader.tui.widgets.story_view import StoryView

REGIONS, STORIES, STORY = "regions", "stories", "story"
_ORDER = (REGIONS, STORIES, STORY)


class Panes(HasKeys, TellsTrouble, Screen[None]):
    """A screen with the three panes; its classes say how wide it is and which pane is entered, the style sheet shows what fits."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (81, "-middling"), (140, "-wide")]  # noqa: RUF012

    pane = STORIES

    @property
    def tree_pane(self) -> RegionTree:
        """The pane of regions."""
        return self.query_one("#tree", RegionTree)

    @property
    def list_pane(self) -> StoryList:
        """The pane of stories."""
        return self.query_one("#list", StoryList)

    @property
    def story_pane(self) -> StoryView:
        """The reader pane."""
        return self.query_one("#story", StoryView)

    @property
    def story_in_sight(self) -> bool:
        """Whether the reader pane is shown at this width."""
        return self.pane == STORY or not (self.has_class("-narrow") or (self.has_class("-middling") and self.pane == REGIONS))

    def enter(self, pane: str) -> None:
        """Go to a pane."""
        self.pane = pane
        self.query_one(KeyHints).show_pane(pane)
        for name in _ORDER:
            self.set_class(name == pane, f"-at-{name}")
        self.set_focus({REGIONS: self.tree_pane, STORIES: self.list_pane, STORY: self.story_pane}[pane], scroll_visible=False)

    def neighbour(self, step: int) -> str | None:
        """Return the pane at the right (1) or left (-1), None at the border."""
        place = _ORDER.index(self.pane) + step
        return _ORDER[place] if 0 <= place < len(_ORDER) else None
