"""Who says what."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.meaning.passages import Passage


def attribute(passages: Sequence[Passage]) -> None:
    """Fill in speaker, description, mention and cue of every quotation where the article tells them."""
