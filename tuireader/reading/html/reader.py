"""The reader of web pages."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Article, Block, Caption, Clues, Draft, Heading, Paragraph
from tuireader.clean import clean_line
from tuireader.errors import NoArticle, TooLarge
from tuireader.reading.address import web_address
from tuireader.reading.alongside import Alongside
from tuireader.reading.formats import Reading, Source
from tuireader.reading.front import dateline
from tuireader.reading.html.blocks import Blocks
from tuireader.reading.html.dom import Index, Node, parse
from tuireader.reading.html.finding import Lead, find_article, lead, strip
from tuireader.reading.html.fronts import front
from tuireader.reading.html.loose import LoosePictures
from tuireader.reading.html.metadata import Metadata, read_metadata
from tuireader.reading.html.pictures import Captions
from tuireader.reading.html.pulled import without_pulled
from tuireader.reading.html.sources import take_without_scripts
from tuireader.reading.html.titles import fold
from tuireader.reading.html.told import told
from tuireader.reading.html.topmatter import learn, take_openings
from tuireader.reading.html.trimming import trimmed
from tuireader.reading.html.weights import weigh
from tuireader.reading.html.wholeness import OTHERS_STORIES, wholeness
from tuireader.reading.language import detect
from tuireader.reading.sentences import ends_sentence

LARGEST = 16 << 20
"""Bytes of one page."""


_SAMPLED = 12
_SAMPLE = 1500
_STORY = 400
"""Characters of a told text that is a story."""
_LONG = 150
"""Characters of a description that may have been cut."""
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?(?= [^a-z])")
_LEAST = 200
"""Characters that a text must have to contradict its page."""
_KIN = (
    frozenset({"no", "nb", "nn", "da", "sv"}),
    frozenset({"id", "ms", "in"}),
    frozenset({"hr", "bs", "sr", "sh"}),
    frozenset({"he", "iw"}),
)
"""Languages that are taken for one another, or have several codes."""


def read(source: Source) -> Reading:
    """Read a web page: one article.

    Raises:
        NoArticle: it holds no text.
        TooLarge: it is longer than any page.
    """
    if len(source.data) > LARGEST:
        raise TooLarge(f"it is larger than {LARGEST >> 20} MiB, too large for one page")
    draft = read_page(source.text, source.hints.base_url, source.alongside)
    return Reading(drafts=(draft,), pictures=tuple(source.alongside.found.values()))


def read_page(text: str, address: str | None, alongside: Alongside) -> Draft:
    """Return the article of a page; its strings are not tidied yet.

    Args:
        text: of the page.
        address: where it came from.
        alongside: the pictures that came with it; those that the article may name are asked for.
    """
    root = parse(text)
    index = Index(root)
    base_node = next((node for node in index.find("base") if node.get("href")), None)
    base = web_address(base_node.get("href"), address) or address if base_node is not None else address
    page = read_metadata(index, base)
    base = base or page.url  # a file that doesn't say where it came from, but where it belongs
    take_without_scripts(index.find("noscript"), base)
    strip(root)
    headline = _headline(root, page.title)
    weights = weigh(root)
    listing = None if page.live or page.updates or len(page.told_text) > _STORY else front(root, weights, page.url)
    # On a page of teasers nothing is measured against a story: it has none.
    alongside.page, alongside.base = address or page.url, base
    maker = Blocks(
        base,
        {} if listing is not None else weights,
        Captions(base, alongside),
        site=page.url,
        loose=LoosePictures() if listing is None else None,
    )
    above = Lead([], [], [])
    if listing is None:
        article = find_article(root, weights, page.witness, headline)
        above = lead(root, article, headline, weights, maker.is_figure)
        for part in (*above.figures, *take_openings(above.openings, article, page)):
            maker.add(part)
    maker.add(listing if listing is not None else article)
    if not page.title:
        page.title = next((clean_line(block.text) for block in maker.found if isinstance(block, Heading)), None)
    learn(above.lines, maker.found, page)
    blocks = told(page, trimmed(without_pulled(maker.found, maker.pulled), page)) if listing is None else maker.found
    if not page.standfirst and all(isinstance(block, Caption) for block in blocks):
        raise NoArticle("there is no article on this page")
    shown = wholeness(page, index, blocks) if listing is None else OTHERS_STORIES
    if page.lead_picture:
        alongside.address(page.lead_picture)
    place = next(filter(None, (dateline(block.text) for block in blocks[:4] if isinstance(block, Paragraph))), None)
    story = Article(
        title=page.title or "",
        standfirst=_standfirst(page, blocks),
        section=page.sections[0] if page.sections else None,
        byline=page.byline,
        source=page.source,
        published=page.published,
        updated=page.updated,
        language=page.language,
        url=page.url,
        lead_picture=page.lead_picture,
        whole=shown.whole,
        whole_reason=shown.reason,
        blocks=tuple(blocks),
    )
    story = msgspec.structs.replace(story, language=_language(story))
    return Draft(article=story, clues=Clues(sections=page.sections, dateline=place.place if place else None))


def _language(article: Article) -> str | None:
    """Return the language that the page states, unless its text is surely in another: a site's templates state one for all its pages."""
    stated = (article.language or "").split("-")[0].lower()
    sample = " ".join(block.text for block in article.blocks[:_SAMPLED] if isinstance(block, Paragraph))[:_SAMPLE]
    found = detect(sample) if stated and len(sample) > _LEAST else None
    return found if found and not any({found, stated} <= kin for kin in ({found}, *_KIN)) else article.language


def _headline(root: Node, title: str | None) -> Node | None:
    """Return the element that shows the headline."""
    wanted = fold(title or "")
    heads = [
        node for node in root.find("h1", "h2") if wanted and (fold(node.text()) in wanted or wanted in fold(node.text())) and node.text()
    ]
    return heads[0] if heads else next(root.find("h1"), None)


def _standfirst(page: Metadata, blocks: list[Block]) -> str | None:
    """Return the page's description, unless it only begins the text."""
    text = _sentences(clean_line(page.standfirst or ""))
    start = fold(text)[:60]
    return text if text and start not in fold(" ".join(block.text for block in blocks[:6])) else None


def _sentences(text: str) -> str:
    """Return a description without the sentence that its length cut off; many are the text's own, cut at so many characters."""
    if len(text) < _LONG or ends_sentence(text) or text.endswith(("…", "...")):
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return text[: ends[-1]] if ends and ends[-1] > _LONG // 2 else text
