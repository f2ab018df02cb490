"""From a key to the next story painted, for stories of five thousand words with quotations, without pictures and with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.benchmarks.bench_screen import timed
from tests.benchmarks.figures import MEASURE, Figure, milliseconds
from tests.benchmarks.shelf import HEADLINE, Corpus
from tuireader.article import Article, Block, Caption, Paragraph, Quote, article_words, identify, picture_addresses
from tuireader.intake import forgo_starter
from tuireader.store import Incoming, Picture, Store

STORIES, PARAGRAPHS, WORDS = 200, 60, 84
LIMIT = 0.050


def measure(home: Path, _story: str, _runs: int) -> Iterator[Figure]:
    """Yield the figure; nothing but a word where the pty timer isn't there."""
    timer = MEASURE / "pty_paint.py"
    if not timer.is_file():
        yield Figure("next long story", "not measured", "no shared/measure folder")
        return
    for name, pictured in (("", False), (", its text, with pictures", True)):
        long_home = home.with_name("long-stories-pictured" if pictured else "long-stories")
        words = _stock(long_home, pictured=pictured)
        moves = [timed(timer, long_home, ["--expect", HEADLINE, "--keys", "J", "--nkeys", "100", "--gap", "0.05"]) for _ in range(3)]
        best = min(move["key_quiet_p95"] for move in moves) / 1000
        yield Figure(f"next story of {words:,} words{name}, p95", milliseconds(best), "50 ms", best / LIMIT, "<= 50 ms", best <= LIMIT)


def _stock(home: Path, *, pictured: bool) -> int:
    """Fill a store with long stories, each with pictures of its own at its head and after every ten paragraphs; return their words."""
    corpus = Corpus()
    batch = []
    pictures = []
    data = _photograph() if pictured else b""
    for number in range(STORIES):
        texts = [corpus.text(WORDS) for _ in range(PARAGRAPHS)]
        article = Article(
            id=identify(f"origin:long:{number}"),
            title=f"{HEADLINE} {corpus.text(6)}",
            region_path=("Europe", "Iceland"),
            published=datetime(2026, 1, 31, tzinfo=UTC) - timedelta(minutes=number),
            blocks=tuple(_blocks(number, texts) if pictured else map(_paragraph, texts)),
        )
        pictures += [Picture(address, data, "image/jpeg", 1280, 720) for address in picture_addresses(article) if pictured]
        batch.append(Incoming(article, f"origin:long:{number}"))
    with Store.open(home) as store:
        store.put_many(batch)
        store.pictures.put_many(pictures)
        forgo_starter(store)
    return article_words(batch[0].article)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text=text, quotes=(Quote(start=40, end=120, text=text[40:120], speaker="Ida Holm"),))


def _blocks(number: int, texts: Sequence[str]) -> Iterator[Block]:
    for at, text in enumerate(texts):
        if at % 10 == 0:
            yield Caption(text="A picture of what is told", src=f"https://example.org/{number}/{at}.jpg")
        yield _paragraph(text)


def _photograph() -> bytes:
    """Return a JPEG with as much in it as a photograph has."""
    image = Image.effect_noise((160, 90), 90).resize((1280, 720), Image.Resampling.BICUBIC)
    hues = [image, image.rotate(180), image.transpose(Image.Transpose.FLIP_TOP_BOTTOM)]
    out = BytesIO()
    Image.merge("RGB", hues).save(out, "JPEG", quality=80)
    return out.getvalue()
