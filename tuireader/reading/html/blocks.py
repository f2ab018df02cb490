"""From the elements of an article to its blocks, in reading order."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Block, BlockQuote, Caption, Code, Heading, ListItem, Related, Table
from tuireader.reading.address import web_address
from tuireader.reading.alongside import Alongside
from tuireader.reading.html.cards import card, linked_card
from tuireader.reading.html.clutter import is_quoting, never_text
from tuireader.reading.html.credits import credit_beside, is_labelled
from tuireader.reading.html.dom import Node
from tuireader.reading.html.grids import data_rows
from tuireader.reading.html.loose import LoosePictures
from tuireader.reading.html.outward import leads_out
from tuireader.reading.html.paragraphs import paragraph
from tuireader.reading.html.pictures import CAPTION_TAGS, Captions, is_gallery, is_picture, media_of
from tuireader.reading.html.quoted import (
    holds_pulled,
    is_post,
    is_pulled,
    link_in,
    name_in,
    quotation,
    quoting,
    signature,
    stands_in_quotation,
)
from tuireader.reading.html.running import Running
from tuireader.reading.html.weights import BLOCKS, Weight

_EMPHASIS = {"em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis", "strong": "strong", "b": "strong"}
_ANCHORS = frozenset({"", "#", "¶", "§", "∞", "🔗", "⚓"})
"""What stands for a link to the heading that it stands behind."""
_LONGEST_GALLERY = 2000
"""Characters; a gallery that says more tells the story."""
_NOTE_NUMBER = re.compile(r"\[\d{1,3}\]")
_LOOSE = frozenset({"img", "picture"})
_IN_LAYOUT = ("h2", "h3", "h4", "article", "figure")
_WEIGHTLESS = Weight()


class Blocks:
    """Makes the blocks of one article."""

    def __init__(
        self,
        base: str | None,
        weights: dict[Node, Weight],
        captions: Captions | None = None,
        *,
        site: str | None = None,
        loose: LoosePictures | None = None,
    ) -> None:
        """Begin an article.

        Args:
            base: what relative addresses are relative to.
            weights: of its elements; without them nothing counts as a box of links.
            captions: what finds the captions of its pictures.
            site: the page's address, to which links that stay on the site lead.
            loose: tells which pictures without a figure are the story's too; None where none is.
        """
        self._base = base
        self._site = site or base
        self._captions = captions or Captions(base, Alongside())
        self._weights = weights
        self._running = Running()
        self._kind: tuple[str, int, int | None] = ("paragraph", 1, None)
        self._loose = loose
        self._shown: set[str | None] = set()
        self._looked_at = 0
        self._beside_text: list[Caption] = []
        """Pictures of the paragraph that isn't ended yet."""
        self._tells_links_apart = True
        """Whether a line that is nothing but a link leads to another story."""
        self.found: list[Block] = []
        self.pulled: list[int] = []
        """Which of them are named for being pulled out of the text."""

    def add(self, node: Node) -> None:
        """Add what an element holds; a figure or a caption is added as itself."""
        if self.is_figure(node):
            self._element(node)
        else:
            self._visit(node)
        self._flush()

    def is_figure(self, node: Node) -> bool:
        """Whether an element is a figure, a gallery or a picture's caption."""
        return node.tag in ("figure", "figcaption") or is_gallery(node) or self._captions.is_caption(node)

    def _flush(self) -> None:
        """End the running text."""
        running, self._running = self._running, Running()
        text = running.text.rstrip() if running.size else ""
        if text[:1] == "[" and _NOTE_NUMBER.fullmatch(text):
            self._running = running  # it stands over its note
            self._running.add(" ")
        elif text:
            self._text(text, running)
        if self._beside_text:
            self.found += self._beside_text
            self._beside_text = []

    def _text(self, text: str, running: Running) -> None:
        """Add what the running text is."""
        marks = tuple(running.marks)
        kind, level, number = self._kind
        if kind == "heading":
            self.found.append(Heading(text=text, level=level, marks=marks))
        elif kind == "item":
            self.found.append(ListItem(text=text, depth=level, ordered=number, marks=marks))
            self._kind = ("item", level, None)
        elif (block := paragraph(text, marks, links_apart=self._tells_links_apart)) is not None:
            self.found.append(block)

    def _visit(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._running.add(child)
            else:
                self._element(child)

    def _element(self, node: Node) -> None:
        tag = node.tag
        if never_text(node):
            return
        if self._captions.is_caption(node):
            self._flush()
            self._caption(node)
        elif tag in _HANDLERS:
            _HANDLERS[tag](self, node)
        elif tag in _LOOSE and self._loose is not None:
            self._loose_picture(node, self._loose)
        elif tag == "br":
            self._break()
        elif tag == "hr":
            self._flush()
        elif tag in BLOCKS:
            if self._is_scrap(node) or self._gallery(node) or self._names_quoted(node):
                return
            if holds_pulled(node):
                self._quote(node)
                return
            if is_quoting(node):
                self._quote(*quoting(node))
                return
            self._flush()
            self._visit(node)
            self._flush()
        else:
            self._inline(node)

    def _inline(self, node: Node) -> None:
        if node.tag == "a" and node.get("href").startswith("#"):
            said = node.text()
            if said.isdecimal():
                self._running.add(f"[{said}]")  # a note's number, raised above the line on the page
            if said in _ANCHORS or said.isdecimal():
                return
        if node.tag == "a" and self._loose is not None and (leads := linked_card(node, self._base)) is not None:
            self._flush()
            self.found.append(leads)
            return
        start = self._running.size
        running = self._running
        running.edge()
        self._visit(node)
        if running is not self._running:
            return
        running.edge()
        if node.tag == "a":
            href = web_address(node.get("href"), self._base)
            if href:
                running.mark("link", start, href)
        elif node.tag in _EMPHASIS:
            running.mark(_EMPHASIS[node.tag], start, None)

    def _is_scrap(self, node: Node) -> bool:
        """Whether an element is links and little else: a box of other stories, a row of topics."""
        weight = self._weights.get(node, _WEIGHTLESS)
        if node.tag not in ("div", "section", "ul", "ol", "aside", "footer", "header", "nav", "dl", "td") or not weight.sum_text:
            return False
        if node.tag in ("ul", "ol"):
            items = sum(1 for child in node.elements() if child.tag == "li") or 1
            return weight.link_share > 0.7 and weight.sum_text / items < (120 if node.tag == "ul" else 60)
        return weight.link_share > 0.6 and weight.good < weight.poor and weight.sum_text > 10

    def _names_quoted(self, node: Node) -> bool:
        """Take an element that is named for it, right behind a quotation, for the quotation's attribution."""
        last = self.found[-1] if self.found else None
        if not isinstance(last, BlockQuote) or last.attribution or self._running.text.strip() or not (named := name_in(node)):
            return False
        self.found[-1] = msgspec.structs.replace(last, attribution=named)
        return True

    def _gallery(self, node: Node) -> bool:
        """Add the captions of a gallery, if that is what an element is; what else it says is its frame: titles, counters, buttons."""
        if not is_gallery(node) or self._weights.get(node, _WEIGHTLESS).sum_text > _LONGEST_GALLERY:
            return False
        found = [part for part in node.find(*CAPTION_TAGS) if self._captions.is_caption(part)]
        if not found:
            return False
        self._flush()
        outer = set(found)
        for part in found:
            if not any(holder in outer for holder in part.ancestors()):
                self._caption(part)
        self._further_pictures(node)
        return True

    def _further_pictures(self, node: Node) -> None:
        """Add the pictures of a gallery or a figure that have no captions of their own; only a feed's are all the story's."""
        if self._loose is not None and not self._weights:
            for part in node.find("img"):
                self._loose_picture(part, self._loose)

    def _caption(self, node: Node) -> None:
        last = self.found[-1] if self.found else None
        if node.tag == "figcaption" and isinstance(last, BlockQuote) and (by := signature(node)):
            self.found[-1] = msgspec.structs.replace(last, attribution=last.attribution or by)
            return
        if node.tag == "figcaption" and stands_in_quotation(node):
            self._visit(node)
            self._flush()
            return
        caption = self._captions.read(node)
        if caption is not None and not (self.found and self.found[-1] == caption):
            above = last if isinstance(last, Caption) and last.src == caption.src else None
            if above and above.text and not above.credit and caption.credit and not caption.text:
                self.found[-1] = msgspec.structs.replace(above, credit=caption.credit)
                return
            if above and not above.text and not above.credit:
                self.found.pop()
            self.found.append(caption)

    def _loose_picture(self, node: Node, loose: LoosePictures) -> None:
        """Add a picture that has no figure: before the paragraph that it begins, behind one in which it stands."""
        address = self._captions.address_of(node)
        self._shown.update(block.src for block in self.found[self._looked_at :] if isinstance(block, Caption))
        self._looked_at = len(self.found)
        if not address or address in self._shown or not loose.is_one(node, address):
            return
        self._shown.add(address)
        (self._beside_text if self._running.text.strip() else self.found).append(Caption(text="", src=address))

    def _figure(self, node: Node) -> None:
        self._flush()
        if (leads := card(node, self._base)) is not None:
            self.found.append(leads)
            return
        if any(part is not node for part in node.find("figure")):
            self._visit(node)
            self._flush()
            return
        pictures = [part for part in node.walk() if is_picture(part) and part.tag != "picture"]
        before = len(self.found)
        labelled = False
        if pictures:
            for child in node.walk():
                if (
                    child is not node
                    and self._captions.is_caption(child)
                    and not any(self._captions.is_caption(holder) for holder in child.ancestors() if holder is not node)
                ):
                    self._caption(child)
                    labelled = labelled or is_labelled(child)
            captions = self.found[before:]
            only = captions[0] if len(captions) == 1 else None
            credit = (
                credit_beside(node, self._captions.is_caption) if only is None or (isinstance(only, Caption) and not only.credit) else None
            )
            if isinstance(only, Caption) and credit and labelled:
                # The page sets the picture's credit on the picture, and its words below.
                self.found[-1:] = [msgspec.structs.replace(only, text="", credit=credit), msgspec.structs.replace(only, src=None)]
            elif isinstance(only, Caption) and credit:
                self.found[-1] = msgspec.structs.replace(only, credit=credit)
            if len(self.found) == before:
                address = self._captions.address_of(pictures[0])
                if address:
                    self.found.append(Caption(text="", credit=credit, src=address, media=media_of(pictures[0])))
            self._further_pictures(node)
        else:
            self._visit(node)
            self._flush()

    def _heading(self, node: Node) -> None:
        self._flush()
        kept, self._kind = self._kind, ("heading", int(node.tag[1]), None)
        self._visit(node)
        self._flush()
        self._kind = kept

    def _list(self, node: Node) -> None:
        if self._is_scrap(node) and not leads_out(node, self._site):
            return
        self._flush()
        depth = self._kind[1] + 1 if self._kind[0] == "item" else 1
        kept = self._kind
        start = node.get("start")
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        for child in node.children:
            if isinstance(child, str):
                continue
            if any(child.find(*_IN_LAYOUT)):
                # Stories of a front page, parts of a long story: such a list is only how they are laid out.
                self._visit(child)
                self._flush()
                continue
            self._kind = ("item", depth, number if node.tag == "ol" else None)
            self._visit(child)
            self._flush()
            number += child.tag == "li"
        self._kind = kept

    def _quote(self, node: Node, by: str | None = None) -> None:
        self._flush()
        inner = Blocks(self._base, self._weights, self._captions, site=self._site, loose=self._loose)
        inner._tells_links_apart = not is_post(node)
        inner.add(node)
        texts = [block.text for block in inner.found if not isinstance(block, Caption)]
        if (quoted := quotation(node, texts)) is not None:
            if is_pulled(node):
                self.pulled.append(len(self.found))
            self.found.append(msgspec.structs.replace(quoted, attribution=by) if by else quoted)
        elif leads := next((block for block in inner.found if isinstance(block, Related)), None) or link_in(node, texts, self._base):
            # A post or a page that is set in here by a script alone.
            self.found.append(leads)
        self.found += [block for block in inner.found if isinstance(block, Caption)]

    def _code(self, node: Node) -> None:
        self._flush()
        text = "".join(child if isinstance(child, str) else _raw(child) for child in node.children)
        if text.strip():
            self.found.append(Code(text=text))

    def _table(self, node: Node) -> None:
        rows = data_rows(node)
        self._flush()
        if rows:
            self.found.append(Table(text="\n".join(" | ".join(row) for row in rows), rows=tuple(map(tuple, rows))))
        else:
            self._visit(node)
            self._flush()

    def _break(self) -> None:
        """A line break; two in a row end a paragraph."""
        if self._running.ends_line:
            self._flush()
        else:
            self._running.line_end()


def _raw(node: Node) -> str:
    if node.tag == "br":
        return "\n"
    return "".join(child if isinstance(child, str) else _raw(child) for child in node.children) + (
        "\n" if node.tag in ("div", "p", "li", "tr") else ""
    )


_HANDLERS = {
    "figure": Blocks._figure,  # noqa: SLF001
    **{f"h{level}": Blocks._heading for level in range(1, 7)},  # noqa: SLF001
    "ul": Blocks._list,  # noqa: SLF001
    "ol": Blocks._list,  # noqa: SLF001
    "blockquote": Blocks._quote,  # noqa: SLF001
    "pre": Blocks._code,  # noqa: SLF001
    "table": Blocks._table,  # noqa: SLF001
}
