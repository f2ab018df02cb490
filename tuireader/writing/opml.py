"""Subscriptions as OPML, which every reader of feeds takes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from tuireader.clean import clean_line
from tuireader.reading.carried import Subscription

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>tuireader subscriptions</title></head>\n  <body>\n'


def opml(subscriptions: Iterable[Subscription]) -> bytes:
    """Return the list as OPML 2.0 in UTF-8, its folders as they are, nothing of it lost when it is read again.

    Region and section stand in attributes of their own, which other
    readers pass over.
    """
    folders: dict[tuple[str, ...], list[Subscription]] = {}
    for subscription in subscriptions:
        folders.setdefault(subscription.folder, []).append(subscription)
    lines: list[str] = []
    above: tuple[str, ...] = ()
    for folder in sorted(folders):
        shared = 0
        while shared < min(len(above), len(folder)) and above[shared] == folder[shared]:
            shared += 1
        lines += [f"{_indent(depth)}</outline>" for depth in range(len(above) - 1, shared - 1, -1)]
        lines += [f"{_indent(depth)}<outline{_attributes(text=folder[depth])}>" for depth in range(shared, len(folder))]
        lines += [_outline(subscription, _indent(len(folder))) for subscription in folders[folder]]
        above = folder
    lines += [f"{_indent(depth)}</outline>" for depth in range(len(above) - 1, -1, -1)]
    return (_HEAD + "".join(f"{line}\n" for line in lines) + "  </body>\n</opml>\n").encode("utf-8", "replace")


def _outline(subscription: Subscription, indent: str) -> str:
    title = subscription.title or subscription.address
    attributes = _attributes(
        type="rss",
        text=title,
        title=title,
        xmlUrl=subscription.address,
        htmlUrl=subscription.site,
        region=subscription.region,
        section=subscription.section,
    )
    return f"{indent}<outline{attributes}/>"


def _attributes(**values: str | None) -> str:
    return "".join(f" {name}={quoteattr(clean_line(value))}" for name, value in values.items() if value)


def _indent(depth: int) -> str:
    return "  " * (depth + 2)
