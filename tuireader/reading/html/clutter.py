"""What a page holds beside its article: told by tag, role, name of class, and by how much of it is links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tuireader.reading.html.dom import Node
from tuireader.reading.tables import names

_NEVER = names(
    "script|style|template|svg|button|input|select|textarea|nav|dialog|link|meta|canvas|map|object|option|head|iframe|noscript|label|menu|"
    "amp-ad|amp-auto-ads|amp-sticky-ad|amp-embed|amp-iframe|amp-sidebar|amp-social-share|amp-consent|amp-user-notification|amp-analytics|"
    "amp-pixel|amp-lightbox|amp-next-page|amp-app-banner|amp-geo|amp-access"
)
_ROLES = names("navigation|banner|contentinfo|dialog|alert|alertdialog|search|menu|menubar|toolbar|tablist|complementary|tooltip|form")
_WORDS = (
    "comments?|commentlist|comment-?(?:list|form|area|section|thread|respond)s?|disqus|respond|replies|reply|"
    "share|sharing|sharedaddy|share-?(?:bar|tools|buttons?|links?|this)|social(?:-?(?:media|share|links?|bar|icons?|buttons?|follow))?|addthis|addtoany|"
    "related|related-?(?:posts?|articles?|stories|content|links|news|topics|items)|relacionad[oa]s?|recommend(?:ed|ations?)|recirc(?:ulation)?|"
    "read-?(?:more|next|also)|more-?(?:stories|news|articles|from|on|posts)|see-?also|also-?(?:read|like)|up-?next|most-?(?:read|popular|viewed|recent)|"
    "popular|trending|latest-?(?:news|posts|stories)?|teasers?|promos?|promo-?\\w*|promotion|newsletters?|newsletter-?\\w*|subscri(?:be|ption)-?\\w*|sign-?up|"
    "side-?bar|sidebar-?\\w*|footer|site-?footer|post-?footer|entry-?footer|article-?footer|breadcrumbs?|nav|navbar|navigation|menu|pagination|pager|paging|"
    "ads?|advert|advertisement|advertising|ad-?(?:slot|unit|container|wrapper|label|box|banner)|adsbygoogle|banner|sponsor(?:ed)?|sponsored-?\\w*|"
    "cookies?|cookie-?\\w*|consent|gdpr|pop-?up|modal|overlay|lightbox(?!-wrapper)|paywall-?\\w*|tags?|tag-?(?:list|cloud|links)|tagcloud|post-?tags|entry-?tags|topics?-?list|"
    "author-?(?:bio|box|info|card|about|description|profile)|about-?(?:the-?)?author|bio|byline|by-?line|dateline|timestamp|post-?meta|entry-?meta|article-?meta|meta|"
    "toolbar|tools|article-?tools|print-?(?:button|link)|widgets?|widget-?\\w*|audio-?player|outbrain|taboola|ob-?widget|trc_\\w+|zergnet|jp-relatedposts|yarpp|"
    "skip-?link|screen-?reader-?text|visually-?hidden|sr-?only|(?<!label-visually_)hidden|invisible|hide|rating|votes?|poll|feedback|login|register|search-?form|"
    "mw-editsection|navbox|catlinks|printfooter|noprint|toc|mw-jump-link|infobox-?nav|shopping|donat(?:e|ion)|comment-count|story-?nav|post-?nav|"
    "jump-?link|caption-?credit-?toggle|expand-?button|slideshow-?nav|follow|follow-?us|contributors?-?bio|artboard|ai2html|tooltip\\w*|popover|hover-?card|rollover-?\\w*-?block|dropdown-?menu|corrections?-?link|app-?promo|call-?to-?action|cta"
)
_CLUTTER = re.compile(
    rf"(?:^|[\s_])(?:(?!elementor-)[a-z0-9]+-{{1,2}}|[a-z0-9]+__)?(?:{_WORDS})(?=$|[\s_]|-(?:wrap(?:per)?|container|block|section|module|inner|list|box|area|content|group|bottom|top|widget|links?)\b)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus|respond|related|recommend(?:ed|ations?)|most-?(?:read|popular)|side-?bar|trending)(?:$|[\s_-])",
    re.IGNORECASE,
)
_KEEP = re.compile(
    r"article-?body|story-?body|entry-?content|post-?content|article-?content|main-?content|content-?main|articlebody|has-sidebar|no-sidebar",
    re.IGNORECASE,
)
_PARTS = ("data-component", "data-testid", "data-gu-name")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE = names("a|em|i|b|strong|cite|q|abbr|mark|code|sub|sup|time|u|font|small|br|img|picture|source|figcaption|p")
"""Elements within a sentence: their names tell how they are tracked and styled, not what they are."""
_LONGEST = 400
_LAYOUT = frozenset({"html", "body", "main", "article", "#page"})


def never_text(node: Node) -> bool:
    """Whether an element holds no text of the page by its very tag."""
    return node.tag in _NEVER


def is_hidden(node: Node) -> bool:
    """Whether the page doesn't show the element (unless a script does)."""
    if not node.attrs:
        return False
    if "hidden" in node.attrs and node.get("hidden") != "until-found":
        return True
    style = node.get("style")
    return bool(style and _HIDDEN.search(style)) or (node.get("aria-hidden") == "true" and not any(True for _ in node.find("img", "p")))


def is_quoting(node: Node) -> bool:
    """Whether an element stands aside because it quotes somebody, as forums set what a post answers."""
    return node.tag == "aside" and "quote" in node.get("class").split() and any(node.find("blockquote"))


def is_clutter(node: Node) -> bool:
    """Whether an element's tag, role or name says that it is no part of the article."""
    # A quotation's footer names who said it.
    if node.tag in _LAYOUT or (node.parent is not None and node.parent.tag == "blockquote"):
        return False
    if is_quoting(node):
        return False
    if node.get("role").lower() in _ROLES or node.tag in ("aside", "footer") or node.get("subscriptions-section") == "content-not-granted":
        return True
    if node.tag in _INLINE:
        return False
    return any(3 <= len(named) <= _LONGEST and _names_clutter(named) for named in _names(node))


def _names(node: Node) -> Iterator[str]:
    """Yield an element's names: for its style, and as the part of the page that its makers call it where styles have no names."""
    if node.attrs:
        yield f"{node.get('class')} {node.get('id')}"
        yield from filter(None, map(node.attrs.get, _PARTS))


@lru_cache(maxsize=4096)
def _names_clutter(named: str) -> bool:
    """Whether a class and an id say so; a site's pages say the same ones over and over."""
    return bool(_CLUTTER.search(named)) and not _KEEP.search(named)


def is_foreign(node: Node) -> bool:
    """Whether clutter is named for comments or for other stories."""
    return bool(_FOREIGN.search(f"{node.get('class')} {node.get('id')}"))
