"""What the tests of reading share."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tuireader.article import Draft, Paragraph

Brief = Callable[[Draft], dict[str, Any]]


def as_brief(draft: Draft) -> dict[str, Any]:
    """Return the draft's fields that say something; a paragraph without spans is its text alone."""
    article, clues = draft.article, draft.clues
    fields: dict[str, Any] = {}
    for name in (
        "title",
        "standfirst",
        "section",
        "byline",
        "source",
        "published",
        "updated",
        "language",
        "url",
        "lead_picture",
        "whole_reason",
    ):
        if value := getattr(article, name):
            fields[name] = value
    fields["clues"] = {name: value for name, value in msgspec.to_builtins(clues).items() if value}
    fields["blocks"] = [
        block.text if block == Paragraph(text=block.text) else {k: v for k, v in msgspec.to_builtins(block).items() if v or k == "text"}
        for block in article.blocks
    ]
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(fields))
    return found


@pytest.fixture
def brief() -> Brief:
    """A draft as the golden files show it."""
    return as_brief
