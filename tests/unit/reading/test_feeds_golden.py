"""Feeds, each beside what it must be read as; the files' names say what each shows."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tuireader.article import Draft
from tuireader.reading import Hints, read

FEEDS = sorted(path for path in (Path(__file__).parents[2] / "golden" / "feeds").iterdir() if path.suffix != ".json")
Brief = Callable[[Draft], dict[str, Any]]


def as_read(path: Path, brief: Brief) -> dict[str, Any]:
    """Return what a feed is read as: what it says of itself, and each entry's fields that say something."""
    reading = read(path.read_bytes(), Hints(path=path.name))
    entries = []
    for draft in reading.drafts:
        article = draft.article
        more = {"guid": article.guid, "enclosures": list(msgspec.to_builtins(article.enclosures))}
        entries.append(brief(draft) | {name: value for name, value in more.items() if value})
    failures = {"failures": [failure.reason for failure in reading.failures]} if reading.failures else {}
    return {"feed": msgspec.to_builtins(reading.feed), "entries": entries} | failures


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_feed_is_read_as_expected(path: Path, brief: Brief) -> None:
    assert as_read(path, brief) == json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_there_are_feeds_to_read() -> None:
    assert len(FEEDS) > 10
