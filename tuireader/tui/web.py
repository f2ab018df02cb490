"""Hand an address to the browser: http(s) only, never as an option, never through a shell."""

from __future__ import annotations

import re
import webbrowser

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f]+", re.IGNORECASE)


def open_in_browser(url: str) -> bool:
    """Open ``url`` and return whether a browser was found.

    Anything but an http(s) address is refused: a browser would take ``--help`` as an option (CVE-2026-4519).
    """
    return bool(_ADDRESS.fullmatch(url)) and webbrowser.open(url)
