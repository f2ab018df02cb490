"""The address of a picture: of several sizes the largest sensible one, of one that a script is to load the real one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from tuireader.reading.address import web_address
from tuireader.reading.companions import lies_in_companion
from tuireader.reading.html.dom import Node

_SRCSETS = ("srcset", "data-srcset", "data-lazy-srcset")
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-srcset", "data-original-src", "data-hi-res-src", "data-full-src", "data-url")
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?),+(?=\s|$)|([^\s,]\S*+)\s*+([^,]*+)")
"""An address that ends with commas, or one with its size, as HTML's "parse a srcset attribute" has it: other commas are the address's."""
_SIZE = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)([wx])")
_LONGEST_SRCSET = 20_000
_MOST_CANDIDATES = 60
_SENSIBLE_WIDTH = 1600
_SENSIBLE_DENSITY = 2
_PLAIN_WIDTH = 640
"""Pixels that a picture of density 1 is taken for, so that both kinds of candidates are of one measure."""
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#~])", re.IGNORECASE)
_STAND_IN = re.compile(
    r"(?:^|[/_.-])(?:place-?holder|lazy-?load|lazy|spacer|blank|transparent|1x1)"
    r"[\w-]*\.(?:gif|png|svg|jpe?g|webp)(?:$|[?#])",
    re.IGNORECASE,
)
_WITHOUT_SCRIPTS = "data-without-scripts"
"""Where :func:`take_without_scripts` puts an address."""
_MOST, _AROUND, _NEAR = 500, 6, 100
_OF_MORE = frozenset({"p", "h1", "h2", "h3", "li"})
"""What lies in an element that holds more than a picture."""


def stands_in(node: Node) -> bool:
    """Whether a picture is nothing but what a page shows until the real one, in an element of its own, has come."""
    source = node.get("src")
    return node.tag == "img" and bool(_STAND_IN.search(source)) and next(iter(_given(node)), source) == source


def is_delayed(node: Node) -> bool:
    """Whether an element that is no picture will be one once a script has looked at it."""
    return node.tag in ("div", "span") and bool(_PICTURE.search(node.get("data-src")))


def address_of(picture: Node, base: str | None) -> str | None:
    """Return the address of a picture, resolved against ``base``; None where it has none on the web."""
    picture = _whole(picture)
    best, best_width = None, 0.0
    for node in picture.walk():
        for name in _SRCSETS:
            for given, width in _candidates(node.get(name)):
                if best_width < width <= _SENSIBLE_WIDTH and (address := web_address(given, base)):
                    best, best_width = address, width
    if best:
        return best
    # What has braces is a pattern, of which a script makes addresses.
    every = (given for node in (picture, *picture.find("img", "source")) for given in _given(node) if "{" not in given)
    every = (given for given in every if not lies_in_companion(given))
    return next((address for given in every if (address := web_address(given, base))), None)


def said_of(picture: Node) -> Iterator[str]:
    """Yield what a picture's elements say its address is, as they say it: each one's ``src``, and the first of its sizes."""
    for node in _whole(picture).find(picture.tag, "picture", "img", "source"):
        first = next((given for given, _ in _candidates(node.get("srcset"))), "")
        yield from filter(None, (node.get("src"), first))


def _whole(picture: Node) -> Node:
    """Return the element around a picture that chooses among several, where there is one."""
    return picture.parent if picture.parent is not None and picture.parent.tag == "picture" else picture


def _candidates(srcset: str) -> Iterator[tuple[str, float]]:
    """Yield the addresses of a srcset, each with its width in pixels; one whose size isn't told is taken for a small one."""
    for match in islice(_CANDIDATE.finditer(srcset[:_LONGEST_SRCSET]), _MOST_CANDIDATES):
        address, size = match[1] or match[2], _SIZE.fullmatch((match[3] or "").strip())
        if size is None:
            yield address, 1.0
        elif size[2] == "w":
            yield address, float(size[1])
        else:
            yield address, _PLAIN_WIDTH * min(float(size[1]), _SENSIBLE_DENSITY + 1)


def _given(node: Node) -> Iterator[str]:
    """Yield what an element's attributes give for its address, the likeliest first."""
    for name in (*_LAZY, _WITHOUT_SCRIPTS):
        if given := node.get(name):
            yield given
    source = node.get("src")
    if source and not _STAND_IN.search(source):
        yield source
    for name, given in node.attrs.items():
        if name.startswith("data-") and _PICTURE.search(given):
            yield given
    if source:
        yield source
    if poster := node.get("poster"):
        yield poster


def take_without_scripts(elements: Iterable[Node], base: str | None) -> None:
    """Give pictures that wait for a script the addresses that a page has for readers without scripts.

    Args:
        elements: its noscript elements. The picture beside one stands in for that within it; where a figure has no other, it is the
            figure's picture.
        base: what their addresses are relative to.
    """
    for node in islice(elements, _MOST):
        shown = next((each for each in node.find("img") if not counts_readers(each)), None)
        given = address_of(shown, base) if shown is not None else None
        beside = _beside(node) if given else None
        if shown is None or given is None or beside is None:
            continue
        if beside.tag == "figure":
            node.tag, node.children = "span", [shown]
        else:
            beside.attrs[_WITHOUT_SCRIPTS] = given


def counts_readers(picture: Node) -> bool:
    """Whether a picture only counts readers."""
    return any(picture.get(name).removesuffix("px") in ("0", "1", "2") for name in ("width", "height")) or "none" in picture.get("style")


def _beside(node: Node) -> Node | None:
    """Return the picture that stands in for what a noscript element shows, else the figure around it; None where there is neither."""
    for holder in islice(node.ancestors(), _AROUND):
        near = list(islice(holder.walk(), _NEAR))
        if holder.tag != "figure" and any(each.tag in _OF_MORE or (each.tag == "noscript" and each is not node) for each in near):
            return None
        found = next((each for each in near if each.tag == "img" and node not in islice(each.ancestors(), 3)), None)
        if found is not None or holder.tag == "figure":
            return found or holder
    return None
