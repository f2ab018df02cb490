"""The links of one story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tuireader.article import Article, Related
from tuireader.tui.screens.dialog import Dialog
from tuireader.tui.widgets.choice_list import Choice, ChoiceList


class Link(NamedTuple):
    """A link, and the words that it stands under."""

    words: str
    href: str


def links_of(article: Article) -> list[Link]:
    """Return the links of the story's text, numbered as they are there, its own address, and its trailer's; each address once."""
    found = []
    for block in article.blocks:
        marks = sorted((mark for mark in block.marks if mark.href), key=lambda mark: mark.end)
        found += [Link(block.text[mark.start : mark.end], mark.href) for mark in marks if mark.href]
    found += [Link(article.title, article.url)] if article.url else []
    for block in article.blocks:
        if isinstance(block, Related):
            found += [Link(link.text, link.href) for link in block.links if link.href]
    found += [Link(enclosure.media_type or "enclosure", enclosure.url) for enclosure in article.enclosures]
    return list({link.href: link for link in reversed(found)}.values())[::-1]


class Links(Dialog[str | None]):
    """Gives the address to open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,L", "leave", "Close", show=False),
        Binding("j,down", "move(1)", "Down", show=False),
        Binding("k,up", "move(-1)", "Up", show=False),
        Binding("enter,o", "take", "Open", show=False),
    ]

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__()
        self._links = links

    def compose(self) -> ComposeResult:
        """The links, numbered."""
        with Vertical(id="box"):
            yield Static("Links", classes="title", markup=False)
            yield ChoiceList([Choice(f"{number}. {link.words}", link.href) for number, link in enumerate(self._links, 1)], row_height=3)
            yield Static("Enter opens it in the browser · Esc closes", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Be ready to choose."""
        self.query_one(ChoiceList).focus()

    def action_move(self, rows: int) -> None:
        """Up or down."""
        self.query_one(ChoiceList).move(rows)

    def action_take(self) -> None:
        """Open the link under the cursor."""
        self.query_one(ChoiceList).row_chosen()

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(self._links[event.index].href)
