"""An article as Markdown (CommonMark, tables as GitHub's). What looks like markup in its text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuireader.article import Article, Block, BlockQuote, Caption, Code, Heading, ListItem, Mark, Related, Table, shown_blocks
from tuireader.writing.page import GLYPHS, date_in_words

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&#]|!(?=\[)")
_LINE_START = re.compile(r"^(\s*)([+=-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_NUMBER_START = re.compile(r"^(\s*\d{1,9})([.)])", re.MULTILINE)
_SIGNS = {"emphasis": "*", "strong": "**"}


def markdown(article: Article) -> str:
    """Return the article as Markdown."""
    parts = list(_front(article))
    previous: Block | None = None
    for _, block in shown_blocks(article.blocks):
        text = _block(block)
        if isinstance(block, ListItem) and isinstance(previous, ListItem):
            parts[-1] += "\n" + text
        else:
            parts.append(text)
        previous = block
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Return ``text`` such that Markdown shows it as it stands."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _NUMBER_START.sub(r"\1\\\2", text)
    return _LINE_START.sub(lambda match: match[0] if match[2].isdigit() else f"{match[1]}\\{match[2]}", text)


def _front(article: Article) -> Iterator[str]:
    yield "# " + escape(article.title)
    kicker = " › ".join(article.region_path) or article.section or ""
    date = date_in_words(article.published) if article.published else ""
    meta = " · ".join(escape(part) for part in (kicker, article.byline, article.source, date) if part)
    yield meta + (f"  \n<{article.url}>" if meta and article.url else f"<{article.url}>" if article.url else "")
    if article.standfirst:
        yield f"**{escape(article.standfirst)}**"
    if article.whole != "whole":
        yield f"*({escape(article.whole_reason or 'Not the whole story')})*"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return "#" * min(6, max(2, block.level)) + " " + _running(block)
        case Caption():
            return _caption(block)
        case BlockQuote():
            lines = _running(block).split("\n") + ([f"— {escape(block.attribution)}"] if block.attribution else [])
            return "\n>\n".join(f"> {line}" for line in lines)
        case ListItem():
            sign = "-" if block.ordered is None else f"{block.ordered}."
            return "    " * (block.depth - 1) + f"{sign} {_running(block)}"
        case Code():
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
            return f"{fence}\n{block.text}\n{fence}"
        case Table():
            return _table(block)
        case Related():
            return _related(block)
        case _:
            return _running(block).replace("\n", "  \n")


def _caption(block: Caption) -> str:
    text = _running(block)
    text = f"[{text or 'picture'}](<{block.src}>)" if block.src else text
    credit = f"({escape(block.credit)})" if block.credit else ""
    return " ".join(filter(None, (GLYPHS[block.media], f"*{text}*" if text else "", credit)))


def _table(block: Table) -> str:
    if not block.rows:
        return _running(block).replace("\n", "  \n")
    width = max(map(len, block.rows))
    rows = [[escape(cell).replace("\n", " ") for cell in (*row, *[""] * (width - len(row)))] for row in block.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _related(block: Related) -> str:
    lines = [f"**{escape(block.text)}**", ""] if block.text else []
    for link in block.links:
        text = escape(link.text or link.href or "")
        lines.append(f"- [{text}](<{link.href}>)" if link.href else f"- {text}")
    return "\n".join(lines)


def _running(block: Block) -> str:
    """Return a block's text with its links and emphasis; of marks that overlap the first stays."""
    text, parts, at = block.text, [], 0
    for mark in sorted(block.marks, key=lambda mark: (mark.start, -mark.end)):
        start, end = _trimmed(text, mark)
        if start < at or start >= end:
            continue
        inner = text[start:end]
        parts += [(text[at:start], ""), (inner, mark.href or _SIGNS.get(mark.kind, ""))]
        at = end
    parts.append((text[at:], ""))
    # The text is escaped as a whole, for what stands at a line's start counts; marks are put in between afterwards.
    return _woven(parts)


def _trimmed(text: str, mark: Mark) -> tuple[int, int]:
    """Return a mark's span without white space at its ends: ``* x*`` is no emphasis."""
    inner = text[mark.start : mark.end]
    return mark.start + len(inner) - len(inner.lstrip()), mark.end - len(inner) + len(inner.rstrip())


def _woven(parts: list[tuple[str, str]]) -> str:
    """Join stretches of text, each with the sign or the address that marks it."""
    woven = []
    at_start = True
    for text, sign in parts:
        safe = escape(text) if at_start else escape("x" + text)[1:]
        if sign in _SIGNS.values():
            safe = f"{sign}{safe}{sign}"
        elif sign:
            safe = f"[{safe}](<{sign}>)"
        woven.append(safe)
        at_start = at_start and not text
    return "".join(woven)
