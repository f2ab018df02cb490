"""What a page has around its story: share panels, navigation, and the trailers that lead to other stories."""

from __future__ import annotations

import re

from tuireader.reading.tables import names

_DROPPED = names("""
share this with|share this page|share this story|share this article|share on facebook|share on twitter|share on whatsapp|share on linkedin
share via email|copy this link|copy link|copy link to clipboard|close share panel|view share panel|share page|about sharing
these are external links and will open in a new window|these links are external and will open in a new window
read more about sharing|read more about these links|the bbc is not responsible for the content of external sites
advertisement|story continues below advertisement|article continues below advertisement|continue reading the main story
skip past newsletter promotion|skip to content|skip to main content|skip to navigation|skip advertisement|jump to content
print this page|email this page|send to a friend
""")
_NETWORKS = names("""
share|facebook|twitter|x|messenger|email|e-mail|whatsapp|linkedin|pinterest|reddit|tumblr|telegram|flipboard|instapaper|pocket
print|save|save article|comments|link
""")
_LINK = re.compile(r"https?://\S+")
_TRAILER = re.compile(
    r"(?:(?:for )?more on this(?: story)?|related(?: (?:topics?|stories|articles?|content|links|internet links|coverage|news|posts))?|"
    r"read more|see also|you (?:may|might) also (?:like|be interested in|want to read|enjoy)|also in the news|top stories|"
    r"most (?:read|popular)|elsewhere on the (?:bbc|web)|around the bbc|from (?:other|elsewhere on) .{0,40}|"
    r"recommended(?: (?:reading|stories|for you))?|further reading|what to read next)\s*:?",
    re.IGNORECASE,
)
_TRAILER_ABOUT = re.compile(
    r"(?:(?:for )?more (?:on|about|from)|(?:read|learn|find out) more (?:on|about|from|of|by)) .{1,80}", re.IGNORECASE
)
_ONE_LINE = re.compile(
    r"(?P<head>read more|more|related|see also|also read|read also|watch|listen|further reading)\s*(?::|»|›|\|)\s+(?P<link>.{3,300})",
    re.IGNORECASE,
)
_PROSE_BEFORE = re.compile(r"More (?:on|about) .*\b(?:was|were|is|are|has|have|had|will|than)\b", re.IGNORECASE)


def is_furniture(lines: list[str]) -> list[bool]:
    """Tell for each line whether it belongs to a share panel or to navigation.

    The bare name of a network ("Facebook") may be a heading, so it counts only in the company of others, as the bare address does
    that a panel offers to copy.
    """
    folded = [line.lower().rstrip(".:") for line in lines]
    dropped = [line in _DROPPED for line in folded]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (dropped[end] or folded[end] in _NETWORKS or (end > at and _LINK.fullmatch(folded[end]))):
            end += 1
        if end - at >= 3 or any(dropped[at:end]):
            dropped[at:end] = [True] * (end - at)
        at = max(end, at + 1)
    return dropped


def trailer(line: str) -> tuple[str, str | None] | None:
    """Return (heading, link's text or None) when the line opens a trailer to other stories, else None."""
    if _TRAILER.fullmatch(line):
        return line.rstrip(": "), None
    single = _ONE_LINE.fullmatch(line)
    # "More:" and "Watch:" stand before prose as well; those that shout don't.
    if single and (single["head"].lower() not in ("more", "related", "watch", "listen") or single["head"].isupper()):
        return single["head"], single["link"]
    if len(line) <= 90 and _TRAILER_ABOUT.fullmatch(line) and line[-1] not in "!?,;" and not _PROSE_BEFORE.match(line):
        return line.rstrip(": "), None
    return None
