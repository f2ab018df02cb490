"""What a page says of its article outside the text: headline, people, outlet, dates, address, language, section."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import msgspec

from tuireader.clean import clean_line
from tuireader.reading.address import web_address
from tuireader.reading.dates import dates_in
from tuireader.reading.html import linked_data
from tuireader.reading.html.bylines import people
from tuireader.reading.html.dom import Index
from tuireader.reading.html.linked_data import Fields
from tuireader.reading.html.titles import headline
from tuireader.reading.sections import named_by_program
from tuireader.reading.times import moment

_DATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:publish|pub|post|entry|article|story|time|date)(?:ed|stamp|-?time|-?date)?(?:$|[\s_-])|dateline|timestamp|datepublished",
    re.IGNORECASE,
)
_DUBLIN_CORE = re.compile(r"^(dc|dcterms?|weibo:article|weibo:webpage)\.")
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "rnews:datepublished", "parsely-pub-date", "dc:date.issued"),
    *("dcterms:created", "dc:date", "dc:terms.created", "dc:date.created", "dcterms:date", "sailthru.date", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "article.published", "cxenseparse:recs:publishtime", "date", "ptime", "displaydate", "bt:pubdate"),
    *("article_date_original", "creation_date", "publisheddate"),
)
_UPDATED = ("article:modified_time", "og:updated_time", "dcterms:modified", "lastmod", "last-modified")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|-|$)|[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/.-]|$)")
_NO_OUTLETS = frozenset({"blogger", "wordpress", "wordpress.com", "tumblr", "null", "undefined", "my site", "home", "website"})
_EARLIEST = 1700
_PEOPLE = frozenset({"dc:creator", "dcterm:creator", "author"})
_LONGEST = 20_000


class Metadata(msgspec.Struct):
    """What a page says of itself; each field None where it says nothing."""

    title: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    source: str | None = None
    sections: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    url: str | None = None
    language: str | None = None
    lead_picture: str | None = None
    told_text: str = ""
    """The article's text as JSON-LD has it, line by line."""
    told_words: int = 0
    """How many words the page says that it has."""
    updates: list[Fields] = []
    """The updates of a live page."""
    live: bool = False
    """The page is one that goes on, and says of no end."""
    following: str | None = None
    """Where the story goes on, when it has several pages."""
    closed: bool = False
    """The page says that it isn't free to read."""

    @property
    def witness(self) -> str:
        """The article's text as JSON-LD has it, as one line."""
        return clean_line(self.told_text)


def read_metadata(page: Index, base: str | None) -> Metadata:
    """Return what the page says of its article; ``page`` has its elements from before it was stripped."""
    data, metas = linked_data.article_data(page), _metas(page)
    outlet = next(iter(linked_data.names(data.get("publisher"))), "") or _pick(metas, "og:site_name", "application-name", "dc:publisher")
    source = _outlet(clean_line(outlet))
    body, words, updates = data.get("articleBody"), data.get("wordCount"), data.get("liveBlogUpdate")
    url = _canonical(page, metas, base)
    return Metadata(
        title=headline(page, data, metas, source),
        standfirst=_pick(metas, "og:description", "description", "twitter:description", "dc:description", "dcterm:description") or None,
        byline=people(page, data, metas, source),
        source=source,
        sections=_sections(data, metas),
        published=_moment(data.get("datePublished"), data.get("dateCreated"), _pick(metas, *_PUBLISHED))
        or _moment(_item(page, "datePublished"))
        or _moment(_shown_time(page), _day_in(url)),
        updated=_moment(data.get("dateModified"), _pick(metas, *_UPDATED)) or _moment(_item(page, "dateModified")),
        url=url,
        language=_language(page, metas),
        lead_picture=web_address(_pick(metas, "og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url"), base),
        told_text=body if isinstance(body, str) else "",
        told_words=words
        if isinstance(words, int)
        else int(words)
        if isinstance(words, str) and words.isdecimal() and len(words) < 8
        else 0,
        updates=[update for update in updates if isinstance(update, dict)] if isinstance(updates, list) else [],
        live="LiveBlogPosting" in str(data.get("@type")) and not data.get("coverageEndTime"),
        following=_following(page, url, base),
        closed=data.get("isAccessibleForFree") in (False, "False", "false"),
    )


