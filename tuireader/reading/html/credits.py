"""The words of one caption element: which are the caption, which the credit."""

from __future__ import annotations

import re
from collections.abc import Callable

from tuireader.clean import clean_line
from tuireader.reading.credits import lone_agency, trailing_credit
from tuireader.reading.html.dom import Node

_NAMED = re.compile(
    r"credit|photographer|copyright|(?:^|[\s_-])(?:photo|image|img|media|caption)-?_*(?:source|by|author|attribution)|attribution|fuente|bildquelle|"
    r"(?:^|[\s_-])(?:source|author)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ALONE = re.compile(r"credit|copyright|photographer", re.IGNORECASE)
_LABEL = re.compile(
    # "Photo by" stays: those are the credit's own words.
    r"^\W{0,3}(?:(?:(?:photo|image|picture|video)?\s*(?:credits?|source|courtesy)|photo(?:graph)?s?|image|picture|foto|bild|crédito)"
    r"\s*(?:[:/|,]|\.{3}|…)\s*|(?:Credits?)+(?=[A-Z©]))",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?:^|(?<=[.!?”\"’)]))(?:Credit)+(?=[A-Z©])(?P<credit>.{3,100})$")
_AGENCIES = "Reuters|AP(?: Photo)?|AFP|EPA|Getty(?: Images)?|Shutterstock|NASA|ESA|PA|dpa|Bloomberg|Xinhua"
_BRACKETED = re.compile(
    r"[(\[](?P<credit>(?:file|source|photo|image|foto|bild|credit|picture|quelle|fuente)\s?[:/]?\s[^()\[\]]{2,80}|"
    rf"(?:[^()\[\]]{{2,60}}(?:/|, | via | for ))?(?:{_AGENCIES})(?: [\w ]{{1,30}})?|"
    r"(?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?: via |\s?/\s?)[A-Z][\w.'’ -]{1,40}))[)\]]\.?$",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"(?i:images?|photos?|pictures?|photographs?|illustrations?)(?: credit)?(?: via| by| from| courtesy(?: of)?|:)\s+[^.!?]{2,80}|"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}\s?/\s?[A-Z][\w.'’ -]{1,40}"
)
_COUNTER = re.compile(r"^(?:image|photo|slide|picture)?\s*\d{1,3}\s*(?:of|/)\s*/?\s*\d{1,3}[\s:|.–-]*(?=[^\W\d_]|[“\"‘'(])", re.IGNORECASE)
_MARKER = re.compile(
    r"^(?:image|media|picture|photo|video|audio) "
    r"(?:(?:caption|source|credit|copyright)\s?[,:]\s*|(?:caption|copyright)\s+(?=(?-i:[^\Wa-z_])))",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s*(?:\.{3}|…)\s*(?:more|show more|read more)$|\s+(?:hide caption|toggle caption|enlarge this image|view gallery)$", re.IGNORECASE
)
_PHOTO_BY = re.compile(
    r"(?<=[.!?”\"’)])\s+(?P<credit>(?:photos?|photographs?|images?|pictures?) by (?-i:[A-Z\u00c0-\u00de])[^.!?]{2,80})\.?$", re.IGNORECASE
)
_LONGEST = 140
_START = 30
"""Letters by which the beginning of a caption is known again."""
_ENDS = '.!?"”’)'


def words_of(node: Node) -> tuple[str, str | None]:
    """Return the caption and the credit that an element holds; "" and None for what it hasn't."""
    whole = clean_line(node.text())
    if _is_credit(node) and len(whole) < _LONGEST:
        return "", _bare(_LABEL.sub("", whole)) or None
    parts = [part for part in node.walk() if part is not node and _names_credit(part, whole)]
    outer = set(parts)
    named = [clean_line(part.text()) for part in parts if not any(holder in outer for holder in part.ancestors())]
    text = whole
    for part in named:
        text = text.replace(part, " ", 1) if text != part else ""
    text = _MARKER.sub("", _COUNTER.sub("", _MORE.sub("", clean_line(text).rstrip(" |(").strip())))
    text = _once(text)
    if not any(named) and (signed := _last_element(node, text)):
        text, named = text[: -len(signed)].rstrip(" |"), [signed]
    credit = " ".join(dict.fromkeys(filter(None, named)))
    if not credit:
        text, credit = _trailing(text)
    return text, _bare(_LABEL.sub("", credit)) or credit or None


def sure_caption(line: str) -> tuple[str, str] | None:
    """Return the caption and the credit of a line that can be nothing but a caption: it ends in a photographer's and an agency's name."""
    match = _BRACKETED.search(line)
    if match is None or not ("/" in match["credit"] or _LABEL.match(match["credit"])):
        return None
    return line[: match.start()].strip(), _bare(_LABEL.sub("", match["credit"]))


def _is_credit(node: Node) -> bool:
    """Whether an element is itself named for the credit, and for nothing else."""
    name = node.get("class")
    return bool(_ALONE.search(name)) and "caption" not in name.lower()


def _bare(credit: str) -> str:
    """Return a credit without brackets around all of it."""
    credit = credit.strip()
    inner = credit[1:-1] if credit[:1] + credit[-1:] in ("()", "[]") else credit
    return (credit if "(" in inner or ")" in inner else inner).removesuffix(")" if credit.count(")") > credit.count("(") else "").strip()


def credit_beside(figure: Node, is_caption: Callable[[Node], bool]) -> str | None:
    """Return the credit that a figure names beside its caption: in an element that is named for it, or an agency's name alone."""
    waiting = [figure]
    while waiting:
        node = waiting.pop()
        if node is not figure and is_caption(node):
            continue
        named = node is not figure and bool(_NAMED.search(f"{node.get('class')} {node.get('itemprop')}"))
        own = clean_line(node.text()) if named else ""
        credit = _bare(_MARKER.sub("", _LABEL.sub("", own)))
        if 2 < len(credit) < _LONGEST and not any(node.find("img", "picture")):
            return credit
        for child in node.children:
            if isinstance(child, str) and lone_agency(text := clean_line(child)):
                return text
        waiting += reversed(list(node.elements()))
    return None


def is_labelled(caption: Node) -> bool:
    """Whether a caption element begins with the word that it is one, for those who only hear the page."""
    return bool(_MARKER.match(clean_line(caption.text())))


def _once(text: str) -> str:
    """Return a caption that stands there twice, short and in full, once."""
    start = text[:_START]
    again = text.find(start, 1) if len(start) == _START else -1
    if again < 0:
        return text
    first, full = text[:again].rstrip(" .…"), text[again:]
    return full if full.startswith(first[: max(_START, len(first) - _START)]) else text


def _names_credit(part: Node, whole: str) -> bool:
    """Whether an element within a caption holds the credit, by its name or, behind the caption's words, by its tag."""
    if part.tag in ("small", "cite"):
        own = clean_line(part.text())
        return 2 < len(own) < _LONGEST and len(own) < len(whole) and whole.endswith(own)
    return bool(_NAMED.search(f"{part.get('class')} {part.get('itemprop')}"))


def _last_element(node: Node, text: str) -> str:
    """Return the text of the last element when it stands right behind a sentence's end: set apart by its style, it is the credit."""
    while node.children and isinstance(node.children[-1], Node):
        node = node.children[-1]
        own = clean_line(node.text())
        before = text[: -len(own)] if own and text.endswith(own) else ""
        if before and before[-1] in _ENDS and len(own) < min(_LONGEST, len(before) + 40) and own[-1] not in "!?" and ". " not in own:
            return own
    return ""


def _trailing(text: str) -> tuple[str, str]:
    """Return the caption and the credit of one text."""
    if _LONE.fullmatch(text):
        return "", text
    if own := trailing_credit(text):
        return own.caption, own.credit
    for pattern in (_BRACKETED, _GLUED, _PHOTO_BY):
        if match := pattern.search(text):
            return text[: match.start()].strip(), match["credit"].strip()
    return text, ""
