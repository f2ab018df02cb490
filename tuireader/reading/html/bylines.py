"""The people who wrote a story, by the page's data or by the elements that are named for them."""

from __future__ import annotations

import re
from itertools import islice

from tuireader.clean import clean_line
from tuireader.reading.capitals import in_small_letters
from tuireader.reading.front import outlet_line, without_outlet, without_roles
from tuireader.reading.html import linked_data
from tuireader.reading.html.clutter import is_foreign
from tuireader.reading.html.dom import Index, Node
from tuireader.reading.html.linked_data import Fields
from tuireader.reading.html.titles import fold_outlet

_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|text|article)\s+)?"
    r"(?:by|von|par|por|di|door|af|av|autor|author|texte?|redazione|текст|автор|作者|文|記者)(?:\b|(?=[:：]))\s*[:：]?\s*",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"by-?_?line|(?:^|[\s_-])authors?(?:[\s_-]?(?:name|info|link|names))?(?:$|[\s_])|writtenby|p-author|contributor-?name", re.IGNORECASE
)
_NAMED_OTHERWISE = re.compile(r"comment|avatar|bio|image|photo|related|social|follow|description|box", re.IGNORECASE)
_TAGS = frozenset({"a", "span", "address", "div", "p", "li", "em", "strong", "b", "cite", "h3", "h4", "h5", "h6", "small", "section", "td"})
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
_OTHERS = "Edited|Illustrated|Photographed|Translated|Additional reporting|Photos?|Photography|Illustrations?"
"""What others than the writers did, before "by"."""
_END = re.compile(
    rf"\s+(?:Published|Posted|Updated|(?:{_OTHERS}) by)\b|\s+[|•·–—]\s+|,?\s+(?=\d{{1,2}}[:./]\d|\d{{4}}\b|(?:{_MONTHS})\.? \d)"
)
_METAS = ("dc:creator", "dcterm:creator", "author", "parsely-author", "article:author", "byl", "sailthru.author", "cxenseparse:author")
_SEVERAL = re.compile(r",|&|;|\band\b", re.IGNORECASE)
_LONG_NAME = 6
"""Words; more of them, without a comma, are a name and something else."""
_MOST = 8
_MOST_WORDS = 14
_NOBODY = frozenset({"admin", "administrator", "root", "null", "undefined", "guest", "unknown", "user", "author", "none", "anonymous"})


def people(page: Index, data: Fields, metas: dict[str, str], source: str | None) -> str | None:
    """Return the people who wrote a page's story, apart by commas; None where nobody is named.

    Args:
        page: its elements.
        data: its JSON-LD.
        metas: its meta elements.
        source: the outlet's name, where it is known; it is no person.
    """
    stated = linked_data.names(data.get("author")) or linked_data.names(data.get("creator"))
    outlet = fold_outlet(source or "")
    stated = [name for name in stated if not name.startswith("http") and fold_outlet(name) != outlet]
    told = [value for key in _METAS if _may_name(value := metas.get(key, ""))]
    stated = stated or [value for value in told if fold_outlet(value) != outlet][:1]
    agency = len(stated) == 1 and outlet_line(stated[0]) is not None
    shown = [_person(_name_in(node), source) for node in _nodes(page)] if not stated or agency else []
    # Where nobody else is named, who is called like the outlet wrote it: a site of one person, or a house that signs as a whole.
    names = list(dict.fromkeys(filter(None, shown or (_person(name, source) for name in stated or told[:1]))))
    return ", ".join(names[:_MOST]) or None


def _may_name(value: str) -> bool:
    return bool(value) and not value.startswith(("http", "@", "/")) and len(value) < 100 and "<" not in value and not value.isdigit()


def _nodes(page: Index) -> list[Node]:
    """Return the element that most surely names who wrote it, if there is one."""
    sure: list[Node] = []
    likely: list[Node] = []
    for node in page.attributed:
        if node.tag not in _TAGS:
            continue
        names = f"{node.get('class')} {node.get('id')}"
        if node.get("rel") == "author" or "author" in node.get("itemprop"):
            sure.append(node)
        elif len(names) > 3 and _NAMED.search(names) and not _NAMED_OTHERWISE.search(names):
            likely.append(node)
    fitting = (node for node in [*sure[:20], *likely[:20]] if 2 < len(node.text()) < 120)
    # Those who comment, and those who wrote the other stories, are named alike.
    return [node for node in fitting if not any(map(is_foreign, islice(node.ancestors(), 8)))][:1]


def _name_in(node: Node) -> str:
    """Return the text of an element that is named for who wrote a story; of one that says more of them, what it says first apart."""
    text = node.text()
    if len(text.split()) <= _LONG_NAME or _SEVERAL.search(text):
        return text
    return next((own for part in node.walk() if part is not node and 0 < len((own := part.text()).split()) <= _LONG_NAME), text)


def _person(text: str, source: str | None) -> str:
    """Return a name without "By" before it and what stands behind it, the outlet's name among that."""
    name = _END.split(_BY.sub("", clean_line(text)))[0]
    name = name.strip(" ,;:|·-–—")
    name = without_outlet(name.removesuffix(f" {source}") if source else name).rstrip(" ,")
    named = 1 < len(name) < 150 and len(name.split()) <= _MOST_WORDS and not name.isdigit() and name.lower() not in _NOBODY
    return in_small_letters(without_roles(name)) if named else ""
