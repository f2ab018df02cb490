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


def merged(story: Article, page: Article) -> Article | None:
    """Return the story with whatever its page has more of, unplaced where the text is the page's; None for a page of something else.

    Headline, address and dates stay the feed's where it has them: by them the reader knows the story.
    """
    if not _is_akin(story, page):
        return None
    fuller = article_words(page) > _CLEARLY_MORE * article_words(story)
    if not fuller:
        blocked = page.whole == "blocked"
        return msgspec.structs.replace(
            story, whole="blocked" if blocked else "summary", whole_reason=page.whole_reason if blocked else NO_MORE
        )
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
