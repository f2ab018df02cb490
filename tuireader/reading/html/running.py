"""Running text as it grows out of a page's inline elements."""

from __future__ import annotations

from tuireader.article import Mark

_PARTING = ")]:;.!?"


def collapsed(text: str) -> str:
    """Return the text with each run of white space as one space."""
    # The only white space that is printable is the space.
    if text.isprintable() and "  " not in text:
        return text
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


class Running:
    """Running text as it grows: white space collapsed, marks at their places."""

    size = 0
    _at_edge = False
    _parted = -1

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.marks: list[Mark] = []

    def add(self, text: str) -> None:
        """Add text as the page has it."""
        text = collapsed(text)
        if not self.size or self._parts[-1][-1] in " \n":
            text = text.lstrip(" ")
        if text:
            if self._at_edge and self.size and self._parts[-1][-1] in _PARTING and text[:1].isupper() and text[1:2].islower():
                # Such elements stand apart by their style alone: "<b>Lagos (News)</b>A ship …".
                self._parted = self.size
                text = " " + text
            self._at_edge = False
            self._parts.append(text)
            self.size += len(text)

    def edge(self) -> None:
        """Tell that an element begins or ends here."""
        self._at_edge = True

    def line_end(self) -> None:
        """End the line."""
        if self.size:
            if self._parts[-1].endswith(" "):
                self._parts[-1] = self._parts[-1][:-1]
                self.size -= 1
            self._parts.append("\n")
            self.size += 1

    def mark(self, kind: str, start: int, href: str | None) -> None:
        """Mark what was added since ``start``."""
        start += start == self._parted
        if self.size > start:
            if kind == "link":
                self.marks.append(Mark(kind="link", start=start, end=self.size, href=href))
            else:
                self.marks.append(Mark(kind="strong" if kind == "strong" else "emphasis", start=start, end=self.size))

    @property
    def ends_line(self) -> bool:
        """Whether a line has just ended."""
        return bool(self._parts) and self._parts[-1].endswith("\n")

    @property
    def text(self) -> str:
        """All that was added."""
        return "".join(self._parts)
