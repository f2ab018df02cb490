"""Pictures, videos and their captions: which words are the caption, which the credit, and which address is the picture's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tuireader.article import Caption, Media
from tuireader.reading.address import web_address
from tuireader.reading.alongside import Alongside
from tuireader.reading.companions import lies_in_companion
from tuireader.reading.html.credits import words_of
from tuireader.reading.html.dom import Node
from tuireader.reading.tables import names

_CAPTION_NAME = re.compile(
    r"(?<!closed)(?<!closed-)caption(?!ed|s-on|-?toggle)|cutline|(?:^|[\s_-])(?:legend|leyenda|bildunterschrift)(?:[\s_-]|$)", re.IGNORECASE
)
_PICTURES = frozenset({"img", "picture", "video", "audio", "amp-img"})
CAPTION_TAGS = names("figcaption|p|div|span|small|em|dd|figure|section|li|h5|h6|cite")
"""Elements that may hold a caption."""
_GALLERY = re.compile(r"(?:^|[\s_-])(?:gal|galler(?:y|ies)|slide-?show|carousel|photo-?set)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_CAPTION = 1500
_MOST_PARAGRAPHS = 2
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-srcset", "data-original-src", "data-hi-res-src", "data-full-src", "data-url")
_WIDTH = re.compile(r"^(\d{1,5})(?:\.\d+)?w$")
_SENSIBLE_WIDTH = 1600
_DELAYED = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#~])", re.IGNORECASE)


class Captions:
    """Finds the captions of one page, each with the picture that it stands beside."""

    def __init__(self, base: str | None, alongside: Alongside) -> None:
        self._base = base
        self._alongside = alongside
        self._first_picture: dict[Node, Node | None] = {}

    def is_caption(self, node: Node) -> bool:
        """Whether an element holds a picture's caption: by its tag, or by its name where a picture is near."""
        if node.tag == "figcaption":
            return True
        if node.tag not in CAPTION_TAGS or (node.tag == "figure" and any(node.find("figcaption"))):
            return False
        named = f"{node.get('class')} {node.get('id')}"
        if len(named) < 5 or not _CAPTION_NAME.search(named):
            return False
        if node.tag != "p" and (any(node.find("img", "h1", "h2", "ul", "picture")) or sum(1 for _ in node.find("p")) > _MOST_PARAGRAPHS):
            return False
        return len(node.text()) <= _LONGEST_CAPTION and self._picture_near(node) is not None

    def read(self, node: Node) -> Caption | None:
        """Return the caption that an element holds, with its credit and its picture's address."""
        text, credit = words_of(node)
        if not text and not credit:
            return None
        picture = self._picture_near(node)
        return Caption(
            text=text, credit=credit, media=media_of(picture), src=self.address_of(picture) if picture is not None else None
        )

    def address_of(self, picture: Node) -> str | None:
        """Return the address of a picture, before all others one under which it came along with the page."""
        return self._came_along(picture) or address_of(picture, self._base)

    def _came_along(self, picture: Node) -> str | None:
        around = picture.parent.find("source") if picture.parent is not None and picture.parent.tag == "picture" else ()
        given = (value for node in (*_holders(picture), *around) for value in (node.get("src"), _first(node.get("srcset"))))
        return next((address for value in given if value and (address := self._alongside.address(value))), None)

    def _picture_near(self, node: Node) -> Node | None:
        """Return the nearest picture in the few elements around a caption."""
        for holder in islice(node.ancestors(), 4):
            if holder.tag in ("body", "article", "main"):
                return None
            if holder not in self._first_picture:
                # Only its first elements are looked at: a picture that is farther away is another's.
                self._first_picture[holder] = next((near for near in islice(holder.walk(), 200) if is_picture(near)), None)
            found = self._first_picture[holder]
            if found is not None or holder.tag == "figure":
                return found
        return None


def is_picture(node: Node) -> bool:
    """Whether an element shows a picture, or will once a script has looked at it."""
    return node.tag in _PICTURES or (node.tag in ("div", "span") and bool(_DELAYED.search(node.get("data-src"))))


def is_gallery(node: Node) -> bool:
    """Whether an element is named for a gallery and shows a picture."""
    named = f"{node.get('class')} {node.get('id')}" if node.attrs and node.tag in ("div", "section", "ul", "ol") else ""
    return len(named) > 3 and bool(_GALLERY.search(named)) and any(node.find("img", "picture", "amp-img"))


def media_of(picture: Node | None) -> Media:
    """Return what kind of thing a picture's element shows."""
    tag = picture.tag if picture is not None else "img"
    return "video" if tag == "video" else "audio" if tag == "audio" else "image"


def address_of(picture: Node, base: str | None) -> str | None:
    """Return the address of a picture: of several sizes the largest sensible one, of a lazily loaded one the real one."""
    best, best_width = None, -1
    for node in picture.walk():
        for name in ("srcset", "data-srcset", "data-lazy-srcset"):
            for candidate in node.get(name)[:20_000].split(", "):
                parts = candidate.split()
                width = _WIDTH.match(parts[1]) if len(parts) > 1 else None
                size = int(width[1]) if width else 0
                if parts and best_width < size <= _SENSIBLE_WIDTH and (address := web_address(parts[0], base)):
                    best, best_width = address, size
    if best:
        return best
    for node in _holders(picture):
        for name in (*_LAZY, "src", "poster"):
            given = node.get(name)
            address = web_address(given, base) if given and not lies_in_companion(given) else None
            if address:
                return address
    return None


def _first(candidates: str) -> str:
    """Return the first address of several sizes."""
    return candidates.strip().partition(" ")[0]


def _holders(picture: Node) -> Iterator[Node]:
    """Yield the elements that may hold a picture's address: its own, those in it, and the one around it that chooses among them."""
    yield picture
    yield from picture.find("img", "source")
    if picture.parent is not None and picture.parent.tag == "picture":
        yield picture.parent
