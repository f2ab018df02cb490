"""Who is quoted in a quotation set apart: the words below it, and what the networks write there."""

from __future__ import annotations

import re
from itertools import islice

from tuireader.article import BlockQuote, Related, RelatedLink
from tuireader.clean import clean_line
from tuireader.reading.address import web_address
from tuireader.reading.html.dom import Node

_NAMED = re.compile(r"quote\w*[-_]{1,2}(?:attribution|author|source|cite|by|person|speaker|credit)", re.IGNORECASE)
_LONGEST_NAME = 200
_DASH = re.compile(r"^\s*(?:[—–―]|--)\s*(?=\S)")
_PULLED = re.compile(r"(?:^|[\s_-])pull-?_?quotes?(?:$|[\s_-])", re.IGNORECASE)
_EMBEDDED = re.compile(r"(?:^|\s)(?!wp-)[a-z][a-z-]{1,20}-(?:embed|media|tweet|xfbml)(?=-|\s|$)", re.IGNORECASE)
"""Names of posts that a network's script will draw."""
_POSTED = re.compile(
    r"(?:a (?:post|photo|video|reel) (?:shared|posted) by|post(?:ed)? by) (?P<shared>.{1,100}?)(?: on .{0,40}\b(?:19|20)\d\d\b.{0,40})?|"
    r"by ?(?P<thread>u/[\w-]{1,40}) in ?\S{1,60}|(?P<who>.{1,100}\(@[\w.@-]{1,100}\)),?\s.{0,40}\b(?:19|20)\d\d\b.{0,40}",
    re.IGNORECASE,
)
"""Who posted something, and when, as the networks write it below."""
_HANDLE = re.compile(r"@[\w.]{1,60}")
_CALLS = re.compile(
    r"view (?:this )?(?:post|profile|video|thread)? ?(?:on|in) \w{1,20}|♬ .{1,200}|\[image or embed\]|"
    r"to read this (?:article|story) in full.{0,40}",
    re.IGNORECASE,
)
"""What a network writes beside a post's words."""
_POSTED_PICTURE = re.compile(r"\s*\bpic\.(?:twitter|x)\.com/\w{1,20}$")


def is_pulled(node: Node) -> bool:
    """Whether an element, or one right around it, is named for words pulled out of the text."""
    return any(_PULLED.search(around.get("class")) for around in (node, *islice(node.ancestors(), 2)))


def holds_pulled(node: Node) -> bool:
    """Whether an element is named so and holds the words itself, in no quotation of their own."""
    return bool(node.attrs) and bool(_PULLED.search(node.get("class"))) and not any(node.find("blockquote"))


def name_in(node: Node) -> str | None:
    """Return the name that an element holds which is named for whom a quotation is by; None where it is no such."""
    if not _NAMED.search(node.get("class")):
        return None
    named = _DASH.sub("", clean_line(node.text()))
    return named if 0 < len(named) < _LONGEST_NAME else None


def stands_in_quotation(caption: Node) -> bool:
    """Whether a picture's caption stands in a quotation that shows none: it says whom that is by."""
    holder = next((holder for holder in islice(caption.ancestors(), 3) if holder.tag in ("figure", "blockquote")), None)
    return holder is not None and holder.tag == "blockquote" and not any(holder.find("img", "picture", "video"))


def signature(caption: Node) -> str | None:
    """Return whom a quotation is by, where a figure shows nothing else and names that as its caption; None for any other caption."""
    figure = next((holder for holder in islice(caption.ancestors(), 3) if holder.tag == "figure"), None)
    if figure is None or any(figure.find("img", "picture", "video", "audio", "iframe")) or not any(figure.find("blockquote")):
        return None
    named = _DASH.sub("", clean_line(caption.text()))
    return named if 0 < len(named) < _LONGEST_NAME else None


def is_post(node: Node) -> bool:
    """Whether an element is named for a post on a network, which a script of that network is to draw."""
    return bool(_EMBEDDED.search(node.get("class")))


def quoting(aside: Node) -> tuple[Node, str | None]:
    """Return the quotation in an element that quotes somebody, and who that is."""
    quoted = next(aside.find("blockquote"))
    above = next((part for part in aside.elements() if part.tag == "div" and not any(part.find("blockquote"))), None)
    named = aside.get("data-username") or (clean_line(above.text()).rstrip(": ") if above is not None else "")
    return quoted, named if 0 < len(named) < _LONGEST_NAME else None


def quotation(node: Node, texts: list[str]) -> BlockQuote | None:
    """Return the quotation of an element.

    Args:
        node: the element.
        texts: its paragraphs, the last of which may be whom it is by.
    """
    if is_post(node):
        return _post(texts)
    attribution = None
    cite = next((part for part in node.find("cite", "footer", "figcaption") if part is not node), None)
    if cite is not None and texts and texts[-1].strip(" —–-") == clean_line(cite.text()).strip(" —–-"):
        attribution = texts[-1].strip(" —–-")
    elif len(texts) > 1 and _DASH.match(texts[-1]) and len(texts[-1]) < _LONGEST_NAME:
        attribution = _DASH.sub("", texts[-1])
    said = "\n".join(filter(None, texts[:-1] if attribution is not None else texts))
    posted = _POSTED.fullmatch(attribution or "")
    text = _POSTED_PICTURE.sub("", said)
    return BlockQuote(text=text, attribution=(posted and posted["who"]) or attribution) if text else None


def link_in(node: Node, texts: list[str], base: str | None) -> Related | None:
    """Return where an element leads that is set like a quotation and has no words of its own; None where it has no link."""
    link = next((part for part in reversed(list(node.find("a"))) if web_address(part.get("href"), base)), None)
    if link is None:
        return None
    last = next((text for text in reversed(texts) if text and not _CALLS.fullmatch(text)), "")
    words = last.split("\n")[0] or clean_line(link.text())
    return Related(text="", links=(RelatedLink(text=words, href=web_address(link.get("href"), base)),)) if words else None


def _post(texts: list[str]) -> BlockQuote | None:
    """Return what somebody posted on a network, by whoever did; None where the page has none of its words."""
    lines = [line for text in texts for line in text.split("\n") if line and not _CALLS.fullmatch(line)]
    who = None
    if lines and (named := _POSTED.fullmatch(_DASH.sub("", lines[-1]))):
        who = named["who"] or named["shared"] or named["thread"]
        lines.pop()
    elif len(lines) > 1 and _HANDLE.fullmatch(lines[0]):
        who = lines.pop(0)
    elif len(lines) > 1 and _DASH.match(lines[-1]) and len(lines[-1]) < _LONGEST_NAME:
        who = _DASH.sub("", lines.pop())
    said = _POSTED_PICTURE.sub("", "\n".join(lines))
    return BlockQuote(text=said, attribution=who) if said else None
