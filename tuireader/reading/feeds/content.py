"""The text of an entry: HTML to blocks, the feed's own lines around it taken away, and whether it is all of the story."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from tuireader.article import Block, Caption, Paragraph, Related
from tuireader.reading.feeds import endings
from tuireader.reading.feeds.openings import without_headline
from tuireader.reading.feeds.trailers import gathered, with_trailers
from tuireader.reading.feeds.words import looks_like_html
from tuireader.reading.html.blocks import Blocks
from tuireader.reading.html.clutter import is_clutter, is_hidden, never_text
from tuireader.reading.html.dom import parse
from tuireader.reading.html.finding import strip
from tuireader.reading.html.loose import LoosePictures
from tuireader.reading.html.outward import with_links_of_its_own
from tuireader.reading.html.pulled import without_pulled
from tuireader.reading.html.sources import take_without_scripts

_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,9}")
_MAY_BE_CLUTTER = re.compile(
    r"<[a-z][^<>]{0,500}\s(?:class|id|role|style|hidden|aria-hidden)\b|"
    r"<(?:script|style|nav|footer|aside|form|header|button|input|select|textarea|svg|iframe|object|noscript|template|dialog)\b",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_BREAKS = re.compile(r"[^\S\n]*\n[^\S\n]*")
_WHOLE_ANYWAY = 3000
"""Characters after which a text that ends in dots is taken to be a story that ends in dots."""
_LONG = 1500
_LONG_IN_PARAGRAPHS = 600
_WIDEST, _NARROWEST = 100, 55
"""Characters of lines that were wrapped at a width."""


class Content(NamedTuple):
    """A text and what is known of its end."""

    blocks: list[Block]
    size: int
    """Characters of it, captions left out."""
    cut: bool
    """Whether it stops in the middle, or sends the reader elsewhere for the rest."""


class Told(NamedTuple):
    """What a feed tells of an entry beside its text: programs repeat it above and below."""

    title: str = ""
    url: str | None = None
    authors: tuple[str, ...] = ()
    gathered: bool = False
    """Whether the entry is a headline that somebody gathered from another outlet."""


def read(markup: str, base: str | None, told: Told | None = None) -> Content:
    """Return what some HTML or plain text says; relative addresses in it are relative to ``base``."""
    told = told or Told()
    if not _TAG.search(markup) and "&lt;" in markup and looks_like_html(once := html.unescape(markup)):
        markup = once  # it was escaped once too often
    blocks = from_html(markup, base) if _TAG.search(markup) else from_text(markup)
    if told.gathered:
        blocks = gathered(blocks, told.title)
    blocks = without_headline(with_trailers(with_links_of_its_own(blocks, base)), told.title, told.authors)
    cut = endings.trim(blocks, told.title, told.url)
    blocks = endings.captioned(endings.credited(blocks))
    texts = [block.text for block in blocks if not isinstance(block, Caption | Related)]
    cut = cut or bool(texts and endings.is_cut(texts[-1]))
    return Content(blocks, sum(map(len, texts)), cut)


def from_html(markup: str, base: str | None) -> list[Block]:
    """Return the typed blocks of a fragment of HTML."""
    root = parse(markup)
    if "<noscript" in markup:
        take_without_scripts(root.find("noscript"), base)
    # Most fragments are paragraphs alone: weighing their elements for clutter takes longer than all else, and finds nothing.
    if _MAY_BE_CLUTTER.search(markup) and any(never_text(node) or is_clutter(node) or is_hidden(node) for node in root.walk()):
        strip(root)
    # Without weights nothing counts as a box of links: a feed's content is the story alone, and a list of links in it is its point.
    maker = Blocks(base, {}, loose=LoosePictures())
    maker.add(root)
    return without_pulled(maker.found, maker.pulled)


def from_text(text: str) -> list[Block]:
    """Return the paragraphs of plain text: parted by empty lines; line ends within one stay, unless it was wrapped at a width."""
    text = html.unescape(text) if "&" in text else text
    parts = [_BREAKS.sub("\n", part.strip()) for part in _PARAGRAPHS.split(text) if part.strip()]
    return [Paragraph(text=part.replace("\n", " ") if _is_wrapped(part.split("\n")) else part) for part in parts]


def _is_wrapped(lines: list[str]) -> bool:
    return len(lines) > 1 and max(map(len, lines)) <= _WIDEST and sum(map(len, lines[:-1])) >= _NARROWEST * (len(lines) - 1)


def as_html(text: str) -> str:
    """Return text that a feed declares plain as HTML, unless it is HTML after all."""
    if "<" not in text and "&" not in text:
        return text
    return text if looks_like_html(text) else html.escape(text, quote=False)


def why_not_whole(text: Content, *, is_content: bool, titled: bool) -> str | None:
    """Return why an entry's text is not all of its story, or None when it is.

    Args:
        text: what the feed gives.
        is_content: whether the feed gives it as the story's content, not as its description.
        titled: whether the entry has a headline; a note without one is all there is.
    """
    if not text.size:
        return "the feed gives only a headline" if titled else None
    if text.cut and text.size < _WHOLE_ANYWAY:
        return "the feed gives only the beginning"
    paragraphs = sum(isinstance(block, Paragraph) for block in text.blocks)
    long = text.size >= _LONG or (paragraphs >= 4 and text.size >= _LONG_IN_PARAGRAPHS)
    return None if is_content or not titled or long else "the feed gives only a summary"
