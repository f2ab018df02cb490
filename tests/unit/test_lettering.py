"""Text in plain letters takes a shorter way, and comes out as by the long one."""

from __future__ import annotations

import pytest

from tuireader.article import count_words
from tuireader.lettering import is_plain, plain_bytes
from tuireader.reading.language import detect

ENGLISH = "The ferry was late again and the crews of it had not been told of the storm that was to come in the night"


@pytest.mark.parametrize("text", ["", "Plain.", "“Well” – it’s £5 …\n", "20 … 5¢"])
def test_signs_of_typography_and_money_are_plain(text: str) -> None:
    assert is_plain(text)
    assert len(plain_bytes(text) or b"") == len(text)


@pytest.mark.parametrize("text", ["é", "½", "x²", "Łódź", "語", "a\u0301", "\u200b", "\ud800", "😀"])
def test_other_letters_and_signs_are_not(text: str) -> None:
    assert not is_plain(text)
    assert plain_bytes(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        (" two  words ", 2),
        ("It’s a well-known co-op's 3.5 a.m. e.g.", 7),
        ("a-b-c-d e--f -g- h.", 5),
        ("snake_case, “quoted”…and", 3),
    ],
)
def test_words_are_counted_alike_with_other_letters_beside_them(text: str, words: int) -> None:
    assert count_words(text) == words
    assert count_words(f"{text} é") == words + 1


def test_language_is_told_alike_with_other_letters_beside_it() -> None:
    assert detect(ENGLISH) == detect(f"{ENGLISH} – “café”") == "en"
    assert detect("12345 67890 (11)") is None
