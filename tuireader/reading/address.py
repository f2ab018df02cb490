"""Web addresses that are safe to keep: http(s), no spaces, no quotation marks, no control characters."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from tuireader.clean import is_clean

LONGEST = 4096
_SAFE = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\"<>\\`\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+", re.IGNORECASE)
_UNUSUAL = re.compile(r"[^\x00-\x7f]+")
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:[/?#][\w/?#.,:;!$&'()*+=@%~|^{}-]*)?", re.ASCII)
"""Nearly all addresses: safe already, and nothing in them to take apart."""


def web_address(text: str | None, base: str | None = None) -> str | None:
    """Return ``text`` as an absolute http(s) address, resolved against ``base``; None where it is none.

    White space around it and line ends within it go, as browsers do.
    """
    if not text:
        return None
    if len(text) <= LONGEST and _PLAIN.fullmatch(text):
        return text
    address = re.sub(r"[\t\r\n]", "", text.strip())
    if len(address) > LONGEST:
        return None
    try:
        if base and not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
            address = urljoin(base, address)
        if not urlsplit(address).hostname:
            return None
    except ValueError:
        return None
    address = address.replace(" ", "%20")
    if not _SAFE.fullmatch(address):
        return None
    # Letters that cleaning would compose or drop are written as their bytes: another address would be another page.
    return address if is_clean(address) else _UNUSUAL.sub(lambda run: quote(run.group()), address)
