"""Pictures, videos and their captions: which words are the caption, and which the credit; :mod:`.sources` has their addresses."""

from __future__ import annotations

import re
from itertools import islice

from tuireader.article import Caption, Media
from tuireader.reading.alongside import Alongside
from tuireader.reading.html.credits import words_of
from tuireader.reading.html.dom import Node
from tuireader.reading.html.sources import address_of, is_delayed, said_of, stands_in
from tuireader.reading.tables import names

_CAPTION_NAME = re.compile(
    r"(?<!closed)(?<!closed-)caption(?!ed|s-on|-?toggle)|cutline|(?:^|[\s_-])(?:legend|leyenda|bildunterschrift)(?:[\s_-]|$)|"
    r"(?:slide|gallery|image|photo|picture)[\w-]{0,12}?desc(?:ription)?(?:[\s_-]|$)",
    re.IGNORECASE,
)
_PICTURES = frozenset({"img", "picture", "video", "audio", "amp-img"})
CAPTION_TAGS = names("figcaption|p|div|span|small|em|dd|figure|section|li|td|h5|h6|cite")
"""Elements that may hold a caption."""
_GALLERY = re.compile(r"(?:^|[\s_-])(?:gal|galler(?:y|ies)|slide-?show|carousel|photo-?set)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_CAPTION = 1500
_MOST_PARAGRAPHS = 2


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
        return Caption(text=text, credit=credit, media=media_of(picture), src=self.address_of(picture) if picture is not None else None)

    def address_of(self, picture: Node) -> str | None:
        """Return the address of a picture, before all others one under which it came along with the page."""
        return self._came_along(picture) or address_of(picture, self._base)

    def _came_along(self, picture: Node) -> str | None:
        return next((address for given in said_of(picture) if (address := self._alongside.address(given))), None)

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
    return (node.tag in _PICTURES and not stands_in(node)) or is_delayed(node)


def is_gallery(node: Node) -> bool:
    """Whether an element is named for a gallery and shows a picture."""
    named = f"{node.get('class')} {node.get('id')}" if node.attrs and node.tag in ("div", "section", "ul", "ol") else ""
    return len(named) > 3 and bool(_GALLERY.search(named)) and any(node.find("img", "picture", "amp-img"))


def media_of(picture: Node | None) -> Media:
    """Return what kind of thing a picture's element shows."""
    tag = picture.tag if picture is not None else "img"
    return "video" if tag == "video" else "audio" if tag == "audio" else "image"
