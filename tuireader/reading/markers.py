"""The marker lines of a page copied as text: captions, their credits, and the players' excuses."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["text", "credit", "caption", "video", "audio"]


class Piece(NamedTuple):
    """A stretch of a line, without its marker."""

    kind: Kind
    text: str


_KINDS: dict[str, Kind] = {
    "image copyright": "credit",
    "image source": "credit",
    "image credit": "credit",
    "photo credit": "credit",
    "picture credit": "credit",
    "image caption": "caption",
    "photo caption": "caption",
    "picture caption": "caption",
    "media caption": "video",
    "video caption": "video",
    "audio caption": "audio",
}
_EXCUSES = (
    r"Media playback is (?:unsupported|not supported) on (?:your|this) device",
    r"This (?:video|audio|content) can ?not be played",
    r"To play this (?:video|audio) you need to enable JavaScript in your browser",
    r"Please enable JavaScript to (?:play|watch) this video",
)
_EXCUSE = re.compile(rf"(?:{'|'.join(_EXCUSES)})\.?", re.IGNORECASE)
# "Media captionHow …": the page glues the marker to its text, but "Media captions are …" is a sentence.
_MARKER = re.compile(
    r"(?P<word>(?:Image|Picture|Photo) (?:copyright|source|credit|caption)|(?:Media|Video|Audio) caption)"
    r"(?!(?:s|ed|ing)\b|s [a-z])\s*[,:]?\s*"
)
_START = re.compile(rf"\s*(?:{_MARKER.pattern.replace('?P<word>', '?:')}|{_EXCUSE.pattern})", re.IGNORECASE)
_LONGEST_CREDIT = 100


def starts_marker(line: str) -> bool:
    """Whether a line begins with a marker."""
    return bool(_START.match(line))


def split(line: str) -> list[Piece]:
    """Return the pieces of a line in order; a line without markers is one piece of text.

    Excuses ("Media playback is unsupported …") go. A marker counts at the line's start, after another marker, and after the end of a
    sentence; in the middle of one only a credit with its caption does, for prose may speak of an "Image caption" too. A marker
    without words gives a piece without text.
    """
    line = _EXCUSE.sub(" \n ", line) if _EXCUSE.search(line) else line
    pieces: list[Piece] = []
    for part in line.split("\n"):
        if part.strip():
            pieces += _pieces(part.strip())
    return pieces


def _pieces(line: str) -> list[Piece]:
    found = _markers(line)
    if not found:
        return [Piece("text", line)]
    pieces = [Piece("text", line[: found[0].start()].rstrip())] if found[0].start() else []
    for match, following in zip(found, [*found[1:], None], strict=True):
        text = line[match.end() : following.start() if following else len(line)].strip()
        kind = _KINDS[match["word"].lower()]
        pieces += _credit(text) if kind == "credit" else [Piece(kind, text)]
    return pieces


def _markers(line: str) -> list[re.Match[str]]:
    """Return the markers of a line that are markers indeed."""
    matches = list(_MARKER.finditer(line))
    for at, match in enumerate(matches):
        before = line[: match.start()].rstrip()
        apart = line[match.start() - 1 : match.start()].isspace()
        pair = _KINDS[match["word"].lower()] == "credit" and at + 1 < len(matches)
        if not before or (apart and (before[-1] in ".!?…\"'”’)" or pair)):
            return matches[at:]
    return []


def _credit(text: str) -> list[Piece]:
    """Return a credit, and the text that ran on after it, where a known agency's name shows where it ends."""
    if len(text) <= _LONGEST_CREDIT:
        return [Piece("credit", text)]
    agency = AGENCY.match(text)
    if agency and text[agency.end() :].lstrip()[:1].isupper():
        return [Piece("credit", agency.group().strip()), Piece("text", text[agency.end() :].strip())]
    return [Piece("text", text)] if text[0].islower() else [Piece("credit", text)]


AGENCY = re.compile(
    r"(?:[\w.’'-]+ ?/ ?|[\w.’'-]+ [\w.’'-]+ ?/ ?)?"
    r"(?:AFP via Getty Images|AFP/Getty Images|Getty Images|AFP|Reuters|REUTERS|EPA-EFE|EPA|AP Photo|AP|PA Media|PA Wire|PA|"
    r"Press Association|Associated Press|Anadolu Agency|Xinhua|Shutterstock|Alamy|iStock|BBC|Bloomberg|"
    r"Rex Features|Zuma Press|Sipa USA|NurPhoto)(?:/(?:Getty Images|AFP|AP|Reuters|EPA|Shutterstock|Pool|File|Handout))?(?![\w/])"
)
"""A photo agency's name, with the photographer's before it."""
