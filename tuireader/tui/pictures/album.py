"""Draws stored pictures off the UI loop, one after the other, and keeps the last of them."""

from __future__ import annotations

import asyncio
import random
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from tuireader.errors import StoreDamaged
from tuireader.tui.page import Room

if TYPE_CHECKING:
    from textual.strip import Strip

    from tuireader.store import Picture

_MOST_CELLS = 30_000
"""Cells of all pictures kept, some 250 bytes each; a story's picture takes about 1,500."""


class Drawn(NamedTuple):
    """A picture as rows of cells."""

    room: Room
    strips: list[Strip]
    number: int | None = None
    """Under which the terminal keeps it."""
    sequence: str = ""
    """What tells the terminal the picture."""
    over: str = ""
    """What draws the picture over its cells, at the cursor."""


class Album:
    """Pictures drawn in the sizes in which they were asked for."""

    def __init__(
        self, get: Callable[[str], Picture | None], graphics: str, cell: tuple[int, int], send: Callable[[str], None] | None = None
    ) -> None:
        """Make an empty album.

        Args:
            get: gives a stored picture; called in a thread.
            graphics: "kitty", "sixel", or anything else for half blocks.
            cell: a cell's width and height, in pixels.
            send: writes to the terminal, in turn with what the screen writes.
        """
        self._get = get
        self._graphics = graphics if send is not None else ""
        self._cell = cell
        self._send = send or (lambda _: None)
        self._kept: OrderedDict[tuple[str, Room], Drawn] = OrderedDict()
        self._painter = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._number = random.randrange(1, 1 << 23)  # noqa: S311 - so that two readers in one terminal don't meet

    async def large(self, address: str, room: Room) -> Drawn:
        """Return a picture as :meth:`drawn` does, for a place where nothing scrolls."""
        if self._graphics != "sixel":
            return await self.drawn(address, room)
        return await asyncio.get_running_loop().run_in_executor(self._painter, self._draw_sixels, address, room)

    async def drawn(self, address: str, room: Room) -> Drawn:
        """Return a picture drawn in so many cells.

        Raises:
            StoreDamaged: it isn't there any more, or can't be decoded.
        """
        found = self._kept.get((address, room))
        if found is None:
            self._number += 1
            found = await asyncio.get_running_loop().run_in_executor(self._painter, self._draw, address, room, self._number)
            if found.sequence:
                self._send(found.sequence)
            found = found._replace(sequence="")
            self._keep((address, room), found)
        self._kept.move_to_end((address, room))
        return found

    def close(self) -> None:
        """Let go of everything, also what the terminal keeps."""
        self._painter.shutdown(wait=False, cancel_futures=True)
        while self._kept:
            self._drop()

    def _draw(self, address: str, room: Room, number: int) -> Drawn:
        from tuireader.tui.pictures import blocks, kitty
        from tuireader.tui.pictures.decoding import decoded  # Pillow takes as long to import as a story to be set

        picture = self._stored(address)
        if self._graphics == "kitty" and room.rows <= kitty.MOST_ROWS:
            image = decoded(picture.data, *kitty.size_in_pixels(room, self._cell))
            return Drawn(room, kitty.strips(number, room), number, kitty.sent(image, number, room))
        return Drawn(room, blocks.strips(decoded(picture.data, *blocks.size_in_pixels(room))))

    def _draw_sixels(self, address: str, room: Room) -> Drawn:
        from textual.strip import Strip

        from tuireader.tui.pictures import kitty, sixel
        from tuireader.tui.pictures.decoding import decoded

        image = decoded(self._stored(address).data, *kitty.size_in_pixels(room, self._cell))
        return Drawn(room, [Strip.blank(room.columns)] * room.rows, over=sixel.encoded(image))

    def _stored(self, address: str) -> Picture:
        picture = self._get(address)
        if picture is None:
            raise StoreDamaged("the picture isn't stored any more")
        return picture

    def _keep(self, key: tuple[str, Room], found: Drawn) -> None:
        self._kept[key] = found
        while len(self._kept) > 1 and sum(each.room.columns * each.room.rows for each in self._kept.values()) > _MOST_CELLS:
            self._drop()

    def _drop(self) -> None:
        _, dropped = self._kept.popitem(last=False)
        if dropped.number is not None:
            from tuireader.tui.pictures.kitty import forgotten

            self._send(forgotten(dropped.number))
