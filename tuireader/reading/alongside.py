"""The pictures that come along with a saved page: in the page itself, in the file with it, or in the folder beside it.

What a page calls them leads nowhere on the web, so each gets an address of its own: the page's, with a mark behind ``#`` that its bytes
alone have. It stays the same however often the page is read, and who follows it comes to the page that showed the picture.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from tuireader.reading.companions import LONGEST, is_beside, path_in_companion

MOST = 40
"""Pictures of one page."""
LARGEST = 15_000_000
"""Bytes of one picture."""
MOST_BYTES = 60_000_000
"""Of all that lie in the folder beside one page."""
_MOST_ASKED = 10 * MOST
"""Files that are looked for in that folder."""
_LEAST = 1_000
"""Bytes: what is smaller holds the place of a picture that a script was to fetch."""
_NOWHERE = "https://saved.invalid/"
"""Stands for the address of a page that doesn't tell it; nobody can have that name (RFC 6761)."""
_LONGEST_PAGE = 4_000
_SAVED = re.compile(r"#picture-[0-9a-f]{32}(?:-[0-9a-f]{16})?$")
_EMBEDDED = re.compile(r"\s*data:image/[\w.+-]{1,40}(?:;[\w.=+-]{1,40}){0,3};base64,", re.IGNORECASE)


class Saved(NamedTuple):
    """A picture that came along."""

    address: str
    """As the article names it."""
    data: bytes | None
    """None where it lies in the folder beside the page."""
    path: str = ""
    """There: its path from the page's own folder."""


class Lying(NamedTuple):
    """What is known of a file beside a page."""

    mark: str
    """Something that its bytes alone have."""
    size: int


Beside = Callable[[str], Lying | None]
"""Tells of the file at a path from the page's own folder ("Story_files/x.jpg"); None where there is none that may be a picture."""


class Alongside:
    """The pictures that came along with one page; it remembers those that were asked for."""

    def __init__(self, beside: Beside | None = None, *, embedded: bool = False) -> None:
        self.beside = beside
        """Tells of the folder beside it, if it has one."""
        self.page: str | None = None
        """The page's address."""
        self.base: str | None = None
        """The address that its relative ones start from."""
        self.found: dict[str, Saved] = {}
        """Those asked for, by their addresses."""
        self._embedded = embedded
        self._lying: dict[str, str | None] = {}
        self._room = MOST_BYTES

    def address(self, given: str) -> str | None:
        """Return the address under which what the page calls by this name came along; None where it didn't."""
        if self._embedded and (start := _EMBEDDED.match(given)):
            return self.keep(_decoded(given[start.end() :]))
        if self.beside is None or len(given) > LONGEST:
            return None
        if given not in self._lying and len(self._lying) < _MOST_ASKED:
            self._lying[given] = self._lies(given, self.beside)
        return self._lying.get(given)

    def keep(self, data: bytes, address: str | None = None) -> str | None:
        """Note a picture's bytes; return its address, None where it's one too many or too small to be one.

        Args:
            data: the bytes.
            address: its own, where that is known.
        """
        known = lying(data)
        if known is None:
            return None
        address = address or self._made(known.mark)
        return self._noted(Saved(address, data[: LARGEST + 1]))

    def _lies(self, given: str, beside: Beside) -> str | None:
        """Return the address of a picture in the folder beside the page."""
        path = path_in_companion(given)
        found = beside(path) if path and len(self.found) < MOST and self._room > 0 else None
        if path is None or found is None:
            return None
        self._room -= found.size
        return self._noted(Saved(self._made(f"{found.mark}-{mark_of_path(path)}"), None, path)) if self._room >= 0 else None

    def _noted(self, saved: Saved) -> str | None:
        if len(self.found) >= MOST and saved.address not in self.found:
            return None
        self.found[saved.address] = saved
        return saved.address

    def _made(self, mark: str) -> str:
        page = (self.page or "").partition("#")[0]
        return f"{page if 0 < len(page) <= _LONGEST_PAGE else _NOWHERE}#picture-{mark}"


def came_along(address: str) -> bool:
    """Whether an address was made for a picture that came along with its page: then there is nowhere to fetch it from."""
    return bool(_SAVED.search(address))


def lying(data: bytes) -> Lying | None:
    """Return what is known of a file by its bytes; None where these are too few for a picture."""
    return Lying(hashlib.blake2b(data[: LARGEST + 1], digest_size=16).hexdigest(), len(data)) if len(data) >= _LEAST else None


def mark_of_path(path: str) -> str:
    """Return what stands for a file's name in its picture's address; the folder may be called otherwise when the page is saved again."""
    return hashlib.blake2b(path.rpartition("/")[2].encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def beside_again(addresses: Iterable[str], page: str) -> Beside:
    """Return what tells of the folder beside a page that is read again without it.

    Args:
        addresses: those that its pictures got.
        page: the name of its file.
    """
    marks = {parts[-1]: parts[1] for each in addresses if came_along(each) and len(parts := each.rpartition("#")[2].split("-")) == 3}

    def tell(path: str) -> Lying | None:
        mark = marks.get(mark_of_path(path)) if is_beside(path, page) else None
        return Lying(mark, 0) if mark else None

    return tell


def _decoded(text: str) -> bytes:
    """Return the bytes of base64, as forgiving as browsers are; where it's broken the text itself, which is no picture."""
    data = b"".join(unquote_to_bytes(text).split())
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4), strict_mode=True)
    except binascii.Error:
        return data
