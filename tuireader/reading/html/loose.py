"""Pictures that stand in the text without a figure around them: which of them are the story's."""

from __future__ import annotations

import re

from tuireader.reading.html.dom import Node
from tuireader.reading.html.pictures import is_picture
from tuireader.reading.html.sources import counts_readers
from tuireader.reading.tables import names

_AROUND = names("a|span|picture|b|i|em|strong|font|center|noscript")
"""What may lie around a picture that stands alone in its line."""
_LEAST_WIDTH, _LEAST_HEIGHT = 200, 100
"""Pixels of a picture that says how large it is: what is smaller is a portrait, a logo or a button."""
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_STYLED = re.compile(r"(?:^|[;\s])(?:max-)?(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?(px|r?em)", re.IGNORECASE)
_NO_PICTURE = re.compile(
    r"emoji|smiley|avatar|feeds\.feedburner\.com/~|\.(?:gif|svg)(?:$|[?#])|"
    r"(?:^|[\W_])(?:icon|logo|pixel|tracker|tracking|beacon|counter|spacer|badge|button)s?(?:$|[\W_])",
    re.IGNORECASE,
)
"""Names of what is small or counts readers."""
_PIXELS_OF_EM = 16


class LoosePictures:
    """Tells the loose pictures of one page."""

    def __init__(self) -> None:
        self._places: dict[Node, dict[Node, int]] = {}

    def is_one(self, node: Node, address: str) -> bool:
        """Whether a picture is the story's: it says that it is large, or says nothing of its size and stands alone in its line.

        Args:
            node: its element, or the one that chooses among several.
            address: the picture's own.
        """
        picture = node if node.tag == "img" else next(node.find("img"), None)
        if picture is None or not is_picture(picture) or counts_readers(picture):
            return False
        if _NO_PICTURE.search(f"{picture.get('class')} {address}"):
            return False
        width, height = _size(picture, "width"), _size(picture, "height")
        if width is None and height is None:
            return self._stands_alone(picture)
        return (width is None or width >= _LEAST_WIDTH) and (height is None or height >= _LEAST_HEIGHT)

    def _stands_alone(self, picture: Node) -> bool:
        """Whether no words stand in the same line as a picture."""
        node = picture
        while node.parent is not None:
            beside = node.parent.children
            at = self._place(node, node.parent)
            if any(isinstance(near, str) and near.strip() for near in beside[max(0, at - 1) : at + 2]):
                return False
            if node.parent.tag not in _AROUND:
                return True
            node = node.parent
        return True

    def _place(self, node: Node, parent: Node) -> int:
        """Return which of its parent's children an element is; a page may have thousands of pictures in a row."""
        if parent not in self._places:
            self._places[parent] = {child: number for number, child in enumerate(parent.children) if not isinstance(child, str)}
        return self._places[parent][node]


def _size(picture: Node, name: str) -> int | None:
    """Return how wide or high a picture says to be, in pixels; None where it doesn't."""
    for found, number, unit in _STYLED.findall(picture.get("style")):
        if found.lower() == name:
            return int(number) * (1 if unit.lower() == "px" else _PIXELS_OF_EM)
    told = _PIXELS.fullmatch(picture.get(name))
    return int(told[1]) if told else None
