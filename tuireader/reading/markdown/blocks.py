"""Markdown's blocks, line by line."""

from __future__ import annotations

import re

from tuireader.article import Block, BlockQuote, Caption, Code, Heading, ListItem, Paragraph, Table
from tuireader.clean import clean_line
from tuireader.reading.address import web_address
from tuireader.reading.markdown.inline import Running, running

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|(-{2,}))[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*+]|(?P<number>\d{1,9})[.)])[ \t]+(?P<text>\S.*)$")
_QUOTE = re.compile(r" {0,3}>[ ]?(.*)$")
_PICTURE = re.compile(
    r"!\[(?P<text>[^\[\]]{0,1000})\]\((?P<target><[^<>]{1,4000}>|[^\s()]{1,4000})(?:\s+[\"'](?P<title>[^\"]{0,500})[\"'])?\)\s*$"
)
_TABLE_RULE = re.compile(r" {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|){1,100}(?:[ \t]*:?-+:?[ \t]*)?$")
_REFERENCE = re.compile(r" {0,3}\[(?P<name>[^\[\]]{1,200})\]:\s*<?(?P<target>\S{1,4000}?)>?(?:\s+[\"'(].*)?$")
_CELL = re.compile(r"(?<!\\)\|")
_ATTRIBUTION = re.compile(r"^\s*(?:[—–―]|--)\s*(?=\S)")
_COMMENT = re.compile(r"<!--[^<]{0,2000}?-->")
_DEEPEST = 20


class Blocks:
    """Makes the blocks of one text."""

    def __init__(self, lines: list[str], base: str | None) -> None:
        self._lines = lines
        self._base = base
        self._references = {
            match["name"].lower(): match["target"] for line in lines if line.lstrip()[:1] == "[" and (match := _REFERENCE.match(line))
        }
        self._stretch: list[str] = []
        self._item: tuple[int, int | None] | None = None
        self._indents: list[int] = []
        self.found: list[Block] = []

    def read(self) -> list[Block]:
        """Return the blocks."""
        at = 0
        while at < len(self._lines):
            at = self._line(at)
        self._flush()
        return self.found

    def _line(self, at: int) -> int:
        """Take the line there, and those that belong to it; return the next one's number."""
        line = self._lines[at]
        if not line.strip():
            self._flush()
            return at + 1
        fence = _FENCE.match(line)
        if fence:
            return self._code(at, fence[1])
        if not self._stretch and not self._indents and line.startswith(("    ", "\t")):
            return self._indented(at)
        if _QUOTE.match(line):
            return self._quote(at)
        if line.count("|") and at + 1 < len(self._lines) and _TABLE_RULE.match(self._lines[at + 1]):
            return self._table(at)
        if self._single(line):
            return at + 1
        if not self._stretch and line[:1] not in (" ", "\t"):
            self._indents = []
        self._stretch.append(line)
        return at + 1

    def _single(self, line: str) -> bool:
        """Take a line that is a block of its own, or begins one; False for a line of running text."""
        underline = _UNDERLINE.match(line)
        if underline and self._stretch and self._item is None:
            text = self._take()
            self.found.append(Heading(text=text.text, marks=text.marks, level=1 if underline[1] else 2))
        elif heading := _HEADING.match(line):
            self._flush()
            text = self._running(heading[2] or "")
            self.found.append(Heading(text=text.text, marks=text.marks, level=len(heading[1])))
        elif _RULE.match(line) or (_REFERENCE.match(line) and not self._stretch):
            self._flush()
        elif item := _ITEM.match(line):
            # Within a paragraph only a list that begins with 1 begins one: "in the year\n2020. A year …".
            if self._stretch and self._item is None and item["number"] not in (None, "1"):
                return False
            self._flush()
            self._item = (self._depth(len(item["indent"].expandtabs(4))), int(item["number"]) if item["number"] else None)
            self._stretch.append(item["text"])
        elif not self._stretch and (picture := _PICTURE.match(line.strip())):
            self._picture(picture)
        else:
            return False
        return True

    def _depth(self, indent: int) -> int:
        while self._indents and self._indents[-1] >= indent + 2:
            self._indents.pop()
        if not self._indents or indent >= self._indents[-1] + 2:
            self._indents.append(indent)
        return min(len(self._indents), _DEEPEST)

    def _picture(self, match: re.Match[str]) -> None:
        source = web_address(match["target"].strip("<>"), self._base)
        self.found.append(Caption(text=self._running(match["title"] or match["text"]).text, src=source))

    def _code(self, at: int, fence: str) -> int:
        self._flush()
        end = at + 1
        while end < len(self._lines) and not self._lines[end].lstrip().startswith(fence):
            end += 1
        self.found.append(Code(text="\n".join(self._lines[at + 1 : end])))
        return end + 1

    def _indented(self, at: int) -> int:
        end = at
        while end < len(self._lines) and (self._lines[end].startswith(("    ", "\t")) or not self._lines[end].strip()):
            end += 1
        self.found.append(Code(text="\n".join(line.expandtabs(4)[4:] for line in self._lines[at:end])))
        return end

    def _quote(self, at: int) -> int:
        self._flush()
        end, inside = at, []
        while end < len(self._lines) and (match := _QUOTE.match(self._lines[end])):
            inside.append(match[1].lstrip("> "))
            end += 1
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", "\n".join(inside)) if part.strip()]
        attribution = None
        if len(paragraphs) > 1 and _ATTRIBUTION.match(paragraphs[-1]) and len(paragraphs[-1]) < 200:
            attribution = self._running(_ATTRIBUTION.sub("", paragraphs.pop())).text
        if paragraphs:
            text = self._running("\n".join(paragraphs))
            self.found.append(BlockQuote(text=text.text, marks=text.marks, attribution=attribution))
        return end

    def _table(self, at: int) -> int:
        self._flush()
        end, rows = at, []
        while end < len(self._lines) and "|" in self._lines[end]:
            if end != at + 1:
                cells = _CELL.split(self._lines[end].strip().strip("|"))[:200]
                rows.append(tuple(clean_line(self._running(cell.strip()).text) for cell in cells))
            end += 1
        self.found.append(Table(text="\n".join(" | ".join(row) for row in rows), rows=tuple(rows)))
        return end

    def _flush(self) -> None:
        if not self._stretch:
            return
        item, text = self._item, self._take()
        if item is not None:
            self.found.append(ListItem(text=text.text, marks=text.marks, depth=item[0], ordered=item[1]))
        elif text.text.strip():
            self.found.append(Paragraph(text=text.text, marks=text.marks))

    def _take(self) -> Running:
        """Return the running text so far; two spaces or a backslash at a line's end break the line, else the line goes on."""
        lines, self._stretch, self._item = self._stretch, [], None
        lines = [_COMMENT.sub("", line) if "-->" in line else line for line in lines]
        parts = [line.strip().removesuffix("\\") + ("\n" if line.endswith(("  ", "\\")) else " ") for line in lines]
        joined = "".join(parts).rstrip()
        return self._running(joined)

    def _running(self, text: str) -> Running:
        return running(text, self._base, self._references)
