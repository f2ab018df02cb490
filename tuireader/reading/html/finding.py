"""Finding the element that holds the article: by the page's own marks, by a witness of its text, by where running text is densest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from tuireader.reading.html.boxes import headed_boxes
from tuireader.reading.html.clutter import is_clutter, is_foreign, is_hidden, never_text
from tuireader.reading.html.dom import Node
from tuireader.reading.html.weights import Weight, weigh
from tuireader.reading.sentences import ends_sentence

_BODY_NAME = re.compile(
    r"article-?_*(?:body|content|text)|story-?_*(?:body|content|text)|(?:entry|post)-?_*(?:content|body|text)|articlebody|content-?body|body-?(?:content|copy|text)|"
    r"td-post-content|rich-?text|main-?text",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_STORY = 250
"""Characters of running text that make a story."""
_FIELD = 0.4
"""Share of the page's running text that an element must hold to be spared when its name says clutter."""

_NEAR = 20
_MOST_LINES = 30
_LONGEST_LINE = 160
_OPENING = 60
_LONGEST_OPENING = 800
_STORIES = frozenset({"article", "main"})
_OPENINGS = frozenset({"p", "div", "section", "h2", "h3"})
_MOST = 0.85
"""The same for what is named for other people's words or other stories: under a short article there may be more of them than of it."""


def strip(root: Node) -> None:
    """Take out of a page what is no text or is not shown, and what is named clutter unless most of the text lies in it."""
    root.prune(lambda node: never_text(node) or (node.tag != "body" and is_hidden(node)))
    weights = weigh(root)
    whole = weights[root].good
    headed = headed_boxes(root, weights)
    root.prune(lambda node: node in headed or (is_clutter(node) and weights[node].good < (_MOST if is_foreign(node) else _FIELD) * whole))


def find_article(root: Node, weights: dict[Node, Weight], witness: str = "", headline: Node | None = None) -> Node:
    """Return the element that holds the article of a page that was stripped.

    Args:
        root: the page.
        weights: those of its elements.
        witness: the article's text as the page's metadata has it, "" where they don't.
        headline: the element that shows the headline.
    """
    seen = _by_witness(root, witness, weights) if len(witness) > 200 else None
    if seen is not None:
        return seen
    story = _story_of(headline, weights)
    return _with_twins(_by_name(story or root, weights), story or root, weights) or _widened(_densest(story or root, weights), weights)


def _story_of(headline: Node | None, weights: dict[Node, Weight]) -> Node | None:
    """Return the article element that has the headline and a story's worth of text, where others stand beside it."""
    around = [node for node in headline.ancestors() if node.tag == "article"] if headline is not None else []
    story = around[-1] if around else None
    if story is None or story.parent is None or weights[story].good < _STORY:
        return None
    beside = [node for node in story.parent.find("article") if node.parent is not None and story not in (node, *node.ancestors())]
    return story if beside else None


