"""Headlines of our own writing in eleven languages, and where a news desk would put them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tuireader.article import Article, Clues, Paragraph
from tuireader.meaning import regions

LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "regions" / "headlines.tsv").read_text(encoding="utf-8").splitlines()
    if line[0] != "#"
]
ENOUGH, GOOD = 20, 0.9


def by_language() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for language, path, headline in LINES:
        found[language].append((tuple(path.split(" > ")), headline))
    return found


@pytest.mark.parametrize(("language", "rows"), by_language().items())
def test_nine_headlines_of_ten_are_placed(language: str, rows: list[tuple[tuple[str, ...], str]]) -> None:
    wrong = [(headline, path) for path, headline in rows if regions.place(Article(title=headline), Clues()).region_path != path]
    assert len(rows) >= ENOUGH
    assert len(wrong) <= (1 - GOOD) * len(rows), wrong


def test_all_eleven_languages_are_there() -> None:
    assert set(by_language()) == {"en", "de", "fr", "es", "pt", "it", "nl", "ar", "ru", "zh", "ja"}


def test_a_wrong_language_tag_does_no_harm() -> None:
    article = Article(
        title="Les bakers", language="en", blocks=(Paragraph(text="Les écoles polonaises ont rouvert dans les villages et les villes."),)
    )
    assert regions.place(article, Clues()).region_path == ("Europe", "Poland")
