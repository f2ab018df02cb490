"""Opening stories and going from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.timer import Timer

from tuireader.errors import TuireaderError
from tuireader.tui.bidi import has_right_to_left, visual
from tuireader.tui.branches import next_region
from tuireader.tui.messages import StoryOpened, StoryRested
from tuireader.tui.screens.panes import STORIES, STORY
from tuireader.tui.screens.shelf import Shelf
from tuireader.tui.views import View
from tuireader.tui.wording import date_in_words
from tuireader.tui.wrapping import shorten

if TYPE_CHECKING:
    from tuireader.store import Summary
    from tuireader.store.sayings import Saying

REST = 0.08
"""Seconds that the cursor rests on a story before it is previewed."""
ALL_READ = "That's the whole paper: everything is read."


class Reading(Shelf):
    """The part of the main screen that brings stories into the reader pane."""

    _shown: Summary | None = None
    """The story in the reader pane."""
    _opened = False
    """Whether it was opened, or is only previewed."""
    _rest: Timer | None = None

    # Previewing and opening.

    @on(StoryRested)
    def _story_rested(self, event: StoryRested) -> None:
        event.stop()
        if self._rest:
            self._rest.stop()
        if self.pane != STORY:
            self._rest = self.set_timer(REST, lambda: self._preview(event.number))

    def _preview(self, number: int) -> None:
        if self.pane == STORY:  # a story is being opened: a preview would take its place
            return
        row = self.list_pane.rows.get(number)
        current = self.list_pane.current
        if row and current and current.number == number and self.story_in_sight and (not self._shown or self._shown.id != row.id):
            self._show_story(row, opened=False)

    @on(StoryOpened)
    def _story_opened(self, event: StoryOpened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open the story under the cursor; in the tree go on to the list."""
        if self.tree_pane.has_focus:
            self.tree_pane.row_chosen()
        elif row := self.list_pane.current:
            self.enter(STORY)
            self._show_story(row, opened=True)

    @work(exclusive=True, group="story", exit_on_error=False)
    async def _show_story(self, row: Summary, *, opened: bool) -> None:
        await self.keep_place()
        if self._shown is None or self._shown.id != row.id or self.story_pane.article is None:
            try:
                article, stored, lacking = await self.library.pictured(row.id)
            except TuireaderError as error:
                self._shown, self._opened = row, False
                self.story_pane.show_hint(str(error))
                return
            self.story_pane.show(article, row.position, stored, lacking, missing=row.missing)
            self._shown = row
        self._opened = opened
        if opened and not row.read and not self.library.store.read_only:
            await self.mark(row, read=True, undoable=False)

    async def open_saying(self, saying: Saying) -> None:
        """Open a quotation's story at the quotation; the list goes to the story too."""
        row, stories = saying.story, self.list_pane
        if row.number in stories.order:
            stories.put_rows([row])
            stories.cursor = stories.order.index(row.number)
        else:
            await self.show_view(View(), row.number).wait()
        await self.keep_place()
        self._shown = None
        self.enter(STORY)
        await self._show_story(row._replace(position=(saying.block, saying.start)), opened=True).wait()
        words = saying.text.split()
        for spot in self.story_pane.quotations:
            if spot.block == saying.block and spot.text.split() == words:
                self.story_pane.go_to_line(spot.line)
                return

    async def keep_place(self) -> None:
        """Keep where the story in the reader pane is being read."""
        row = self._shown
        if row is None or not self._opened or self.library.store.read_only:
            return
        place = self.story_pane.place
        if place != row.position:
            self._shown = row._replace(position=place)
            await self.library.keep_place(row.id, place)
            if listed := self.list_pane.rows.get(row.number):
                self.list_pane.put_rows([listed._replace(position=place)])

    async def mark(self, row: Summary, *, read: bool | None = None, starred: bool | None = None, undoable: bool = True) -> None:
        """Mark a story, in the list at once, in the store and the counts right after."""
        changed = row._replace(read=row.read if read is None else read, starred=row.starred if starred is None else starred)
        self.list_pane.put_rows([changed])
        if self._shown and self._shown.id == row.id:
            self._shown = changed
        try:
            await self.library.mark(row, read=read, starred=starred, undoable=undoable)
        except TuireaderError:
            self.list_pane.put_rows([row])
            raise
        await self.refresh_counts()

    # Going on.

    def action_read_on(self) -> None:
        """A page down in the opened story; at its end, or when nothing is open, the next unread one."""
        if self.tree_pane.has_focus:
            self.tree_pane.row_chosen()
        elif self.pane == STORY and self._opened:
            if not self.story_pane.page_down():
                self.action_next_unread(1)
        elif (row := self.list_pane.current) and not row.read:
            self.action_open()
        else:
            self.action_next_unread(1)

    def action_next_story(self, step: int) -> None:
        """Open the story below or above."""
        before = self.list_pane.cursor
        self.list_pane.move(step)
        if self.list_pane.cursor != before:
            self._open_here()

    def _open_here(self) -> None:
        row = self.list_pane.current
        if row:
            self.enter(STORY)
            self._show_story(row, opened=True)

    @work(exclusive=True, group="next", exit_on_error=False)
    async def action_next_unread(self, step: int) -> None:
        """Open the next (1) or previous (-1) unread story of the list; past its end, go to the next region that has one."""
        stories = self.list_pane
        index = stories.cursor if step > 0 or self._opened else stories.cursor + 1
        if step > 0 and not self._opened and self.pane == STORIES:
            index -= 1
        while 0 <= index + step < stories.row_count:
            index += step
            number = stories.order[index]
            if number not in stories.rows:
                ahead = stories.order[index : index + 500] if step > 0 else stories.order[max(0, index - 499) : index + 1]
                stories.put_rows(await self.library.rows(ahead))
            row = stories.rows.get(number)
            if row and not row.read:
                stories.cursor = index
                self._open_here()
                return
        if step < 0:
            self.say("No unread story above.")
        else:
            await self._next_region()

    async def _next_region(self) -> None:
        await self.refresh_counts()
        view = next_region(self.counts, self.view) if self.counts.all.unread else None
        if view is None:
            self.say(ALL_READ)
            return
        self.leave_search()
        listing = await self.library.listing(view._replace(unread=True))
        if not listing.rows:
            return
        whole = await self.library.listing(view)
        self.place_listing(view, whole, listing.rows[0].number)
        self.tree_pane.show_view(view)
        self.list_pane.put_rows(listing.rows[:1])
        self._open_here()
        self.say(f"On to {view.title}.")

    @work(group="dialog", exit_on_error=False)
    async def action_quotations(self) -> None:
        """Show all quotations of the story, and go to the chosen one."""
        from tuireader.tui.screens.quotations import Quotations

        if not self.story_pane.quotations:
            self.say("No quotations in this story." if self.story_pane.article else "Open a story first.")
            return
        spot = await self.app.push_screen_wait(Quotations(self.story_pane.quotations))
        if spot:
            self.open_shown()
            self.story_pane.go_to_line(spot.line)

    def open_shown(self) -> None:
        """Go into the story that is previewed."""
        if self.pane != STORY and (row := self.list_pane.current):
            self.enter(STORY)
            self._show_story(row, opened=True)

    def action_speakers(self) -> None:
        """Show or hide the speakers' names beside the quotations."""
        self.story_pane.speakers = not self.story_pane.speakers
        self.story_pane.set_again()
        self.library.keep_setting("speakers", "" if self.story_pane.speakers else "off")
        self.say("Speakers are shown." if self.story_pane.speakers else "Speakers are hidden.")

    def action_copy_quotation(self) -> None:
        """Copy the quotation that was gone to, or the first in sight, with who said it and where."""
        spot, article = self.story_pane.quotation_here, self.story_pane.article
        if spot is None or article is None:
            self.say("No quotation in sight; ] goes to the next one.")
            return
        speaker = f"{spot.speaker} ({spot.description})" if spot.speaker and spot.description else spot.speaker
        origin = ", ".join(filter(None, (article.title, article.source, date_in_words(article.published), article.url)))
        words = spot.text.rstrip(",")
        self.app.copy_to_clipboard(f"“{words}”\n— " + "; ".join(filter(None, (speaker, origin))))
        # One line: what is ordered for the screen can't be broken any more.
        shown = visual(shorten(words, 40)) if getattr(self.app, "reorders", True) and has_right_to_left(words) else shorten(words, 60)
        self.say(f"Copied: “{shown}”")

    def action_go_to(self, kind: str, step: int) -> None:
        """Go to the next or previous quotation or picture of the story."""
        if self.story_pane.article is None:
            return
        self.open_shown()
        if not self.story_pane.go_to(kind, step):
            self.say(f"No {kind} {'further down' if step > 0 else 'further up'}.")
