"""Words as the index has them: names folded for comparing, and scripts without spaces parted."""

from __future__ import annotations

import functools
import re

# Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer: words stand side by side, or carry their particles with them.
_UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


@functools.cache
def _runs() -> re.Pattern[str]:
    return re.compile(_UNSPACED)  # 1 ms, and English does without


def fold(name: str) -> str:
    """Return a name for comparing: case and accents gone, white space single."""
    if not name.isascii():
        import unicodedata  # 1 ms, and most names do without

        name = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(name.casefold().split())


def indexed(text: str) -> str:
    """Return a text for the index: runs of scripts without spaces become pairs of neighbours, so that any part of a run is found."""
    if text.isascii() or not _runs().search(text):
        return text
    return _runs().sub(_pairs, text)


def _pairs(run: re.Match[str]) -> str:
    signs = run[0]
    return " " + " ".join(signs[at : at + 2] for at in range(len(signs))) + " "


def expression(text: str, *, prefix: bool = False, column: str | None = None) -> str | None:
    """Return the FTS5 expression that finds ``text`` as a phrase; None where there is no word in it."""
    pieces = [text]
    if not text.isascii():
        pieces = _parted(text)
        prefix = prefix or (len(pieces[-1]) == 1 and _runs().match(pieces[-1]) is not None)
    phrase = " ".join(pieces).replace('"', " ").replace("\0", " ").strip()
    if not any(sign.isalnum() for sign in phrase):
        return None
    where = f"{{{column}}} : " if column else ""
    return f'{where}"{phrase}"{"*" if prefix else ""}'


def _parted(text: str) -> list[str]:
    """Return a text's pieces in order: its words, and the pairs of its runs.

    A run's last sign stands alone in the index, where the run ends; it is asked for only where the text goes on behind the run.
    """
    text = text.rstrip()
    pieces: list[str] = []
    at = 0
    for run in _runs().finditer(text):
        pieces.extend(text[at : run.start()].split())
        pieces.extend(run[0][i : i + 2] for i in range(max(1, len(run[0]) - (run.end() == len(text)))))
        at = run.end()
    return [*pieces, *text[at:].split()] or [text]
