"""The headline: what the page's several places for it agree on, without the name of the site."""

from __future__ import annotations

import re

from tuireader.clean import clean_line
from tuireader.reading.html import linked_data
from tuireader.reading.html.dom import Index
from tuireader.reading.html.linked_data import Fields

_SEPARATOR = re.compile(r"\s+(?:[|–—»·•~_\\/<>@]|-{1,2}|::)\s+|\s?[|»]\s?|::|_(?=[^_]*$)")
_DOMAIN = re.compile(r"\.(?:com|org|net|co\.uk|de|fr|info)$", re.IGNORECASE)
_SURE_SEPARATORS = frozenset({"|", "»", "::", "–", "—", "-", "_", "·", "@"})
_ENOUGH = 5
"""Words of a headline that is surely no other's beginning."""
_KINDS = frozenset(
    {"opinion", "analysis", "review", "video", "live", "watch", "exclusive", "editorial", "comment", "column", "podcast", "gallery"}
)
_STATED = ("dc:title", "dcterm:title", "og:title", "weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title")


def headline(page: Index, data: Fields, metas: dict[str, str], source: str | None) -> str | None:
    """Return the headline of a page, None where it has none.

    Args:
        page: its elements.
        data: its JSON-LD.
        metas: its meta elements.
        source: the outlet's name, where it is known.
    """
    heads = [text for node in page.find("h1") if 3 < len(text := clean_line(node.text())) < 400]
    title = next((clean_line(node.text()) for node in page.find("title") if node.text()), "")
    named, other = (linked_data.first_text(data.get(key)) for key in ("headline", "name"))
    if other and fold(other) != fold(source or "") and fold(named) not in fold(title) and fold(title).startswith(fold(other)):
        named = other  # some pages put a description into the headline
    stated = [named, *(metas.get(key, "") for key in _STATED)]
    for candidate in map(clean_line, stated):
        if candidate:
            return _whole(without_site(_without_kind(candidate, heads), source, heads), heads)
    shown = [head for head in heads if fold(head) and fold(head) in fold(title)]
    return max(shown, key=len, default=None) or without_site(title, source, heads) or (heads[0] if heads else None)


def _whole(title: str, heads: list[str]) -> str:
    """Return the headline that the page shows where the stated one is its beginning: many are cut to a length."""
    begun = fold(title.rstrip("….")) if len(title.split()) >= _ENOUGH else ""
    return next((head for head in heads if begun and fold(head).startswith(begun)), title)


def _without_kind(title: str, heads: list[str]) -> str:
    """Return a headline without what kind of story it heads: "Opinion | …"."""
    kind, separator, rest = title.partition(" | ")
    sure = kind.lower() in _KINDS or any(fold(head) == fold(rest) for head in heads)
    return rest if separator and sure and len(kind.split()) <= 2 and len(rest.split()) > 2 else title


def says_the_same(head: str, title: str) -> bool:
    """Whether two headlines are of one story: one may be for searchers, the other for readers."""
    words, other = (set(re.findall(r"\w{4,}", text.lower())) for text in (head, title))
    return len(words & other) >= 2 or fold(head) == fold(title)


def without_site(title: str, source: str | None, heads: list[str]) -> str:
    """Return a title without the name of the site before or behind it."""
    for head in heads:
        if len(head.split()) >= 3 and fold(title).startswith(fold(head)):
            return head
    separators = list(_SEPARATOR.finditer(title))
    if not separators:
        return title
    first, last = separators[0], separators[-1]
    site = fold_outlet(source or "")
    before, behind = title[: last.start()].strip(), title[last.end() :].strip()
    if (site and fold_outlet(behind) == site) or (behind[:1].isdigit() and not any(map(str.isalpha, behind))):
        return without_site(before, source, heads)
    if site and fold_outlet(title[: first.start()]) == site:
        return title[first.end() :].strip()
    named = last.group().strip() in _SURE_SEPARATORS and len(behind.split()) <= 4 < len(before.split())
    return before if named else title


def fold_outlet(name: str) -> str:
    """Return an outlet's name so that it is the same with and without the end of its address: Snopes, Snopes.com."""
    return fold(_DOMAIN.sub("", name))


def fold(text: str) -> str:
    """Return the letters and digits of a text in small letters, so that two writings of it are equal."""
    return re.sub(r"\W+", "", text.lower())
