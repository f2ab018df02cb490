from __future__ import annotations

import pytest

from tuireader.clean import clean_line, clean_text, is_clean


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("plain text", "plain text"),
        ("two\nlines", "two\nlines"),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a b"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]52;c;aGVsbG8=\x07copied", "copied"),
        ("\x1b]0;title\x1b\\shown", "shown"),
        ("\x9b31mred", "red"),
        ("\x9d0;title\x9cshown", "shown"),
        ("\x1bcreset", "reset"),
        ("\x1b(Bset", "set"),
        ("\x1b", ""),
        ("bell\x07, delete\x7f, nul\x00", "bell, delete, nul"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("tag\U000e0041s", "tags"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("cafe\u0301", "café"),
        ("z" + "\u0301" * 50, "ź" + "\u0301" * 7),
        ("ESC in \x1b\x1b[31mdisguise", "ESC in disguise"),
    ],
)
def test_what_is_left_of_a_text(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean
    assert is_clean(clean)
    assert is_clean(dirty) == (dirty == clean)


@pytest.mark.parametrize(("dirty", "line"), [("  a \n\t b\u00a0c  ", "a b c"), ("", ""), ("\x1b[2J", ""), ("one", "one")])
def test_one_line_is_made_of_it(dirty: str, line: str) -> None:
    assert clean_line(dirty) == line
