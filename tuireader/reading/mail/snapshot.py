"""The pictures in a page that a browser saved as one file (MHTML, RFC 2557): parts with an address, or with a name of their own."""

from __future__ import annotations

from email.message import Message
from itertools import islice
from urllib.parse import unquote

from tuireader.reading.address import web_address
from tuireader.reading.alongside import Alongside

_LONGEST_NAME = 1_000


class Snapshot(Alongside):
    """The pictures of one such file; each keeps the address that it was fetched from, where the file tells it."""

    def __init__(self, message: Message, most_parts: int) -> None:
        super().__init__(embedded=True)
        self._parts: dict[str, Message] = {}
        for part in islice(message.walk(), most_parts):
            if part.get_content_maintype() == "image":
                number = str(part.get("content-id") or "").strip().removeprefix("<").removesuffix(">")
                for name in (_location(part), f"cid:{number}" if number else None):
                    if name:
                        self._parts.setdefault(name, part)

    def address(self, given: str) -> str | None:
        """Return the address under which what the page calls by this name came along; None where it didn't."""
        named = given.strip()[:_LONGEST_NAME]
        part = self._parts.get(f"cid:{unquote(named[4:])}" if named[:4].lower() == "cid:" else web_address(given, self.base) or "")
        if part is None:
            return super().address(given)
        own = _location(part)
        if own in self.found:
            return own
        data = part.get_payload(decode=True)
        return self.keep(data, own) if isinstance(data, bytes) else None


def _location(part: Message) -> str | None:
    return web_address(str(part.get("content-location") or ""))
