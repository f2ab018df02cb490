"""Whether a story changed since it was stored, as far as its feed tells. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuireader.store.records import Summary

if TYPE_CHECKING:
    from tuireader.article import Article


def is_newer(known: Summary, found: Article) -> bool:
    """Whether a feed gives a story under another headline, or with a later date, than it is stored with."""
    return bool(found.title and found.title != known.title) or is_later(known, found)


def is_later(known: Summary, found: Article) -> bool:
    """Whether a feed gives a later date, of publication or of a change, than is stored."""
    published, updated = (None if moment is None else int(moment.timestamp()) for moment in (found.published, found.updated))
    if updated is not None and updated > max(known.updated or 0, known.published or 0, known.first_seen if known.updated is None else 0):
        return True
    return published is not None and known.published is not None and published > known.published
