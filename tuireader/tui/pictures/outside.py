"""A picture in the system's own viewer: written to a file, and handed to whatever opens files here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuireader.store import Picture

_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}
_LONGEST = 40
"""Characters of a file's name."""


def written(picture: Picture) -> Path:
    """Write a picture to a file of its own in a new folder that nobody else can read; return its path.

    Raises:
        OSError: the disk is full, or there is no folder for temporary files.
    """
    stem = re.sub(r"[^A-Za-z0-9]+", "-", picture.address.rpartition("/")[2].partition(".")[0]).strip("-")[:_LONGEST]
    path = Path(tempfile.mkdtemp(prefix="tuireader-"), (stem or "picture") + _ENDINGS.get(picture.media_type, ".jpg"))
    path.write_bytes(picture.data)
    return path


def opened(path: Path) -> bool:
    """Hand a file to the system's viewer, without waiting for it; return whether there is one."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a file of our own, with an ending of our own
        return True
    opener = _opener()
    if opener is None:
        return False
    try:
        subprocess.Popen(  # noqa: S603 - an absolute program, an absolute path, no shell
            [opener, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        return False
    return True


def _opener() -> str | None:
    """Return the program that opens files. Where there's no desktop, none: it would take the terminal for itself."""
    if sys.platform == "darwin":
        return shutil.which("open")
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return shutil.which("xdg-open")
    return None
