"""Feeds: RSS, RDF, Atom and JSON Feed, and where a page says that its feeds are.

What reads them is loaded when the first feed comes.
"""

from __future__ import annotations

from tuireader.errors import TooLarge, UnknownFormat
from tuireader.reading.feeds.sniffing import is_json_feed, is_xml_feed
from tuireader.reading.formats import Reader, Reading, Source

LARGEST = 64 << 20
"""Bytes of one feed."""


def read(source: Source) -> Reading:
    """Read a feed: an article an entry; none where it has none, which is no mistake.

    Raises:
        UnknownFormat: it is no feed.
        TooLarge: it is larger than ``LARGEST``.
    """
    from tuireader.reading.feeds import json_feed, xml_feed
    from tuireader.reading.feeds.entry import draft

    if len(source.data) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST >> 20} MiB, too large for a feed")
    known = json_feed if is_json_feed(source.text) else xml_feed
    found = known.read(source.text, source.hints.base_url)
    drafts = tuple(draft(entry, found.feed) for entry in found.entries if not entry.is_empty)
    return Reading(drafts=drafts, failures=(UnknownFormat(found.fault),) if found.fault else (), feed=found.feed)


def _sniff(source: Source) -> int:
    return 95 if is_xml_feed(source.text) or is_json_feed(source.text) else 0


READER = Reader("feed", _sniff, read)
