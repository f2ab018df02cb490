"""What holds for the quotations of any text at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tuireader.article import Article, BlockQuote, Caption, Heading, Paragraph, Quote, all_quotes
from tuireader.meaning.quotations import annotate

_MARKS = "\"'“”‘’„‟«»‹›「」『』〝〟`‚"
_WORDS = [
    *(
        "said",
        "told",
        "he",
        "she",
        "it",
        "the",
        "who",
        "Ann",
        "Lee",
        "Mr.",
        "Sen.",
        "Tom",
        "Hale",
        "minister",
        "according",
        "to",
        "Monday",
        "in",
    ),
    *("of", "and", "US", "board", "'s", "by", "as", "saying", "quoted", "12", "May", "Will", "claim", "statement", "Ministry", "Jr."),
]
_PIECES = st.one_of(
    st.sampled_from([*_MARKS, "''", "``", " ", ". ", ", ", ": ", "\n", " — ", "(", ")"]),
    st.sampled_from(_WORDS),
    st.text(max_size=6),
)
_TEXT = st.lists(_PIECES, max_size=60).map(" ".join) | st.lists(_PIECES, max_size=60).map("".join) | st.text(max_size=200)
_BLOCK = st.one_of(
    _TEXT.map(lambda text: Paragraph(text=text)),
    _TEXT.map(lambda text: Caption(text=text)),
    _TEXT.map(lambda text: Heading(text=text)),
    _TEXT.map(lambda text: BlockQuote(text=text)),
)
_ARTICLES = st.builds(lambda title, blocks: Article(title=title, blocks=tuple(blocks)), _TEXT, st.lists(_BLOCK, max_size=6))


def _hold(text: str, quotes: tuple[Quote, ...]) -> None:
    end = 0
    for quote in quotes:
        assert end <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert quote.text.strip()
        end = quote.end


@given(_ARTICLES)
def test_spans_are_within_the_text_sorted_and_apart(article: Article) -> None:
    annotated = annotate(article)
    _hold(annotated.title, annotated.title_quotes)
    for before, block in zip(article.blocks, annotated.blocks, strict=True):
        assert (type(block), block.text) == (type(before), before.text)
        _hold(block.text, block.quotes)


@given(_ARTICLES)
def test_speakers_come_from_the_words_of_the_article(article: Article) -> None:
    annotated = annotate(article)
    everything = " ".join([article.title, *(block.text for block in article.blocks)])
    for quote in all_quotes(annotated):
        assert quote.mention is None or quote.mention in everything
        assert quote.speaker is None or all(word in everything for word in quote.speaker.replace(" and ", " ").split())
        assert quote.speaker is None or quote.mention is not None


@given(_ARTICLES)
def test_annotating_is_deterministic_and_idempotent(article: Article) -> None:
    once = annotate(article)
    assert annotate(article) == once
    assert annotate(once) == once


@given(_ARTICLES)
def test_groups_have_several_parts_in_order(article: Article) -> None:
    groups = [quote.group for quote in all_quotes(annotate(article)) if quote.group is not None]
    assert groups == sorted(groups)
    assert all(groups.count(group) > 1 for group in groups)
