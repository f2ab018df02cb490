"""Bytes in, text out: what the bytes say overrules what was declared."""

import pytest

from tuireader.reading.decoding import charset_name, decode


def test_valid_utf8_overrules_a_declared_charset() -> None:
    assert decode("Zoë sings".encode(), "iso-8859-1") == "Zoë sings"


@pytest.mark.parametrize(
    ("charset", "text"),
    [("windows-1251", "Река поднялась"), ("shift_jis", "川が増水した"), ("gbk", "河水上涨"), ("iso-8859-2", "Řeka stoupla")],
)
def test_a_declared_charset_is_believed_when_the_bytes_allow_it(charset: str, text: str) -> None:
    assert decode(text.encode(charset), charset) == text


def test_a_shifting_charset_is_believed_though_its_bytes_are_ascii() -> None:
    assert decode("川の水".encode("iso2022_jp"), "ISO-2022-JP") == "川の水"


def test_without_a_declaration_bytes_that_are_no_utf8_are_windows_1252() -> None:
    assert decode(b"\x93Quiet\x94, said Zo\xeb") == "“Quiet”, said Zoë"


def test_a_broken_place_does_not_cost_the_rest_of_a_utf8_text() -> None:
    assert decode("Zoë und Jürgen und Ömer".encode() + b" \xff.") == "Zoë und Jürgen und Ömer \ufffd."


def test_a_mark_overrules_everything() -> None:
    assert decode("Zoë".encode("utf-16"), "utf-8") == "Zoë"


def test_chinese_utf16_without_a_mark_is_told_by_its_line_ends() -> None:
    text = "河水在夜里上涨，\n早晨又退去。\n" * 20
    assert decode(text.encode("utf-16-le")) == text


def test_a_stray_nul_makes_no_binary_file() -> None:
    assert decode(b"The river rose\0 in the night. " * 3).startswith("The river rose")


@pytest.mark.parametrize(
    "name", ["zlib_codec", "unicode_escape", "idna", "undefined", "base64", "rot13", "utf-7", "no-such", "", "x" * 100, "utf-8\0"]
)
def test_encodings_that_are_none_are_not_used(name: str) -> None:
    assert charset_name(name) is None
    assert decode(b"caf\xe9", name) == "café"
