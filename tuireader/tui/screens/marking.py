"""Marks, stars, moves, deletions, and taking them back."""

from __future__ import annotations

import asyncio

from textual import work

from tuireader.tui.screens.picturing import Picturing


class Marking(Picturing):
    """The part of the main screen that changes what is known of stories."""

    @work(group="mark", exit_on_error=False)
    async def action_star(self) -> None:
        """Star the story, or take the star away."""
        if row := self.list_pane.current:
            await self.mark(row, starred=not row.starred)

    @work(group="mark", exit_on_error=False)
    async def action_toggle_read(self) -> None:
        """Mark the story read or unread."""
        if row := self.list_pane.current:
            await self.mark(row, read=not row.read)

    @work(group="mark", exit_on_error=False)
    async def action_read_all(self) -> None:
        """Mark everything in the view read."""
        marked = await self.library.read_all(self.view)
        await self._rows_anew()
        self.say(f"{marked:,} marked read; u takes it back." if marked else "Everything here is read already.")

    @work(group="mark", exit_on_error=False)
    async def action_delete(self) -> None:
        """Delete the story."""
        if row := self.list_pane.current:
            stories = self.list_pane
            await self.library.delete(row)
            after = stories.order[stories.cursor + 1 : stories.cursor + 2] or stories.order[stories.cursor - 1 : stories.cursor]
            await self.refresh_counts()
            self.show_view(self.view, after[0] if after else None, quietly=True)
            self.say(f"Deleted “{row.title[:60]}”; u brings it back.")

    @work(group="mark", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take back the last mark, star or deletion."""
        undone = await self.library.undo()
        if undone is None:
            self.say("Nothing to undo.")
            return
        if undone.what == "deleted":
            await self.refresh_counts()
            self.show_view(self.view, undone.numbers[0], quietly=True)
        else:
            await self._rows_anew()
        self.say(f"Undone: {undone.what}.")

    async def _rows_anew(self) -> None:
        self.list_pane.put_rows(await self.library.rows(list(self.list_pane.rows)))
        await self.refresh_counts()

    @work(group="dialog", exit_on_error=False)
    async def action_move_story(self) -> None:
        """Ask for a region, and move the story there for good."""
        from tuireader.tui.screens.moving import Moving

        row = self.list_pane.current
        if row is None:
            return
        paths = await asyncio.to_thread(_all_paths)
        here = " › ".join(filter(None, (row.region, row.country))) or "no region"
        path = await self.app.push_screen_wait(Moving(paths, f"It is in {here}{', where you moved it' if row.moved else ''}."))
        if path is None:
            return
        await self.library.move(row, path)
        await self._rows_anew()
        moved = self.list_pane.rows.get(row.number)
        place = " › ".join(filter(None, (moved.region, moved.country))) if moved else ""
        self.say(f"Now in {place}; u takes it back.")


def _all_paths() -> list[tuple[str, ...]]:
    from tuireader.meaning.region_names import all_paths  # the gazetteer takes a moment, and few sessions move a story

    return all_paths()
