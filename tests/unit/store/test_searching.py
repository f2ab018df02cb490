from __future__ import annotations

from collections.abc import Callable

import pytest

from tuireader.query import parse, typed
from tuireader.store import Incoming, Store, searching

Make = Callable[..., Incoming]


def found(store: Store, text: str) -> list[str]:
    return [hit.summary.title for hit in store.search(parse(text))]


def test_the_headline_outranks_the_text(store: Store, make: Make) -> None:
    store.put_many(
        [
            make(1, title="Weather", text="The glacier and again the glacier, says the glacier report."),
            make(2, title="Glacier melts", text="Nothing else of note here at all, only this and that and more of it."),
            make(3, title="Sport", text="A match."),
        ]
    )
    assert found(store, "glacier") == ["Glacier melts", "Weather"]
    assert [hit.score for hit in store.search(parse("glacier"))] == sorted(
        (hit.score for hit in store.search(parse("glacier"))), reverse=True
    )


def test_accents_and_case_dont_matter(store: Store, make: Make) -> None:
    store.put_many([make(1, title="Málaga and Zürich", text="Người Việt"), make(2, title="Other", text="Ærø")])
    for text in ("malaga", "MÁLAGA", "zurich", "nguoi", "viet"):
        assert found(store, text) == ["Málaga and Zürich"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("中华人民共和国成立了", ["人民", "共和国", "国", "了", "中华人民共和国成立了"]),
        ("東京でオリンピックが開かれる", ["東京", "オリンピック", "開", "リンピ"]),
        ("กรุงเทพมหานครเป็นเมืองหลวง", ["กรุงเทพ", "เมือง", "หลวง", "มหานคร"]),
        ("서울에서 대통령이 말했다", ["서울", "대통령", "말했다"]),
        ("कर्नाटक में चुनाव", ["कर्नाटक", "चुनाव"]),
        ("The 北京 Olympics", ["北京", "北京 olympics", "the 北京"]),
    ],
)
def test_words_are_found_in_scripts_without_spaces(store: Store, make: Make, text: str, asked: list[str]) -> None:
    store.put_many([make(1, title="Found", text=text), make(2, title="Other", text="中 国 東 京 กรุง เทพ 서 울 कर चुन")])
    for words in asked:
        assert "Found" in found(store, f'"{words}"')
    assert "Found" not in found(store, '"民人"')


def test_a_word_being_typed_finds_its_beginning(store: Store, make: Make) -> None:
    store.put_many([make(1, title="Revolution"), make(2, title="R is a letter")])
    assert [hit.summary.title for hit in store.search(typed("rev"))] == ["Revolution"]
    assert [hit.summary.title for hit in store.search(typed("r"))] == ["R is a letter"]
    assert [hit.summary.title for hit in store.search(typed("rev "))] == []


def test_an_old_text_is_no_longer_found(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1, title="Xylophone")])
    store.put_many([make(1, title="Zither")])
    assert found(store, "xylophone") == []
    assert found(store, "zither") == ["Zither"]
    store.delete([stored.id])
    assert found(store, "zither") == []


def test_words_narrowed_by_the_rest(store: Store, make: Make) -> None:
    first, _ = store.put_many([make(1, title="Storm one"), make(2, title="Storm two")])
    store.mark([first.id], read=True)
    assert found(store, "storm unread") == ["Storm two"]
    assert found(store, "storm read") == ["Storm one"]


def test_a_captions_words_are_found_and_the_trailers_are_not(store: Store, make: Make) -> None:
    from tuireader.article import BlockQuote, Caption, Paragraph, Related

    blocks = (Paragraph(text="text"), Caption(text="harbour"), BlockQuote(text="onwards"), Related(text="More", links=()))
    store.put_many([make(1, title="Pictures", blocks=blocks)])
    assert found(store, "harbour") == ["Pictures"]
    assert found(store, "quote:onwards") == ["Pictures"]
    assert found(store, "more") == []


def test_a_word_that_many_have_is_found_in_headlines_first_then_where_it_is_new(
    store: Store, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [make(number, title="Flood" if number in (1, 4) else f"Story {number}", text="The flood rose.") for number in range(8)]
    store.put_many(stories)
    weighed = found(store, "flood")
    monkeypatch.setattr(searching, "RANKED", 5)
    assert found(store, "flood") == ["Flood", "Flood", "Story 7", "Story 6", "Story 5", "Story 3"]
    assert [hit.summary.published for hit in store.search(parse("flood"), 1)] == [1_700_000_004]
    assert [hit.summary.published for hit in store.search(parse("flood"), 3)] == [1_700_000_004, 1_700_000_001, 1_700_000_007]
    assert weighed[:2] == ["Flood", "Flood"]
    assert found(store, "flood words<304") == ["Flood", "Story 3"]
