"""Which of a feed's many addresses is the story's, and what the relative ones are relative to."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from tuireader.reading.address import web_address
from tuireader.reading.feeds.names import BASE, Fields, plain

_COUNTING = re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/url\?(?P<query>.+)")
"""An address that counts clicks and has the story's in it."""
_PAGES = frozenset({"text/html", "application/xhtml+xml", ""})
_PROXIES = ("feedproxy.google.com", "feeds.feedburner.com", "rss.feedsportal.com", "feedproxy.feedly.com")
"""Counters of clicks between the feed and the story; several of them are gone, and their links dead."""


def story(fields: Fields, guid: str | None, base: str | None, *, atom: bool) -> str | None:
    """Return the address of the page that an entry is the entry of; None where the feed has none.

    In RSS the link, in Atom the alternate link; else a guid that is a permanent link (it is, unless the feed says no). Of a link that only
    counts clicks the original.
    """
    ways = (_alternate, _text_link) if atom else (_text_link, _alternate)
    found = next((address for way in (*ways, _permalink) if (address := way(fields, base))), None)
    if found is None or urlsplit(found).hostname in _PROXIES:
        original = web_address(fields.text("feedburner:origlink"), base)
        found = original or found
    if found and (counting := _COUNTING.match(found)):
        told = parse_qs(counting["query"])
        found = next((address for name in ("url", "q") if (address := web_address(told.get(name, [""])[0]))), found)
    if (
        found is None
        and guid
        and guid.startswith(("http://", "https://"))
        and not any(_is_no_link(element) for element in fields.all("guid"))
    ):
        found = web_address(guid)
    return found


def site(fields: Fields, base: str | None) -> str | None:
    """Return the address of the site that a feed is the feed of."""
    return _text_link(fields, base) or _alternate(fields, base)


def outermost_base(root: etree._Element, channel: etree._Element, fields: Fields, address: str | None, *, atom: bool) -> str | None:
    """Return what a feed's relative addresses are relative to: what it says, else in Atom its own address, in RSS its site's."""
    own = next((web_address(element.get("href")) for element in fields.all("link") if element.get("rel") == "self"), None)
    known = (address or own, site(fields, None)) if atom else (site(fields, None), address or own)
    base = next(filter(None, known), None)
    for element in (root, channel):
        base = web_address(element.get(BASE), base) or base
    return base


def base_of(element: etree._Element, outermost: str | None) -> str | None:
    """Return what addresses within an element are relative to, by the ``xml:base`` of all around it."""
    base = outermost
    for holder in (*reversed(list(element.iterancestors())), element):
        base = web_address(holder.get(BASE), base) or base
    return base


def _text_link(fields: Fields, base: str | None) -> str | None:
    return next((found for element in fields.all("link") if (found := web_address(plain(element), base))), None)


def _alternate(fields: Fields, base: str | None) -> str | None:
    """Return the alternate link that is a page, else any alternate."""
    any_kind = None
    for element in fields.all("link"):
        if (element.get("rel") or "alternate").lower().rpartition("/")[2] != "alternate":
            continue
        found = web_address(element.get("href"), base)
        if found and (element.get("type") or "").lower() in _PAGES:
            return found
        any_kind = any_kind or found
    return any_kind


def _permalink(fields: Fields, base: str | None) -> str | None:
    for element in fields.all("guid"):
        text = plain(element)
        if not _is_no_link(element) and (text.startswith(("http://", "https://", "/")) or element.get("isPermaLink")):
            return web_address(text, base)
    return None


def _is_no_link(element: etree._Element) -> bool:
    return any(str(key).lower() == "ispermalink" and str(value).strip().lower() == "false" for key, value in element.attrib.items())