def _by_witness(root: Node, witness: str, weights: dict[Node, Weight]) -> Node | None:
    """Return the smallest element that holds the sentences of the witness."""
    words = _WORD.findall(witness.lower())
    probes = {" ".join(words[at : at + 6]) for at in range(0, len(words) - 6, max(6, len(words) // 40))}
    held: dict[Node, set[str]] = {}
    for node in root.walk():
        if weights[node].good and node.tag in ("p", "div", "li", "blockquote", "td", "section", "article", "span"):
            own = " ".join(_WORD.findall(" ".join(_own_text(node)).lower()))
            found = {probe for probe in probes if probe in own} if len(own) > 20 else set()
            if found:
                held[node] = found
    if len(set().union(*held.values())) < len(probes) * 0.6:
        return None
    return _common(held)


def _own_text(node: Node) -> Iterable[str]:
    """Yield the text of an element that lies in no block within it."""
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag in (
            "a",
            "b",
            "i",
            "em",
            "strong",
            "span",
            "u",
            "font",
            "mark",
            "sup",
            "sub",
            "q",
            "cite",
            "abbr",
            "time",
            "code",
            "s",
            "small",
        ):
            yield child.text()


def _common(nodes: Iterable[Node]) -> Node | None:
    """Return the innermost element that holds nine tenths of these."""
    counts: dict[Node, int] = {}
    every = list(nodes)
    for node in every:
        for holder in (node, *node.ancestors()):
            counts[holder] = counts.get(holder, 0) + 1
    fitting = [node for node, count in counts.items() if count >= len(every) * 0.9]
    return max(fitting, key=lambda node: sum(1 for _ in node.ancestors())) if fitting else None


def _by_name(root: Node, weights: dict[Node, Weight]) -> Node | None:
    """Return the element that the page itself calls the article's body."""
    whole = weights[root].good
    marked = [node for node in root.walk() if "articlebody" in node.get("itemprop").lower()]
    named = marked or [
        node
        for node in root.walk()
        if node.tag in ("div", "section", "article") and _BODY_NAME.search(f"{node.get('class')} {node.get('id')}")
    ]
    best = max(named, key=lambda node: weights[node].good, default=None)
    return best if best is not None and weights[best].good > 0.35 * whole and weights[best].good > 200 else None


def _with_twins(node: Node | None, root: Node, weights: dict[Node, Weight]) -> Node | None:
    """Return the element around this one and others of the same name: a page may cut its text into several alike."""
    name = node.get("class") if node is not None else ""
    if node is None or not name:
        return node
    alike = [other for other in root.walk() if other.get("class") == name]
    twins = [twin for twin in alike if weights[twin].good > 100]
    around = _common(twins) if len(twins) > 1 else None
    together = sum(weights[twin].good for twin in alike)
    return around if around is not None and weights[around].good < 1.2 * together else node


def _densest(root: Node, weights: dict[Node, Weight]) -> Node:
    """Return the element with most running text close below it: a paragraph counts wholly for its parent, half for the one above it."""
    scores: dict[Node, float] = {}
    for node in root.walk():
        if not weights[node].good:
            continue
        inner = sum(weights[child].good for child in node.elements())
        own = weights[node].good - inner
        if own > 0:
            scores[node] = scores.get(node, 0.0) + own * 0.5 * (node.tag != "p")
            for level, holder in enumerate(node.ancestors()):
                if level > 4 or holder is root:
                    break
                scores[holder] = scores.get(holder, 0.0) + own / (level + 1)
    return max(scores, key=lambda node: scores[node] * (1 - weights[node].link_share), default=root)


def _widened(node: Node, weights: dict[Node, Weight]) -> Node:
    """Return an element around this one when the article goes on there: more running text, with little else."""
    best = node
    for level, holder in enumerate(node.ancestors()):
        if level > 5 or holder.tag in ("html", "#page"):
            break
        more = weights[holder].good - weights[best].good
        scraps = weights[holder].poor - weights[best].poor
        if more > 0.15 * weights[best].good and scraps < 0.35 * more:
            best = holder
    return best


class Lead(NamedTuple):
    """What stands between the headline and the article's element."""

    figures: list[Node]
    openings: list[Node]
    """Paragraphs."""
    lines: list[str]
    """Short lines."""


def lead(root: Node, article: Node, headline: Node | None, weights: dict[Node, Weight], is_figure: Callable[[Node], bool]) -> Lead:
    """Return what stands between the headline and the article's element: the lead picture, the opening paragraph, people and dates.

    A lead picture may also stand above the headline, in the element of the same story.
    """
    inside = set(article.walk())
    figures: dict[Node, None] = {}
    openings: list[Node] = []
    lines: list[str] = []
    after = headline is None
    story = next((node for node in headline.ancestors() if node.tag in _STORIES), None) if headline is not None else None
    around = set(story.walk()) if story is not None else inside
    holding = {*article.ancestors(), *(headline.ancestors() if headline is not None else ())}
    for node in root.walk():
        if node is article:
            break
        after = after or node is headline
        if not (after or node in around) or node in inside or any(holder in figures for holder in islice(node.ancestors(), _NEAR)):
            continue
        if node not in holding and is_figure(node):  # a page may be named for its gallery as a whole
            figures[node] = None
        elif (
            after and headline is not None and node is not headline and any(type(child) is str and child.strip() for child in node.children)
        ):
            text = node.text()
            if len(text) <= _LONGEST_LINE and len(lines) < _MOST_LINES:
                lines.append(text)
            if _OPENING < len(text) < _LONGEST_OPENING and node.tag in _OPENINGS and weights[node].good and ends_sentence(text):
                openings.append(node)
    return Lead(list(figures), openings, lines)
