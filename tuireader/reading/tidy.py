"""The last thing done to every draft: its strings clean, its spans true, its sizes bounded, its words counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

import msgspec

from tuireader.article import (
    Block,
    BlockQuote,
    Caption,
    Clues,
    Code,
    Draft,
    Enclosure,
    Heading,
    ListItem,
    Paragraph,
    Place,
    Related,
    RelatedLink,
    Table,
    article_words,
    utc,
)
from tuireader.errors import NoArticle, TooLarge
from tuireader.reading.address import web_address
from tuireader.reading.language import language_of
from tuireader.reading.sentences import LONGEST_MADE_TITLE, first_sentence
from tuireader.reading.spans import optional, tidy_text

MOST_BLOCKS = 20_000
"""Blocks of one article: twice the paragraphs of a very long novel, ten times those of a day's live page."""
LONGEST_TITLE = 1000
_MOST_LINKS = 1000
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{12}")
_CODE = re.compile(r"[A-Z]{2}")


def refuse_many(blocks: int) -> None:
    """Refuse so many blocks, where a reader knows their number before it makes them.

    Raises:
        TooLarge: they are more than one article can have.
    """
    if blocks > MOST_BLOCKS:
        raise TooLarge(f"it has more than {MOST_BLOCKS:,} paragraphs, too many for one article")


def tidy(draft: Draft) -> Draft:
    """Return the draft fit to be kept and shown.

    Raises:
        NoArticle: nothing is left of it.
        TooLarge: it has more blocks than one article can have.
    """
    article, clues = draft.article, draft.clues
    refuse_many(len(article.blocks))
    blocks = tuple(block for block in map(_block, article.blocks) if block is not None)
    headline = tidy_text(article.title[: LONGEST_TITLE * 4], article.title_quotes)
    title = headline.text if len(headline.text) <= LONGEST_TITLE else first_sentence(headline.text, LONGEST_TITLE)
    standfirst = optional(article.standfirst, 4000)
    if not title:
        title = _made_title(blocks, standfirst)
    if not title:
        raise NoArticle("there is no text in it")
    tidied = msgspec.structs.replace(
        article,
        id=article.id if _ID.fullmatch(article.id) else "",
        source_path=optional(article.source_path, 4096),
        title=title,
        title_quotes=tuple(quote for quote in headline.quotes if title[quote.start : quote.end] == quote.text),
        standfirst=standfirst,
        section=optional(article.section),
        region_path=_lines(article.region_path, 8),
        region_evidence=optional(article.region_evidence),
        places=_places(article.places),
        byline=optional(article.byline),
        source=optional(article.source),
        subscriptions=tuple(filter(None, map(web_address, article.subscriptions[:_MOST_LINKS]))),
        guid=optional(article.guid, 4096),
        published=_moment(article.published),
        updated=_moment(article.updated),
        first_seen=_moment(article.first_seen),
        url=web_address(article.url),
        lead_picture=web_address(article.lead_picture),
        enclosures=_enclosures(article.enclosures),
        whole_reason=optional(article.whole_reason),
        blocks=blocks,
    )
    language = tidied.language if tidied.language and _TAG.fullmatch(tidied.language) else language_of(tidied)
    tidied = msgspec.structs.replace(tidied, language=language, words=article_words(tidied))
    return Draft(article=tidied, clues=_clues(clues))


def _block(block: Block) -> Block | None:
    """Return the block tidied, or None when nothing is left of it."""
    if type(block) is Paragraph and not block.quotes and not block.marks:
        # Most blocks are no more than that.
        text = tidy_text(block.text, lines=True).text
        return Paragraph(text=text) if text else None
    tidied = tidy_text(
        block.text.expandtabs(4) if isinstance(block, Code) else block.text,
        block.quotes,
        block.marks,
        lines=isinstance(block, Paragraph | BlockQuote | Table),
        verbatim=isinstance(block, Code),
    )
    changes: dict[str, object] = {"text": tidied.text, "quotes": tidied.quotes, "marks": tidied.marks}
    empty = not tidied.text
    match block:
        case Caption():
            changes |= {"credit": optional(block.credit), "src": web_address(block.src)}
            empty = empty and not changes["credit"] and not changes["src"]
        case Related():
            links = _links(block.links)
            changes["links"] = links
            empty = empty and not links
        case BlockQuote():
            changes["attribution"] = optional(block.attribution)
        case Table():
            changes["rows"] = tuple(tuple(tidy_text(cell).text for cell in row) for row in block.rows)
        case Heading():
            changes["level"] = min(max(block.level, 1), 6)
        case ListItem():
            changes["depth"] = min(max(block.depth, 1), 20)
        case Paragraph() | Code():
            pass
    return None if empty else msgspec.structs.replace(block, **changes)


def _made_title(blocks: Iterable[Block], standfirst: str | None) -> str:
    """Return a headline from the first words that there are."""
    texts = [block.text for block in blocks if isinstance(block, Paragraph | Heading | BlockQuote | ListItem)]
    texts += [block.text for block in blocks]
    first = next((text for text in [*texts[:1], standfirst or "", *texts] if text), "")
    return first_sentence(" ".join(first[: LONGEST_MADE_TITLE * 4].split()), LONGEST_MADE_TITLE)


def _moment(moment: datetime | None) -> datetime | None:
    """Return the moment in UTC; None for one that UTC can't express (the year 1, east of Greenwich)."""
    try:
        return utc(moment) if moment else None
    except OverflowError:
        return None


def _lines(texts: Iterable[str], most: int) -> tuple[str, ...]:
    return tuple(line for line in map(optional, list(texts)[:most]) if line)


def _links(links: tuple[RelatedLink, ...]) -> tuple[RelatedLink, ...]:
    tidied = (RelatedLink(text=optional(link.text) or "", href=web_address(link.href)) for link in links[:_MOST_LINKS])
    return tuple(link for link in tidied if link.text or link.href)


def _places(places: tuple[Place, ...]) -> tuple[Place, ...]:
    kept = (
        msgspec.structs.replace(place, name=optional(place.name) or place.code)
        for place in places[:_MOST_LINKS]
        if _CODE.fullmatch(place.code)
    )
    return tuple(kept)


def _enclosures(enclosures: tuple[Enclosure, ...]) -> tuple[Enclosure, ...]:
    kept = []
    for enclosure in enclosures[:_MOST_LINKS]:
        url = web_address(enclosure.url)
        if url:
            kept.append(msgspec.structs.replace(enclosure, url=url, media_type=optional(enclosure.media_type, 100)))
    return tuple(kept)


def _clues(clues: Clues) -> Clues:
    return Clues(
        heading=optional(clues.heading, 200),
        sections=_lines(clues.sections, 20),
        dateline=optional(clues.dateline, 200),
        subscription_region=_lines(clues.subscription_region, 8),
    )
