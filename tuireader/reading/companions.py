"""The folders that browsers lay beside a page that they save "complete": pictures, frames and scripts, none of them a story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

_SUFFIXES = (
    "_files", "-files", ".files", "-Dateien", "_fichiers", "_archivos", "_ficheiros", "_arquivos", "_bestanden", "_file", "_pliki",
    "-filer", "_filer", "_elemei", "_soubory", "-tiedostot",
)  # fmt: skip
"""What browsers put behind the page's name, in their languages."""
_PAGE = re.compile(r"\.[xs]?html?$", re.IGNORECASE)
LONGEST = 1_000
"""Characters of an address that leads into such a folder."""
_ELSEWHERE = re.compile(r"\.{0,2}|.*[/\\:\x00-\x1f].*", re.DOTALL)
"""What a file's name can't be, or can lead elsewhere by on some system."""
_WITHIN = re.compile(rf"(?:^|/)[^/]+(?:{'|'.join(map(re.escape, _SUFFIXES))})/[^/]+$")


def pages(names: Iterable[str]) -> frozenset[str]:
    """Return what the names of the pages among some files are without their extensions."""
    return frozenset(_PAGE.sub("", name) for name in names if _PAGE.search(name))


def is_companion(folder: str, beside: frozenset[str]) -> bool:
    """Whether a folder's name, or its path, is that of the folder of one of these pages."""
    return any(folder.endswith(suffix) and folder.removesuffix(suffix) in beside for suffix in _SUFFIXES)


def lies_in_companion(address: str) -> bool:
    """Whether a relative address in a page leads into such a folder: the browser put it there, it leads nowhere on the web."""
    return "://" not in address[:10] and bool(_WITHIN.search(address[:LONGEST]))


def path_in_companion(address: str) -> str | None:
    """Return the folder and the file, parted by ``/``, that a relative address in a page leads to there; None where it leads elsewhere."""
    if len(address) > LONGEST or not lies_in_companion(address):
        return None
    parts = unquote(re.split(r"[?#]", address.strip(), maxsplit=1)[0]).removeprefix("./").split("/")
    return "/".join(parts) if len(parts) == 2 and not any(map(_ELSEWHERE.fullmatch, parts)) else None


def is_beside(path: str, page: str) -> bool:
    """Whether a path from the folder of a page leads into the folder that was saved beside just this page, by its file's name."""
    return is_companion(path.partition("/")[0], pages([page]))
