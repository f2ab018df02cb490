"""Quotations: the spans of direct speech in an article's headline and blocks, each with its speaker where the article tells.

The marks are paired line by line (:mod:`.quotation_marks`), lines are joined where a quotation runs over several paragraphs, what is
clearly the title of a work is left out (:mod:`.works`), and :mod:`.speakers` says who speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from tuireader.article import Article, Block, BlockQuote, Caption, Heading, ListItem, Paragraph, Quote
from tuireader.meaning.passages import Kind, Passage, Quoted
from tuireader.meaning.quotation_marks import Span, Unclosed, find_marks, trimmed
from tuireader.meaning.speakers import attribute
from tuireader.meaning.works import is_work

_RUNNING_TEXT = (Paragraph, Heading, Caption, BlockQuote, ListItem)
_TITLE = -1
_SAMPLED, _SAMPLE, _FEW_WORDS = 12, 400, 60
# A quarter of English text; of its neighbours' these words are a thirtieth at most.
_ENGLISH = frozenset({"a", "and", "for", "he", "it", "of", "on", "said", "says", "she", "that", "the", "they", "to", "was", "with"})
_ENGLISH_SHARE = 0.08
_MOST = 10_000
"""Quotations of one article whose speakers are looked for."""


def annotate(article: Article) -> Article:
    """Return the article with the quotations of its headline and of every block with running text.

    Pure and deterministic; what quotations the article had before is replaced. Offsets count code points of the block's text.
    """
    passages = _passages(article)
    _find(passages)
    if not any(passage.quoted for passage in passages):
        return _with(article, {})
    if is_english(article, passages):
        attribute(_foremost(passages))
    found: dict[int, list[Quote]] = {}
    for passage in passages:
        if passage.quoted:
            text = article.title if passage.block == _TITLE else article.blocks[passage.block].text
            found.setdefault(passage.block, []).extend(_quote(text, passage.offset, quoted) for quoted in passage.quoted)
    return _with(article, found)


def _foremost(passages: list[Passage]) -> list[Passage]:
    """Return the passages with the first ``_MOST`` quotations; an article with more is no prose, and nobody's time is spent on it."""
    found = 0
    for number, passage in enumerate(passages):
        found += len(passage.quoted)
        if found > _MOST:
            return passages[:number]
    return passages


def is_english(article: Article, passages: Sequence[Passage]) -> bool:
    """Whether speakers can be looked for: the article says that it is in English, or its small words do."""
    if article.language:
        return article.language.lower().partition("-")[0] == "en"
    sample = " ".join(passage.text[:_SAMPLE] for passage in passages[:_SAMPLED]).lower().split()
    return len(sample) < _FEW_WORDS or sum(word in _ENGLISH for word in sample) >= len(sample) * _ENGLISH_SHARE


def _passages(article: Article) -> list[Passage]:
    """Return the headline and the lines of the blocks with running text, in order."""
    passages = [Passage(_TITLE, 0, article.title, "title")] if article.title else []
    for number, block in enumerate(article.blocks):
        if isinstance(block, _RUNNING_TEXT):
            kind: Kind = "caption" if isinstance(block, Caption) else "heading" if isinstance(block, Heading) else "text"
            offset = 0
            for line in block.text.split("\n"):
                if line:
                    passages.append(Passage(number, offset, line, kind))
                offset += len(line) + 1
    return passages


def _find(passages: Sequence[Passage]) -> None:
    """Put into each passage the quotations that it holds."""
    groups = 0
    waiting: tuple[Passage, Unclosed, int] | None = None
    for passage in passages:
        runs_on = waiting is not None and passage.kind == "text"
        spans, unclosed = find_marks(passage.text, waiting[1].mark if waiting and runs_on else "")
        group = None
        if waiting and runs_on:
            earlier, opening, number = waiting
            if begins_with_mark(passage.text, opening.mark):
                group = number or (groups := groups + 1)
                _add_open_end(earlier, opening, group)
            else:
                _recover(earlier, opening, number)
            waiting = None
        passage.quoted = [Quoted(*trimmed_span, None) for trimmed_span in _wanted(passage, spans)]
        if group is not None and passage.quoted and passage.quoted[0].before == 0:
            passage.quoted[0].group = group
        if unclosed and passage.kind == "text":
            waiting = (passage, unclosed[-1], group or 0 if unclosed[-1].before == 0 else 0)
        elif unclosed:
            _recover(passage, unclosed[-1], 0)
    if waiting:
        _recover(waiting[0], waiting[1], waiting[2])
    _drop_lone_parts(passages)


def _drop_lone_parts(passages: Sequence[Passage]) -> None:
    """Take the number from a quotation whose other parts turned out empty."""
    grouped = [quoted for passage in passages for quoted in passage.quoted if quoted.group is not None]
    parts = Counter(quoted.group for quoted in grouped)
    for quoted in grouped:
        if parts[quoted.group] == 1:
            quoted.group = None


def begins_with_mark(text: str, mark: str) -> bool:
    """Whether a paragraph goes on with the quotation that ``mark`` opened: it begins with the mark again, or with its partner in French."""
    return text.startswith(mark) or (mark == "«" and text.startswith("»")) or (mark == "“" and text.startswith('"'))


def _add_open_end(passage: Passage, opening: Unclosed, group: int | None) -> None:
    """Add what ``opening`` opened as a quotation up to the end of the passage; what was found within it is part of it."""
    passage.quoted = [quoted for quoted in passage.quoted if quoted.after <= opening.before]
    start, end = trimmed(passage.text, opening.after, len(passage.text))
    if start < end:
        passage.quoted.append(Quoted(start, len(passage.text), opening.before, len(passage.text), group))


def _recover(passage: Passage, opening: Unclosed, group: int) -> None:
    """Make the best of an opening mark without a partner: a mistyped end, or a whole paragraph whose end mark is lost."""
    if opening.stray_end >= 0:
        start, end = trimmed(passage.text, opening.after, opening.stray_end)
        passage.quoted = [quoted for quoted in passage.quoted if quoted.after <= opening.before or quoted.before > end]
        at = next((i for i, quoted in enumerate(passage.quoted) if quoted.before > end), len(passage.quoted))
        if start < end:
            passage.quoted.insert(at, Quoted(start, end, opening.before, opening.stray_end + 1, group or None))
    elif opening.before == 0 and not passage.quoted:
        _add_open_end(passage, opening, group or None)


def _wanted(passage: Passage, spans: Sequence[Span]) -> list[tuple[int, int, int, int]]:
    return [
        (span.start, span.end, span.before, span.after)
        for span in spans
        if passage.kind == "title" or not is_work(passage.text, span.start, span.end, span.before, span.after)
    ]


def _quote(text: str, offset: int, quoted: Quoted) -> Quote:
    start, end = offset + quoted.start, offset + quoted.end
    return Quote(
        start=start,
        end=end,
        text=text[start:end],
        speaker=quoted.speaker,
        description=quoted.description,
        mention=quoted.mention,
        cue=quoted.cue,
        group=quoted.group,
    )


def _with(article: Article, found: dict[int, list[Quote]]) -> Article:
    blocks = tuple(_block_with(block, tuple(found.get(number, ()))) for number, block in enumerate(article.blocks))
    return msgspec.structs.replace(article, title_quotes=tuple(found.get(_TITLE, ())), blocks=blocks)


def _block_with(block: Block, quotes: tuple[Quote, ...]) -> Block:
    return block if block.quotes == quotes else msgspec.structs.replace(block, quotes=quotes)
