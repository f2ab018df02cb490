"""Files of every format, each beside what it must be read as; the files' names say what each shows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tuireader.article import Draft
from tuireader.reading import Hints, read

GOLDEN = Path(__file__).parents[2] / "golden"
PAGES = sorted([*(GOLDEN / "page_text").glob("*.txt"), *(GOLDEN / "pages").glob("*.html")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_file_is_read_as_expected(page: Path, brief: Callable[[Draft], dict[str, Any]]) -> None:
    drafts = read(page.read_bytes(), Hints(path=page.name, base_url="https://example.org/" if page.suffix == ".html" else None)).drafts
    assert [brief(draft) for draft in drafts] == [json.loads(page.with_suffix(".json").read_text("utf-8"))]


def test_there_are_files_to_read() -> None:
    assert len(PAGES) > 30
