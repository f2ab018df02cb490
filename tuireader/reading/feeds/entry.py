"""One entry of a feed, whatever the feed's format, and the draft that it becomes."""

from __future__ import annotations

from datetime import datetime

import msgspec

from tuireader.article import Article, Block, Caption, Clues, Draft, Enclosure, Paragraph
from tuireader.reading.carried import Feed
from tuireader.reading.feeds import content, endings, openings
from tuireader.reading.feeds.outlets import outlet
from tuireader.reading.feeds.people import people
from tuireader.reading.feeds.words import line, looks_like_html
from tuireader.reading.front import dateline
from tuireader.reading.html.closing import without_closing
from tuireader.reading.html.titles import fold
from tuireader.reading.sections import subject


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that an entry names beside its text."""

    address: str | None
    caption: str = ""
    credit: str | None = None


class Entry(msgspec.Struct, kw_only=True):
    """What a feed says of one story; addresses are absolute, the title is one clean line."""

    title: str = ""
    url: str | None = None
    guid: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    authors: list[str] = []
    categories: list[str] = []
    body: str = ""
    """HTML that the feed gives as the story's content."""
    summary: str = ""
    """HTML that the feed gives as its description."""
    source: str | None = None
    """The outlet, where the entry names one itself."""
    language: str | None = None
    base: str | None = None
    """What relative addresses in the HTML are relative to."""
    pictures: list[Picture] = []
    enclosures: list[Enclosure] = []
    is_film: bool = False
    """Whether the entry is a film that plays on its page alone."""

    @property
    def is_empty(self) -> bool:
        """Whether the feed says nothing of it."""
        return not (self.title or self.body or self.summary or self.url or self.guid)


_LONGEST_STANDFIRST = 600
_LONGEST_READ = 20_000
"""Characters of a description that are looked at beside a content."""
_MOST_CATEGORIES = 20
_MOST_PICTURES = 20
_PLAYED = ("audio/", "video/")


def draft(entry: Entry, feed: Feed) -> Draft:
    """Return the article of an entry; its strings are not tidied yet."""
    summary = line(entry.summary[:_LONGEST_READ], is_html=True)
    summary = line(summary, is_html=True) if looks_like_html(summary) else summary
    title = _without_outlet(entry.title, entry.source)
    told = content.Told(title, entry.url, tuple(entry.authors), entry.source not in (None, entry.title))
    text = content.read(entry.body or entry.summary, entry.base, told)
    # Some feeds put a teaser where the content belongs, and the story into the description.
    has_content = bool(entry.body) and text.size * 2 >= len(summary)
    # Others give their teaser twice, in plain words.
    teaser_alone = has_content and "<" not in entry.body and fold(line(entry.body[:_LONGEST_READ])) == fold(summary)
    if entry.body and not has_content:
        text = content.read(entry.summary, entry.base, told)
    standfirst = _standfirst(summary, text) if has_content else None
    opening, blocks = openings.parted(text.blocks, summary) if standfirst is None else ("", text.blocks)
    house = outlet(feed.title, feed.site)
    byline = people(entry.authors, feed.title, house, entry.source)
    blocks = _pictured(without_closing(openings.without_signature(blocks, byline), byline), entry.pictures)
    played = entry.is_film or any((enclosure.media_type or "").startswith(_PLAYED) for enclosure in entry.enclosures)
    reason = None
    if entry.url and not played:
        reason = content.why_not_whole(text, is_content=has_content and not teaser_alone, titled=not _is_note(title, text))
    place = next((found for block in blocks[:4] if isinstance(block, Paragraph) and (found := dateline(block.text))), None)
    captions = (block.src for block in blocks if isinstance(block, Caption) and block.media == "image" and block.src)
    return Draft(
        article=Article(
            title=title or ("" if text.size else entry.url or entry.guid or ""),
            standfirst=standfirst or opening or None,
            section=next(filter(None, map(subject, entry.categories)), None),
            byline=byline,
            source=house if entry.source in (None, entry.title) else entry.source,
            guid=entry.guid,
            published=entry.published,
            updated=entry.updated,
            language=entry.language or feed.language,
            url=entry.url,
            lead_picture=next((picture.address for picture in entry.pictures if picture.address), None) or next(captions, None),
            enclosures=tuple(entry.enclosures),
            whole="summary" if reason else "whole",
            whole_reason=reason,
            blocks=tuple(blocks),
        ),
        clues=Clues(sections=tuple(entry.categories[:_MOST_CATEGORIES]), dateline=place.place if place else None),
    )


def _without_outlet(title: str, outlet: str | None) -> str:
    """Return a headline without the outlet behind it, as gatherers of news write it: "Fog on the quay - The Echo"."""
    bare = title.removesuffix(f" - {outlet}") if outlet else title
    return bare or title


def _is_note(title: str, text: content.Content) -> bool:
    """Whether an entry has no headline, or for one only the beginning of its text, as a program cut it."""
    begun = fold(title) if endings.is_cut(title) else ""
    return not title or (bool(begun) and fold(" ".join(block.text for block in text.blocks[:2])).startswith(begun))


def _pictured(blocks: list[Block], pictures: list[Picture]) -> list[Block]:
    """Put the captions of pictures that the text doesn't show before it; of several those with words of their own, if it shows none."""
    shown = {block.src for block in blocks if isinstance(block, Caption)}
    said = {block.text for block in blocks}
    more: list[Block] = []
    for picture in pictures[: 1 if shown else _MOST_PICTURES]:
        told = picture.caption if more else picture.caption or picture.credit
        if told and picture.address not in shown and picture.caption not in said:
            more.append(Caption(text=picture.caption, credit=picture.credit, src=picture.address))
            said.add(picture.caption)
    return more + blocks


def _standfirst(summary: str, text: content.Content) -> str | None:
    """Return the summary, unless it is the text's own beginning, or was cut."""
    if not summary or endings.is_cut(summary) or len(summary) > _LONGEST_STANDFIRST:
        return None
    start = fold(summary)[:60]
    return summary if start not in fold(" ".join(block.text for block in text.blocks[:40])) else None
