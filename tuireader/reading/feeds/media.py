"""What an entry carries beside its text: sound, films, pictures and what is said of them."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from tuireader.article import Enclosure
from tuireader.reading.address import web_address
from tuireader.reading.feeds.entry import Picture
from tuireader.reading.feeds.names import Fields, plain
from tuireader.reading.feeds.words import line

_MOST = 100
_THUMBNAIL = 300
"""No thumbnail counts as wider: the picture itself goes before it."""

_PLAYERS = frozenset({"application/x-shockwave-flash", "application/vnd.adobe.flash.movie"})
"""What feeds of films still call the player on the film's page."""
_SMALLEST = 100
"""Pixels; a thumbnail that says to be narrower is somebody's portrait or a logo."""


class Media(NamedTuple):
    """What was found."""

    enclosures: list[Enclosure]
    pictures: list[Picture]
    """The widest first."""
    description: str
    """What Media RSS says of it, as HTML; for films often all the text there is."""
    is_film: bool = False
    """Whether it is a film in a player, which is no file to keep."""


class _Finder:
    """Gathers what one entry carries, each address once."""

    def __init__(self, fields: Fields, base: str | None) -> None:
        self._entry = fields
        self._base = base
        self.enclosures: dict[str, Enclosure] = {}
        self.pictures: list[tuple[int, Picture]] = []
        self.is_film = False

    def enclosure(self, element: etree._Element) -> None:
        """Take an RSS enclosure, or Atom's link to one."""
        address = self._address(element, "url", "href")
        if address and (element.get("type") or "").lower().startswith("image/"):
            self.pictures.append((1, Picture(address=address)))
        elif address:
            self._enclose(address, element, "length")

    def content(self, element: etree._Element, around: Fields) -> None:
        """Take an element of Media RSS; what isn't said of it itself may be said of the group around it."""
        own = Fields(element, around.names)
        address = self._address(element, "url")
        kind = (element.get("medium") or element.get("type") or "image").lower()
        if address and kind.startswith(("audio", "video")):
            self._enclose(address, element, "fileSize")
        elif address and kind.startswith("image"):
            caption = line(own.text("media:description", "media:text") or self._entry.text("media:text"))
            credit = line(own.text("media:credit") or around.text("media:credit") or self._entry.text("media:credit"))
            self.pictures.append((_number(element.get("width")) or 2, Picture(address=address, caption=caption, credit=credit or None)))
        self.is_film = self.is_film or kind in _PLAYERS
        self.thumbnails(own)

    def thumbnails(self, fields: Fields) -> None:
        """Take the small pictures."""
        for element in fields.all("media:thumbnail"):
            address = self._address(element, "url") or web_address(plain(element), self._base)
            width = _number(element.get("width"))
            if address and (width is None or width >= _SMALLEST):
                self.pictures.append((min(width or 1, _THUMBNAIL), Picture(address=address)))

    def covers(self) -> None:
        """Take the entry's own picture, as podcasts have it."""
        for element in self._entry.all("itunes:image", "image"):
            address = web_address(element.get("href") or Fields(element, self._entry.names).text("url") or plain(element), self._base)
            if address:
                self.pictures.append((0, Picture(address=address)))

    def _address(self, element: etree._Element, *names: str) -> str | None:
        return next((found for name in names if (found := web_address(element.get(name), self._base))), None)

    def _enclose(self, address: str, element: etree._Element, length: str) -> None:
        media_type = (element.get("type") or "").lower() or None
        self.enclosures.setdefault(address, Enclosure(url=address, media_type=media_type, length=_number(element.get(length))))


def read(fields: Fields, base: str | None) -> Media:
    """Return the enclosures and pictures of an entry."""
    finder = _Finder(fields, base)
    for element in fields.all("enclosure"):
        finder.enclosure(element)
    for element in fields.all("link"):
        if element.get("rel") == "enclosure":
            finder.enclosure(element)
    holders = [fields, *(Fields(group, fields.names) for group in fields.all("media:group"))]
    for holder in holders:
        for element in holder.all("media:content"):
            finder.content(element, holder)
        finder.thumbnails(holder)
    finder.covers()
    widest_first = sorted(finder.pictures, key=lambda ranked: -ranked[0])
    description = next((text for holder in reversed(holders) if (text := holder.text("media:description"))), "")
    return Media(list(finder.enclosures.values())[:_MOST], [picture for _, picture in widest_first[:_MOST]], description, finder.is_film)


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 13 else None
