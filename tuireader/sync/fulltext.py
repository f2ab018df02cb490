"""A story as its feed gives it and as its page shows it: the fuller one is kept, and why it isn't whole is said."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Article, Caption, Related, article_words

OTHER_PAGE = "its page showed something else, perhaps a page to log in"
NO_MORE = "the feed gives only a summary, and the page shows no more"
_WORD = re.compile(r"\w{4,}")
_AKIN = 0.34
"""Share of a headline's words that its page has at least."""
_CLEARLY_MORE = 1.2
_NO_LESS = 0.8
"""Share of a story's words that its page, fetched again, has at least: with fewer it may be a part only."""


def merged(story: Article, page: Article) -> Article | None:
    """Return the story with whatever its page has more of, unplaced where the text is the page's.

    Headline, address and dates stay the feed's where it has them: by them the reader knows the story. A story that is whole was read from
    this page before: a page that has become much shorter, or isn't whole, changes nothing of it.

    Returns:
        None for a page of something else, and where nothing is to be changed of a whole story.
    """
    if not _is_akin(story, page):
        return None
    share = article_words(page) / max(article_words(story), 1)
    if story.whole == "whole":
        return _with_text_of(story, page) if page.whole == "whole" and share >= _NO_LESS else None
    if share <= _CLEARLY_MORE:
        blocked = page.whole == "blocked"
        return msgspec.structs.replace(
            story, whole="blocked" if blocked else "summary", whole_reason=page.whole_reason if blocked else NO_MORE
        )
    return _with_text_of(story, page)


def renewed(story: Article, newer: Article) -> Article:
    """Return a stored story under the headline and with the dates that its feed gives it now."""
    return msgspec.structs.replace(
        story,
        title=newer.title or story.title,
        title_quotes=(),
        published=newer.published or story.published,
        updated=newer.updated or story.updated,
    )


def _with_text_of(story: Article, page: Article) -> Article:
    return msgspec.structs.replace(
        story,
        title=story.title or page.title,
        standfirst=page.standfirst,
        section=story.section or page.section,
        region_path=(),
        region_evidence=None,
        places=(),
        byline=story.byline or page.byline,
        source=story.source or page.source,
        published=story.published or page.published,
        updated=story.updated or page.updated,
        language=page.language or story.language,
        words=page.words,
        lead_picture=page.lead_picture or story.lead_picture,
        enclosures=story.enclosures or page.enclosures,
        whole=page.whole,
        whole_reason=page.whole_reason,
        blocks=page.blocks,
    )


def unread(story: Article, reason: str, *, blocked: bool) -> Article:
    """Return the story with the reason why its page wasn't read."""
    return msgspec.structs.replace(story, whole="blocked" if blocked else "summary", whole_reason=reason)


def _is_akin(story: Article, page: Article) -> bool:
    """Whether the page has the words of the story's headline, or the beginning of its summary."""
    wanted = set(_WORD.findall(story.title.lower()))
    if not wanted:
        return True
    shown = " ".join([page.title, page.standfirst or "", *(_text(page))]).lower()
    found = sum(word in shown for word in wanted)
    summary = next(iter(_text(story)), "").lower()[:60]
    return found >= _AKIN * len(wanted) or (len(summary) > 30 and summary in shown)


def _text(article: Article) -> list[str]:
    return [block.text for block in article.blocks if not isinstance(block, Caption | Related)]
