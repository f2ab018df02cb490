"""A text in Markdown as an article: its fields, its headline, its blocks."""

from __future__ import annotations

from tuireader.article import Article, Block, Clues, Draft, Heading, Paragraph
from tuireader.reading.address import web_address
from tuireader.reading.feeds.dates import feed_date
from tuireader.reading.front import dateline
from tuireader.reading.markdown.blocks import Blocks
from tuireader.reading.markdown.front_matter import read_front
from tuireader.reading.sections import subject


def parse(text: str, base: str | None = None) -> Draft:
    """Return the article of a text; its strings are not tidied yet.

    Args:
        text: with or without front matter.
        base: where it came from; relative addresses are relative to it.
    """
    front = read_front(text)
    url = web_address(_first(front.fields, "url", "canonical_url", "canonical", "link", "permalink", "source_url"), base)
    blocks = Blocks(text[front.end :].splitlines(), url or base).read()
    title = _first(front.fields, "title", "headline") or _headline(blocks)
    people = [name for key in ("author", "authors", "byline") for name in front.fields.get(key, ())]
    sections = [name for key in ("section", "category", "categories", "tags", "keywords") for name in front.fields.get(key, ())]
    published = feed_date(_first(front.fields, "date", "published", "pubdate", "date_published", "created"))
    updated = feed_date(_first(front.fields, "updated", "modified", "lastmod", "last_modified_at", "date_modified"))
    place = next((found for block in blocks[:4] if isinstance(block, Paragraph) and (found := dateline(block.text))), None)
    return Draft(
        article=Article(
            title=title or "",
            standfirst=_first(front.fields, "description", "summary", "subtitle", "excerpt", "standfirst"),
            section=next(filter(None, map(subject, sections)), None),
            byline=", ".join(dict.fromkeys(people)) or None,
            source=_first(front.fields, "source", "publication", "outlet", "site", "publisher"),
            published=published,
            updated=updated,
            language=_first(front.fields, "lang", "language"),
            url=url,
            lead_picture=web_address(_first(front.fields, "image", "cover", "thumbnail"), url or base),
            blocks=tuple(blocks),
        ),
        clues=Clues(
            heading=_first(front.fields, "region"), sections=tuple(dict.fromkeys(sections)), dateline=place.place if place else None
        ),
    )


def _first(fields: dict[str, list[str]], *names: str) -> str | None:
    return next((fields[name][0] for name in names if fields.get(name)), None)


def _headline(blocks: list[Block]) -> str | None:
    """Take the heading that the text begins with."""
    if blocks and isinstance(blocks[0], Heading):
        return blocks.pop(0).text
    return None
