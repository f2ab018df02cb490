"""Whole pages with their quotations, as they should be read.

A text's first line is the headline, each further line a paragraph. ``TUIREADER_WRITE_GOLDEN=1`` writes the expected files anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tuireader.article import Article, Paragraph, Quote
from tuireader.meaning.quotations import annotate

_FOLDER = Path(__file__).parents[2] / "golden" / "quotations"


def _row(where: int, quote: Quote) -> dict[str, object]:
    row: dict[str, object] = {"block": where, "start": quote.start, "text": quote.text}
    named = {"speaker": quote.speaker, "description": quote.description, "mention": quote.mention, "cue": quote.cue, "group": quote.group}
    return row | {key: value for key, value in named.items() if value is not None}


def _found(text: str) -> list[dict[str, object]]:
    title, *lines = [line for line in text.splitlines() if line]
    article = annotate(Article(title=title, blocks=tuple(Paragraph(text=line) for line in lines)))
    rows = [_row(-1, quote) for quote in article.title_quotes]
    return rows + [_row(number, quote) for number, block in enumerate(article.blocks) for quote in block.quotes]


@pytest.mark.parametrize("path", sorted(_FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    expected = path.with_suffix(".json")
    found = _found(path.read_text(encoding="utf-8"))
    if os.environ.get("TUIREADER_WRITE_GOLDEN"):
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in found)
        expected.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))