def _metas(page: Index) -> dict[str, str]:
    """Return the page's meta elements, names in small letters; the first of each name counts, of people all.

    A name may hold several, apart by spaces.
    """
    found: dict[str, str] = {}
    for node in page.find("meta"):
        content = unescape(node.get("content").strip()[:_LONGEST])
        named = [*node.get("property").split()[:8], *node.get("name").split()[:8], node.get("itemprop"), node.get("http-equiv")]
        for name in named:
            key = _DUBLIN_CORE.sub(r"\1:", name.lower())
            if key in _PEOPLE and key in found and content not in found[key]:
                found[key] = f"{found[key]}; {content}"[:_LONGEST]  # one element a person
            elif key and content:
                found.setdefault(key, content)
    return found


def _outlet(name: str) -> str | None:
    """Return an outlet's name, None for one that names only the machinery; some pages put an address or an account there."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?(?=[^\s/]+\.[a-z]{2,})|^@|(?<=\.[a-z]{2})/$|(?<=\.[a-z]{3})/$", "", name)
    return bare if bare and bare.lower() not in _NO_OUTLETS else None


def _pick(metas: dict[str, str], *keys: str) -> str:
    return next((metas[key] for key in keys if key in metas), "")


def _sections(data: Fields, metas: dict[str, str]) -> tuple[str, ...]:
    section = data.get("articleSection")
    stated = section if isinstance(section, list) else [section]
    named = [metas.get(key) for key in ("article:section", "parsely-section", "section", "sailthru.section")]
    texts = [section for text in (*stated, *named) if isinstance(text, str) for section in named_by_program(clean_line(text))]
    return tuple(dict.fromkeys(texts))[:5]


def _canonical(page: Index, metas: dict[str, str], base: str | None) -> str | None:
    links = [node.get("href") for node in page.find("link") if "canonical" in node.get("rel").lower().split()]
    stated = (web_address(href, base) for href in (*links, metas.get("og:url")))
    return next(filter(None, stated), None) or web_address(base)


def _following(page: Index, url: str | None, base: str | None) -> str | None:
    """Return the address of the story's next page: one of the same address with a number behind it, for others lead to another story."""
    for node in page.find("link"):
        address = web_address(node.get("href"), base) if url and "next" in node.get("rel").lower().split() else None
        if (
            address
            and url
            and re.fullmatch(r"(?:[/_-]|/?[?&])?(?:(?:page|p|seite|pagina)[=/_-]?)?\d{1,3}/?(?:\.html?)?", address.removeprefix(_stem(url)))
        ):
            return address
    return None


def _stem(url: str) -> str:
    """Return an address without what stands behind its name."""
    return re.sub(r"(?:\.html?|/)$", "", url)


def _language(page: Index, metas: dict[str, str]) -> str | None:
    html = next(iter(page.find("html")), None)
    own = html.get("lang") or html.get("xml:lang") if html is not None else ""
    stated = own or metas.get("content-language", "") or metas.get("og:locale", "")
    return stated.split(",")[0].strip().replace("_", "-") or None


def _item(page: Index, name: str) -> str | None:
    for node in page.attributed:
        if name in node.get("itemprop").split():
            return node.get("datetime") or node.get("content") or node.text()[:100]
    return None


def _shown_time(page: Index) -> str | None:
    """Return the page's first time, by its element or by one that is named for it."""
    times = [
        node
        for node in (*page.find("time"), *page.find("abbr"))
        if node.get("datetime") or (node.tag == "abbr" and "published" in node.get("class"))
    ]
    marked = [node for node in times if "pubdate" in node.attrs or _DATE_NAME.search(node.get("class"))]
    if times:
        node = (marked or times)[0]
        return node.get("datetime") or node.get("title")
    for node in page.attributed:
        if node.tag in ("span", "p", "div", "li", "small", "em", "h6", "td") and _DATE_NAME.search(f"{node.get('class')} {node.get('id')}"):
            text = clean_line(node.text()[:200])
            dates = dates_in(text)
            if dates and dates[0]:
                return dates[0].isoformat()
    return None


def _day_in(url: str | None) -> str | None:
    """Return the day that an address names, as many do: /2020/01/09/."""
    match = _IN_ADDRESS.search(url or "")
    year, month, day = (match[1] or match[4], match[2] or match[5], match[3] or match[6]) if match else ("", "", "")
    return f"{year}-{month:0>2}-{day:0>2}" if year else None


def _moment(*stated: object) -> datetime | None:
    """Return the first moment that makes sense: a story from the years to come is a mistake of the page."""
    latest = datetime.now(UTC) + timedelta(days=400)
    found = (moment(text) for value in stated if (text := linked_data.first_text(value)))
    return next((each for each in found if each is not None and each < latest and each.year >= _EARLIEST), None)
