"""How much of a story is on board: all of it, a part, or a headline with a line or two."""

COMPLETE, PARTIAL, HEADLINE = "complete", "partial", "headline"
SIGNS = {COMPLETE: "■", PARTIAL: "◧", HEADLINE: "□"}
"""One cell each, told apart by their form alone."""
WORDS = {
    COMPLETE: "complete: the whole text, and the pictures wanted that there are",
    PARTIAL: "a part: text or pictures are missing",
    HEADLINE: "headline only, with a line or two",
}
LEAST_WORDS = 40
"""Fewer than these are a line or two."""


def completeness(whole: str, words: int, missing: int) -> str:
    """Return :data:`COMPLETE`, :data:`PARTIAL` or :data:`HEADLINE`.

    Args:
        whole: whether the text is ``whole``, a ``summary`` or ``blocked``.
        words: how many are stored.
        missing: how many of the pictures that are wanted aren't stored, but for those that can't be had.
    """
    if whole == "whole":
        return PARTIAL if missing else COMPLETE
    return PARTIAL if words >= LEAST_WORDS else HEADLINE
