"""The story's pictures: drawn for its pane, shown large, handed to the system's viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on, work

from tuireader.errors import TuireaderError
from tuireader.tui.messages import PictureChosen, PicturesWanted
from tuireader.tui.page import Room
from tuireader.tui.pictures.album import Album
from tuireader.tui.pictures.listing import Shown, pictures_of
from tuireader.tui.screens.outside import OpensOutside
from tuireader.tui.screens.reading import Reading

if TYPE_CHECKING:
    from tuireader.tui.app import ReaderApp

NO_PICTURES = "This terminal can't show pictures; E opens them outside."


class Picturing(OpensOutside, Reading):
    """The part of the main screen that looks after pictures."""

    album: Album

    def on_mount(self) -> None:
        """Begin an album for what this terminal can do."""
        app = cast("ReaderApp", self.app)
        graphics = app.terminal.graphics if app.console.color_system == "truecolor" else app.terminal.graphics and "blocks"
        self.album = Album(app.library.store.pictures.get, graphics, app.cell, app.send)
        self.story_pane.pictures = bool(graphics) and app.pictures

    def on_unmount(self) -> None:
        """Let the pictures go."""
        self.album.close()

    @on(PicturesWanted)
    def _pictures_wanted(self, event: PicturesWanted) -> None:
        event.stop()
        if event.pictures:
            self._draw_pictures(event.pictures)
        else:
            self.workers.cancel_group(self, "pictures")

    @work(exclusive=True, group="pictures", exit_on_error=False)
    async def _draw_pictures(self, wanted: list[tuple[str, Room]]) -> None:
        for address, room in wanted:
            try:
                strips = (await self.album.drawn(address, room)).strips
            except TuireaderError:
                self.story_pane.put_picture(address, room, None)
            else:
                self.story_pane.put_picture(address, room, strips)

    def action_pictures(self) -> None:
        """Show or hide the pictures of stories."""
        if not cast("ReaderApp", self.app).terminal.graphics:
            self.say(NO_PICTURES)
            return
        self.story_pane.pictures = not self.story_pane.pictures
        self.story_pane.set_again()
        self.library.keep_setting("pictures", "" if self.story_pane.pictures else "off")
        self.say("Pictures are shown." if self.story_pane.pictures else "Pictures are hidden.")

    def _stored(self) -> list[Shown]:
        """Return the story's stored pictures; where there are none say so."""
        article = self.story_pane.article
        found = pictures_of(article, self.story_pane.sizes) if article else []
        if not found:
            self.say("No pictures of this story are stored." if article else "Open a story first.")
        return found

    @on(PictureChosen)
    def _picture_chosen(self, event: PictureChosen) -> None:
        event.stop()
        self._enlarge(event.address)

    def action_enlarge(self) -> None:
        """Show the picture in sight as large as the terminal allows."""
        if not cast("ReaderApp", self.app).terminal.graphics:
            self.say(NO_PICTURES)
        else:
            self._enlarge(self.story_pane.picture_here)

    @work(group="dialog", exit_on_error=False)
    async def _enlarge(self, address: str | None) -> None:
        from tuireader.tui.screens.picture import large_pictures

        if stored := self._stored():
            number = next((at for at, each in enumerate(stored) if each.address == address), 0)
            app = cast("ReaderApp", self.app)
            seen = await app.push_screen_wait(large_pictures(app, self.album, stored, self.story_pane.sizes, number))
            if seen:
                self.story_pane.go_to_picture(seen)

    def action_picture_outside(self) -> None:
        """Open the picture in sight in the system's viewer."""
        if stored := self._stored():
            address = self.story_pane.picture_here
            self.open_outside(next((each.address for each in stored if each.address == address), stored[0].address))
