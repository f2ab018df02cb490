"""News pages copied as text: section heading, headline, marker lines for captions and credits, paragraphs, trailer."""

from __future__ import annotations

import msgspec

from tuireader.article import Article, Block, Caption, Clues, Draft, Media, Paragraph
from tuireader.errors import NoArticle, TooLarge
from tuireader.reading import markers, sections
from tuireader.reading.body import tells_by_punctuation, type_lines
from tuireader.reading.credits import lone_agency, trailing_credit
from tuireader.reading.formats import Reader, Reading, Source
from tuireader.reading.front import dateline, read_front
from tuireader.reading.furniture import is_furniture
from tuireader.reading.layout import Line, logical_lines
from tuireader.reading.markers import Piece
from tuireader.reading.sentences import LONGEST_MADE_TITLE, first_sentence
from tuireader.reading.tidy import refuse_many

LARGEST = 16 << 20
"""Bytes of one text; a novel is a tenth of it."""
MOST_LINES = 300_000
"""Lines of one text; so many of a few letters each are no article."""
_PICTURES: dict[str, Media] = {"caption": "image", "video": "video", "audio": "audio"}


def read(source: Source) -> Reading:
    """Read a page's text: one article.

    Raises:
        UnknownFormat: it isn't text.
        NoArticle: it holds no words.
        TooLarge: it is longer than any article.
    """
    if len(source.data) > LARGEST:
        raise TooLarge(f"it is longer than {LARGEST >> 20} MiB, too long for one article")
    if source.text.count("\n") > MOST_LINES:
        raise TooLarge(f"it has more than {MOST_LINES:,} lines, too many for one article")
    return Reading(drafts=(parse(source.text),))


def parse(text: str) -> Draft:
    """Return the article of a page's text; its strings are not tidied yet."""
    pieces = _pieces(logical_lines(text))
    if not pieces:
        raise NoArticle("the file is empty" if not text.strip() else "there is no text in it")
    refuse_many(len(pieces))
    front = read_front([(piece.kind, line.text) for piece, line in pieces[:12]])
    blocks = _blocks(pieces[front.used :])
    texts = [block.text for block in blocks if isinstance(block, Paragraph)][:3]
    lead = next(filter(None, map(dateline, texts)), None)
    title = front.title
    if not title and texts and (opening := dateline(texts[0])):
        title = first_sentence(texts[0][opening.end :], LONGEST_MADE_TITLE)
    article = Article(
        title=title,
        section=sections.subject(front.heading) if front.heading else None,
        byline=front.byline,
        source=front.source or (lead.agency if lead else None),
        published=front.published,
        updated=front.updated,
        blocks=tuple(blocks),
    )
    clues = Clues(heading=front.heading, sections=front.sections, dateline=lead.place if lead else None)
    return Draft(article=article, clues=clues)


def _pieces(lines: list[Line]) -> list[tuple[Piece, Line]]:
    """Return the page's lines split at their markers, each piece with its own line, furniture left out."""
    furniture = is_furniture([line.text for line in lines])
    pieces: list[tuple[Piece, Line]] = []
    waiting = False
    for line, dropped in zip(lines, furniture, strict=True):
        if dropped:
            continue
        for piece in markers.split(line.text):
            if waiting and piece.kind == "text":
                # The marker stood on a line of its own, its words on the next.
                piece = Piece(pieces.pop()[0].kind, piece.text)  # noqa: PLW2901
            pieces.append((piece, Line(piece.text, gap=line.gap, indent=line.indent)))
            waiting = not piece.text
    return [(piece, line) for piece, line in pieces if piece.text]


def _blocks(pieces: list[tuple[Piece, Line]]) -> list[Block]:
    """Return the blocks of a page after its front."""
    blocks: list[Block] = []
    stretch: list[Line] = []
    telling = tells_by_punctuation([line for piece, line in pieces if piece.kind == "text"])
    at = 0
    while at < len(pieces):
        kind = pieces[at][0].kind
        captions: list[Caption] = []
        end = at + 1
        if kind != "text":
            while end < len(pieces) and pieces[end][0].kind != "text":
                end += 1
            captions = _captions([piece for piece, _ in pieces[at:end]])
        else:
            captions = _credited(pieces[at][1].text, after_caption=not stretch and bool(blocks) and isinstance(blocks[-1], Caption))
        if captions:
            more = any(piece.kind == "text" for piece, _ in pieces[end : end + 4])
            blocks += type_lines(stretch, goes_on=more, telling=telling)
            stretch = []
            blocks += captions
            if kind == "text":
                _join_credit(blocks)
        else:
            stretch.append(pieces[at][1])
        at = end
    return blocks + type_lines(stretch, goes_on=False, telling=telling)


def _captions(pieces: list[Piece]) -> list[Caption]:
    """Pair a run of credits and captions: each caption with the credit right before it.

    Several credits in a row followed by as many captions belong together in their order; a credit that is left over is a
    picture without a caption.
    """
    found: list[Caption] = []
    at = 0
    while at < len(pieces):
        credits_end = at
        while credits_end < len(pieces) and pieces[credits_end].kind == "credit":
            credits_end += 1
        end = credits_end
        while end < len(pieces) and pieces[end].kind != "credit":
            end += 1
        names = [piece.text for piece in pieces[at:credits_end]]
        captions = pieces[credits_end:end]
        pictures = sum(piece.kind == "caption" for piece in captions)
        spare = max(0, len(names) - max(1, pictures)) if pictures else len(names)
        found += [Caption(text="", credit=credit) for credit in names[:spare]]
        waiting = names[spare:]
        for piece in captions:
            credit = waiting.pop(0) if waiting and piece.kind == "caption" else None
            found.append(_caption(piece, credit))
        at = end
    return found


def _caption(piece: Piece, credit: str | None) -> Caption:
    """Make a caption; a credit at its end is taken where no marker gave one."""
    own = trailing_credit(piece.text) if credit is None else None
    return Caption(text=own.caption if own else piece.text, credit=own.credit if own else credit, media=_PICTURES[piece.kind])


def _credited(text: str, *, after_caption: bool) -> list[Caption]:
    """Return the caption that a line of the body is, by the credit at its end; none for a line of text."""
    own = trailing_credit(text)
    if own:
        return [Caption(text=own.caption, credit=own.credit)]
    return [Caption(text="", credit=text.strip(" ()."))] if after_caption and lone_agency(text) else []


def _join_credit(blocks: list[Block]) -> None:
    """Give a credit that stands alone to the caption before it, when that has none."""
    if len(blocks) < 2:
        return
    before, last = blocks[-2:]
    if isinstance(before, Caption) and isinstance(last, Caption) and before.credit is None and before.text and not last.text:
        blocks[-2:] = [msgspec.structs.replace(before, credit=last.credit)]


def _sniff(source: Source) -> int:
    """Any text will do, when nothing else wants it."""
    return 1 if source.text.strip() else 0


READER = Reader("page text", _sniff, read)
