"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom: from the tree of a document to its entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from tuireader.errors import UnknownFormat
from tuireader.reading.address import web_address
from tuireader.reading.carried import Feed
from tuireader.reading.feeds import content, links, media
from tuireader.reading.feeds.dates import feed_date
from tuireader.reading.feeds.entry import Entry
from tuireader.reading.feeds.names import LANG, Fields, Names, inner, plain
from tuireader.reading.feeds.tree import parse
from tuireader.reading.feeds.words import line

_PUBLISHED = ("pubdate", "published", "dc:date", "dc:issued", "dc:created", "issued", "created", "prism:publicationdate", "date")
_UPDATED = ("updated", "modified", "dc:modified", "lastbuilddate")
_BODY = ("content:encoded", "content", "xhtml:body", "body", "fulltext")
_SUMMARY = ("description", "summary", "dc:description", "tagline", "abstract", "itunes:summary", "itunes:subtitle")
_OUTERMOST = ("", "html", "text/html", "application/xhtml+xml", "xhtml", "text", "text/plain", "plain")
_ITEMS = tuple(f"{{*}}{name}" for name in ("item", "entry", "Item", "Entry", "ITEM", "ENTRY"))
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
MOST_ENTRIES = 10_000
"""Entries of one feed that are read; those of a podcast of twenty years, one a day, are 7,300."""


class Document(NamedTuple):
    """A feed and its entries."""

    feed: Feed
    entries: list[Entry]
    fault: str | None = None
    """Why there are no more entries than these, where it breaks off."""


class _Around(NamedTuple):
    """What holds for every entry of one feed."""

    atom: bool
    base: str | None
    based: bool
    """Whether the document says ``xml:base`` anywhere."""
    authors: list[str]


def read(text: str, address: str | None = None) -> Document:
    """Return the feed that a document is.

    Args:
        text: the document.
        address: where it came from; relative addresses in it are relative to it, unless the feed says otherwise.

    Raises:
        UnknownFormat: it is no feed.
    """
    root = parse(text)
    if root is None:
        raise UnknownFormat("this begins like a feed, but is no XML that can be read")
    names = Names(root)
    kind = names.of(root).rpartition(":")[2]
    channel = next((element for element in root.iter() if names.of(element) == "channel"), None) if kind != "feed" else root
    items = list(_items(root, names))
    if channel is None:
        channel = root
    if kind not in ("rss", "rdf", "feed", "channel") and not items:
        raise UnknownFormat("this is XML, but not a feed")
    fields = Fields(channel, names)
    atom = kind == "feed"
    base = links.outermost_base(root, channel, fields, address, atom=atom)
    around = _Around(atom, base, "xml:base" in text, _authors(fields))
    language = channel.get(LANG) or root.get(LANG) or fields.text("language", "dc:language")
    feed = Feed(
        kind="Atom" if atom else "RSS 1.0" if kind == "rdf" else "RSS",
        title=line(fields.text("title")) or None,
        site=links.site(fields, base),
        language=language_tag(language),
        entries=len(items),
    )
    return Document(feed, [_entry(item, names, around) for item in items[:MOST_ENTRIES]], too_many(len(items)))


def too_many(entries: int) -> str | None:
    """Return why not all of so many entries are read, None where they are."""
    return f"it has {entries:,} entries, of which {MOST_ENTRIES:,} are read" if entries > MOST_ENTRIES else None


def language_tag(text: str | None) -> str | None:
    """Return a language as feeds write it ("en_us") as a tag of BCP 47 ("en-US")."""
    tag = (text or "").strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    primary, *rest = tag.split("-")
    return "-".join([primary.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _items(root: etree._Element, names: Names) -> Iterator[etree._Element]:
    """Yield the entries, wherever they stand (in RSS 1.0 beside the channel, in 2.0 within it); none within another."""
    for element in root.iter(*_ITEMS):
        if names.of(element) in ("item", "entry") and not any(names.of(holder) in ("item", "entry") for holder in element.iterancestors()):
            yield element


def _entry(item: etree._Element, names: Names, around: _Around) -> Entry:
    fields = Fields(item, names)
    base = links.base_of(item, around.base) if around.based else around.base
    body, summary = _first_markup(fields, _BODY, around), _first_markup(fields, _SUMMARY, around)
    found = media.read(fields, base)
    guid = fields.text("guid", "id") or next((value for key, value in item.attrib.items() if str(key).endswith("}about")), None)
    published, updated = _date(fields, _PUBLISHED), _date(fields, _UPDATED)
    origin = fields.first("source")
    return Entry(
        title=_title(fields, around),
        url=links.story(fields, guid, base, atom=around.atom),
        guid=guid,
        # Half of all feeds know one date only, whatever they call it.
        published=published or updated,
        updated=updated if published and updated != published else None,
        authors=_authors(fields) or around.authors,
        categories=_categories(fields),
        body=body.markup if body else "",
        summary=summary.markup if summary else "" if body else found.description,
        source=_outlet(origin, names) if origin is not None else None,
        language=language_tag(item.get(LANG) or fields.text("dc:language", "language")),
        base=(body or summary or _Markup("", base)).base or base,
        pictures=found.pictures,
        enclosures=found.enclosures,
        is_film=found.is_film,
    )


class _Markup(NamedTuple):
    markup: str
    base: str | None


def _first_markup(fields: Fields, wanted: tuple[str, ...], around: _Around) -> _Markup | None:
    """Return the longest HTML under the first of these names that has any."""
    for name in wanted:
        found = [_markup(element, around) for element in fields.all(name) if (element.get("type") or "").lower() in _OUTERMOST]
        longest = max(found, key=len, default="")
        if longest:
            element = next(iter(fields.all(name)))
            return _Markup(longest, links.base_of(element, around.base) if around.based else around.base)
    return None


def _markup(element: etree._Element, around: _Around) -> str:
    if len(element):
        return inner(element).strip()
    text = (element.text or "").strip()
    plainly = around.atom and (element.get("type") or "text").lower() in ("text", "text/plain", "plain")
    return content.as_html(text) if plainly else text


def _title(fields: Fields, around: _Around) -> str:
    """Return the first title that says anything."""
    for element in fields.all("title", "media:title", "dc:title", "itunes:title"):
        declared = (element.get("type") or "").lower() if around.atom else ""
        is_html = True if "html" in declared and not len(element) else False if len(element) else None
        title = line(plain(element), is_html=is_html)
        if title:
            return title
    return ""


def _authors(fields: Fields) -> list[str]:
    """Return the names of the people, as the feed has them."""
    found = []
    for element in fields.all("author", "dc:creator"):
        name = Fields(element, fields.names).text("name", "itunes:name") if len(element) else None
        found.append(name or ("" if len(element) else plain(element)))
    found = [name for name in found if name]
    return found or fields.texts("itunes:author", "dc:author")


def _categories(fields: Fields) -> list[str]:
    found = []
    for element in fields.all("category", "dc:subject", "media:category", "itunes:category"):
        label = element.get("label") or element.get("term") or plain(element) or element.get("text")
        found.append(line(label))
    return list(dict.fromkeys(filter(None, found)))


def _outlet(origin: etree._Element, names: Names) -> str | None:
    """Return the title of the feed that an entry was taken over from."""
    name = Fields(origin, names).text("title") if len(origin) else plain(origin)
    return line(name) or None if name and web_address(name) is None else None


def _date(fields: Fields, wanted: tuple[str, ...]) -> datetime | None:
    for name in wanted:
        for element in fields.all(name):
            found = feed_date(plain(element))
            if found:
                return found
    return None
