"""One page in the dresses that it comes in when people paste, save and send it: all are the same article."""

import textwrap
from collections.abc import Callable

import pytest

from tuireader.article import Draft
from tuireader.errors import NoArticle, TooLarge, UnknownFormat
from tuireader.reading import Hints, page_text, read

PAGE = """Africa

Café on the pier stays open through the winter

Image copyright Pier Archive
Image caption The last guests of the evening look out over the water

The owners of the little house at the end of the pier have decided to keep a fire going until the spring.

“We have wood for ninety days,” said Zoë Farrow, who runs it with her brother and a cook from the next village.

A warm corner

Fishermen come in before sunrise, and so do the schoolchildren, whose boat is late on most of the days.

More on this story

A short history of piers
"""


def paragraphs_wrapped(text: str) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, 72)) for line in text.split("\n"))


DRESSES: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "old Mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16 with a mark": lambda text: text.encode("utf-16"),
    "UTF-16 little-endian": lambda text: text.encode("utf-16-le"),
    "UTF-16 big-endian": lambda text: text.encode("utf-16-be"),
    "UTF-32 with a mark": lambda text: text.encode("utf-32"),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "leading blank lines and tabs": lambda text: ("\n \n\t\n\t" + text.replace("\n", "\n\t")).encode(),
    "trailing spaces": lambda text: text.replace("\n", "   \n").encode(),
    "no blank lines": lambda text: text.replace("\n\n", "\n").encode(),
    "double blank lines": lambda text: text.replace("\n\n", "\n\n\n").encode(),
    "hard-wrapped": lambda text: paragraphs_wrapped(text).encode(),
    "no-break spaces": lambda text: text.replace("the ", "the\xa0").encode(),
    "no line end at the end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_dressed_pages_are_the_same_article(dress: str) -> None:
    assert read(DRESSES[dress](PAGE)).drafts == read(PAGE.encode()).drafts


def test_latin_1_is_read_when_the_page_has_no_quotation_marks_of_windows() -> None:
    plain = PAGE.replace("“", '"').replace("”", '"')
    assert read(plain.encode("latin-1")).drafts == read(plain.encode()).drafts


def the_one(data: str) -> Draft:
    (draft,) = read(data.encode()).drafts
    return draft


def test_a_single_line_without_a_full_stop_is_a_headline() -> None:
    article = the_one("Snow falls on the desert").article
    assert (article.title, article.blocks) == ("Snow falls on the desert", ())


def test_a_single_sentence_is_a_paragraph_and_names_the_article() -> None:
    article = the_one("Snow fell on the desert last night.").article
    assert article.title == "Snow fell on the desert last night."
    assert [block.text for block in article.blocks] == ["Snow fell on the desert last night."]


def test_a_headline_made_from_a_long_sentence_is_bounded() -> None:
    title = the_one("Snow fell " + "and fell " * 100 + "all night.").article.title
    assert len(title) <= 120
    assert title.endswith("…")


@pytest.mark.parametrize("data", [b"", b"\n", b" \t\r\n ", b"\xef\xbb\xbf", "\ufeff\n".encode("utf-16-le")])
def test_an_empty_file_holds_no_article(data: bytes) -> None:
    with pytest.raises(NoArticle, match="the file is empty"):
        read(data)


@pytest.mark.parametrize(
    "data", [b"Media playback is unsupported on your device", b"Share this with\nFacebook\nTwitter", b"Image copyright AP"]
)
def test_a_page_of_nothing_but_furniture_holds_no_article(data: bytes) -> None:
    with pytest.raises(NoArticle):
        read(data)


def test_a_text_of_a_million_letters_is_read_whole() -> None:
    sentence = "The river rose in the night and fell again in the morning, as it does in every spring."
    draft = the_one("A long year by the river\n\n" + f"{sentence}\n\n" * 19_000)
    assert len(draft.article.blocks) == 19_000
    assert {block.text for block in draft.article.blocks} == {sentence}


def test_what_is_longer_than_any_article_is_refused() -> None:
    with pytest.raises(TooLarge, match="16 MiB"):
        read(b"word " * (page_text.LARGEST // 5 + 1))


def test_more_lines_than_any_article_has_are_refused() -> None:
    with pytest.raises(TooLarge, match="20,000 paragraphs"):
        read(b"A line.\n" * 20_010)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "a program"),
        (b"PK\x03\x04\x14\0\0\0", "a zip archive"),
        (b"SQLite format 3\0" + bytes(80), "an SQLite database"),
        (bytes(range(256)) * 8, "binary data"),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>", "an XML document"),
    ],
)
def test_other_formats_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnknownFormat, match=kind):
        read(data)


def test_a_page_served_as_html_is_no_page_text() -> None:
    (draft,) = read(
        b"Snow falls <b>everywhere</b>, and has fallen since the morning.", Hints(content_type="text/html; charset=utf-8")
    ).drafts
    assert [block.text for block in draft.article.blocks] == ["Snow falls everywhere, and has fallen since the morning."]


def test_the_path_is_kept_as_the_person_gave_it() -> None:
    (draft,) = read(PAGE.encode(), Hints(path="./news/pier.txt", name="pier.txt")).drafts
    assert draft.article.source_path == "./news/pier.txt"


def test_words_are_counted_without_captions_and_trailer() -> None:
    article = the_one("Rain\n\nImage copyright AP\nImage caption A wet street\n\nIt rained all day.\n\nMore on this story\n\nSun").article
    assert article.words == 4
