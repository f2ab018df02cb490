"""Links that lead out of a site: a story's own, where those within the site may as well lead to other stories."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tuireader.article import Block, Mark, Paragraph, Related
from tuireader.reading.html.dom import Node

_SHARING = re.compile(
    r"(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|telegram|t|tumblr|instagram|youtube|flipboard|getpocket)\.\w{2,3}"
)
"""Sites that a row of buttons leads to."""
_FEWEST_WORDS = 3
_MOST = 10


def is_outside(address: str | None, site: str | None) -> bool:
    """Whether an address is of another site than the page's own, by the last two parts of their hosts, and of none to share on.

    Args:
        address: where a link leads.
        site: the page's own address; nothing is outside of an unknown one.
    """
    try:
        host, own = urlsplit(address or "").hostname, urlsplit(site or "").hostname
    except ValueError:
        return False
    if not host or not own:
        return False
    return host.split(".")[-2:] != own.split(".")[-2:] and not _SHARING.fullmatch(".".join(host.split(".")[-2:]))


def leads_out(node: Node, site: str | None) -> bool:
    """Whether all links of a short list lead out of the site and say in words where to."""
    links = [link for link in node.find("a") if link.get("href")]
    return 0 < len(links) <= _MOST and all(
        is_outside(link.get("href"), site) and len(link.text().split()) >= _FEWEST_WORDS for link in links
    )


def with_links_of_its_own(blocks: list[Block], site: str | None) -> list[Block]:
    """Return a story's blocks with each line that is a link out of the site, between two paragraphs, as a line of the story."""
    found = list(blocks)
    for at in range(1, len(blocks) - 1):
        block = blocks[at]
        alone = not any(isinstance(near, Related) for near in (blocks[at - 1], blocks[at + 1]))
        if alone and isinstance(block, Related) and not block.text and len(block.links) == 1 and is_outside(block.links[0].href, site):
            link = block.links[0]
            found[at] = Paragraph(text=link.text, marks=(Mark(kind="link", start=0, end=len(link.text), href=link.href),))
    return found
