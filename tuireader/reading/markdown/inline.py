"""Markdown's running text: links and emphasis as marks, escapes undone. Linear in its length, whatever it looks like."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from tuireader.article import Mark
from tuireader.reading.address import web_address

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<code>`{1,3})(?!`)|"
    r"!?\[(?P<text>(?:[^\[\]\\]|\\.){0,1000})\](?:\((?P<target><[^<>\n]{0,4000}>|[^\s()]{0,4000}(?:\([^\s()]{0,200}\)[^\s()]{0,2000})?)"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,9}\)|\[(?P<reference>[^\[\]]{0,200})\])|"
    r"<(?P<auto>https?://[^\s<>]{1,4000})>|<(?P<tag>/?[a-zA-Z][^<>]{0,500})>|"
    r"&(?P<entity>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|"
    r"(?P<sign>\*{1,3}|_{1,3}|~~)"
)
_SIGNS = {"*": "emphasis", "_": "emphasis", "**": "strong", "__": "strong", "***": "strong", "___": "strong"}


class Running(NamedTuple):
    """A text and what stands in it."""

    text: str
    marks: tuple[Mark, ...]


class _Writer:
    def __init__(self, base: str | None, references: dict[str, str]) -> None:
        self._base = base
        self._references = references
        self.parts: list[str] = []
        self.size = 0
        self.marks: list[Mark] = []

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def link(self, match: re.Match[str]) -> None:
        start = self.size
        inner = running(match["text"], self._base, self._references)
        self.add(inner.text)
        self.marks += [_moved(mark, start) for mark in inner.marks]
        named = match["reference"]
        target = match["target"] if named is None else self._references.get((named or match["text"]).lower())
        address = web_address((target or "").strip("<>"), self._base)
        if address and self.size > start:
            self.marks.append(Mark(kind="link", start=start, end=self.size, href=address))


def running(text: str, base: str | None, references: dict[str, str]) -> Running:
    """Return what a stretch of Markdown says.

    Args:
        text: of one block.
        base: what relative addresses are relative to.
        references: addresses by their names in small letters, as ``[name]: address`` gives them.
    """
    writer = _Writer(base, references)
    opened: dict[str, int] = {}
    at = 0
    while match := _TOKEN.search(text, at):
        writer.add(text[at : match.start()])
        at = match.end()
        if match["escaped"]:
            writer.add(match["escaped"])
        elif match["code"]:
            end = text.find(match["code"], at, at + 2000)
            if end > at:
                writer.add(text[at:end].strip() or text[at:end])
                at = end + len(match["code"])
            else:
                writer.add(match["code"])
        elif match["text"] is not None:
            writer.link(match)
        elif match["auto"]:
            writer.add(match["auto"])
            writer.marks.append(Mark(kind="link", start=writer.size - len(match["auto"]), end=writer.size, href=match["auto"]))
        elif match["tag"]:
            writer.add("\n" if match["tag"].rstrip("/ ").lower() == "br" else "")
        elif match["entity"]:
            writer.add(html.unescape(match.group()))
        else:
            _sign(match, text, writer, opened)
    writer.add(text[at:])
    return Running("".join(writer.parts), tuple(writer.marks))


def _sign(match: re.Match[str], text: str, writer: _Writer, opened: dict[str, int]) -> None:
    """Open or close emphasis; a sign between spaces, or an underscore within a word, is itself."""
    sign = match["sign"]
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    within = sign[0] == "_" and before.isalnum() and after.isalnum()
    if sign in opened and before and not before.isspace() and not within:
        start = opened.pop(sign)
        if sign in _SIGNS and writer.size > start:
            writer.marks.append(Mark(kind="strong" if _SIGNS[sign] == "strong" else "emphasis", start=start, end=writer.size))
    elif after and not after.isspace() and not within and text.find(sign, match.end(), match.end() + 5000) > 0:
        opened[sign] = writer.size
    else:
        writer.add(sign)


def _moved(mark: Mark, by: int) -> Mark:
    return Mark(kind=mark.kind, start=mark.start + by, end=mark.end + by, href=mark.href)
