from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tuireader.article import Caption, Paragraph, Quote
from tuireader.query import Query, parse
from tuireader.store import Incoming, Store, listing, sayings
from tuireader.store.sayings import Saying

Make = Callable[..., Incoming]


def paragraph(said: str, speaker: str | None = None, *, description: str | None = None, group: int | None = None) -> Paragraph:
    """Return “…” and who said it."""
    quote = Quote(start=1, end=1 + len(said), text=said, speaker=speaker, description=description, group=group)
    return Paragraph(text=f"“{said}” it was said.", quotes=(quote,))


def speech(make: Make, number: int, *said: tuple[str, str | None], **fields: Any) -> Incoming:
    """Return story ``number`` (the higher, the newer) in which people say things."""
    return make(number, blocks=tuple(paragraph(text, speaker) for text, speaker in said), **fields)


def texts(found: list[Saying]) -> list[str]:
    return [saying.text for saying in found]


def names(store: Store, asked: str, query: str = "") -> set[str]:
    return {saying.person.name for saying in store.sayings(parse(query), speaker=asked)}


@pytest.fixture
def talk(store: Store, make: Make) -> Store:
    """A store in which seven stories quote people."""
    store.put_many(
        [
            speech(make, 1, ("old words of peace", "Donald Trump"), ("nobody knows whose", None)),
            speech(make, 2, ("second thoughts", "Trump"), ("about the harbour", "Hillary Clinton"), region_path=("Asia", "Japan")),
            speech(make, 3, ("a saxophone", "Bill Clinton")),
            speech(make, 4, ("which of us", "Clinton")),
            speech(make, 5, ("rebuilt the harbour", "Mónica García"), source="Another Paper"),
            speech(make, 6, ("we deny it", "Foreign Ministry")),
            speech(make, 7, ("plain paragraph", None)),
        ]
    )
    return store


def test_whoever_spoke_last_comes_first_and_those_unnamed_are_left_out(talk: Store) -> None:
    assert texts(talk.sayings(Query())) == [
        "we deny it",
        "rebuilt the harbour",
        "which of us",
        "a saxophone",
        "second thoughts",
        "about the harbour",
        "old words of peace",
    ]


def test_a_saying_knows_its_story_its_place_and_its_speaker(talk: Store) -> None:
    saying = talk.sayings(Query(), speaker="hillary")[0]
    assert (saying.story.title, saying.block, saying.start, saying.stop) == ("Headline 2", 1, 1, 18)
    assert (saying.person.name, saying.named, saying.description) == ("Hillary Clinton", "Hillary Clinton", None)


def test_the_last_name_alone_is_told_as_the_person_in_full(talk: Store) -> None:
    assert {saying.named: saying.person.name for saying in talk.sayings(Query(), speaker="Donald Trump")} == {
        "Donald Trump": "Donald Trump",
        "Trump": "Donald Trump",
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Trump", {"Donald Trump"}),
        ("Mr Trump", {"Donald Trump"}),
        ("President Donald J. Trump", {"Donald Trump"}),
        ("Clinton", {"Bill Clinton", "Hillary Clinton", "Clinton"}),
        ("Bill Clinton", {"Bill Clinton"}),
        ("Mrs Clinton", {"Bill Clinton", "Hillary Clinton", "Clinton"}),
        ("monica garcia", {"Mónica García"}),
        ("GARCÍA", {"Mónica García"}),
        ("garc", {"Mónica García"}),
        ("monica gar", {"Mónica García"}),
        ("the foreign ministry", {"Foreign Ministry"}),
        ("ministry", {"Foreign Ministry"}),
        ("Chelsea Clinton", set()),
        ("nobody", set()),
        ("Mr", set()),
        ("", set()),
        ("%", set()),
    ],
)
def test_names_are_matched_with_care(talk: Store, asked: str, found: set[str]) -> None:
    assert names(talk, asked) == found


def test_a_name_in_full_finds_the_last_name_where_no_other_is_known(store: Store, make: Make) -> None:
    store.put_many([speech(make, 1, ("only so much", "Soleimani"))])
    assert names(store, "Qasem Soleimani") == {"Soleimani"}


@pytest.mark.parametrize("walk", [False, True])
@pytest.mark.parametrize(
    ("query", "speaker", "found"),
    [
        ("region:asia", None, ["second thoughts", "about the harbour"]),
        ("region:asia", "Trump", ["second thoughts"]),
        ("harbour", None, ["rebuilt the harbour", "second thoughts", "about the harbour"]),
        ("harbour", "Trump", ["second thoughts"]),
        ("harbour region:asia", "clinton", ["about the harbour"]),
        ("quote:harbour", None, ["rebuilt the harbour", "about the harbour"]),
        ('quote:"the harbour"', None, ["rebuilt the harbour", "about the harbour"]),
        ('quote:"the harb"*', None, ["rebuilt the harbour", "about the harbour"]),
        ('source:"another paper"', None, ["rebuilt the harbour"]),
        ("nothingofthesort", None, []),
        ("nothingofthesort", "Trump", []),
    ],
)
def test_a_query_narrows_stories_and_quote_the_words_said(
    talk: Store, monkeypatch: pytest.MonkeyPatch, query: str, speaker: str | None, found: list[str], walk: bool
) -> None:
    if walk:
        monkeypatch.setattr(sayings, "GATHERED", 0)
    assert texts(talk.sayings(parse(query), speaker=speaker)) == found


@pytest.mark.parametrize("walk", [False, True])
@pytest.mark.parametrize("query", ["", "word", "quote:said"])
@pytest.mark.parametrize("speaker", [None, "Ida Holm"])
def test_pages_follow_each_other_without_gap_or_repetition(
    store: Store, make: Make, monkeypatch: pytest.MonkeyPatch, query: str, speaker: str | None, walk: bool
) -> None:
    monkeypatch.setattr(sayings, "_ORDERED", 2)
    if walk:
        monkeypatch.setattr(sayings, "GATHERED", 0)
    when = {"published": None} if walk else {}
    store.put_many([speech(make, n, *((f"said word {n} {at}", "Ida Holm") for at in range(3)), **when) for n in range(40)])
    expected = texts(store.sayings(parse(query), speaker=speaker, limit=1000))
    assert len(set(expected)) == 120
    paged: list[Saying] = []
    while more := store.sayings(parse(query), speaker=speaker, limit=7, after=paged[-1].cursor if paged else None):
        paged += more
    assert texts(paged) == expected


def test_somebody_listed_finds_just_their_own(talk: Store) -> None:
    clinton = next(speaker.person for speaker in talk.speakers(Query()) if speaker.person.name == "Clinton")
    assert texts(talk.sayings(Query(), speaker=clinton)) == ["which of us"]
    assert set(clinton.perhaps) == {"Bill Clinton", "Hillary Clinton"}


def test_the_speakers_are_counted_whoever_spoke_last_first(talk: Store) -> None:
    found = talk.speakers(Query())
    assert [speaker.person.name for speaker in found] == [
        "Foreign Ministry",
        "Mónica García",
        "Clinton",
        "Bill Clinton",
        "Donald Trump",
        "Hillary Clinton",
    ]
    assert [speaker.said for speaker in found] == [1, 1, 1, 1, 2, 1]
    assert found[0].newest == 1_700_000_006
    assert [speaker.person.name for speaker in talk.speakers(parse("region:asia"))] == ["Donald Trump", "Hillary Clinton"]
    assert [speaker.person.name for speaker in talk.speakers(Query(), named="clin", limit=2)] == ["Clinton", "Bill Clinton"]
    assert talk.speakers(Query(), named="nobody") == []


def test_a_quotation_over_several_paragraphs_is_one(store: Store, make: Make) -> None:
    blocks = (paragraph("it began here", "Ida Holm", group=1), paragraph("and ended there", "Ida Holm", group=1))
    store.put_many([make(1, blocks=blocks)])
    assert texts(store.sayings(Query())) == ["it began here and ended there"]


def test_a_headlines_quotation_is_told_once(store: Store, make: Make) -> None:
    def headed(number: int, said: str) -> Incoming:
        quote = Quote(start=1, end=1 + len(said), text=said, speaker="Ida Holm")
        return make(number, title=f"“{said}” says Holm", title_quotes=(quote,), blocks=(paragraph("It will, I think, hold!", "Ida Holm"),))

    store.put_many([headed(1, "I think hold"), headed(2, "Something else")])
    assert texts(store.sayings(Query())) == ["Something else", "It will, I think, hold!", "It will, I think, hold!"]


def test_words_of_scripts_without_spaces_are_found_within(store: Store, make: Make) -> None:
    store.put_many([speech(make, 1, ("我们不再看见同一片海", "李明"), ("没有", "李明"))])
    assert texts(store.sayings(parse("quote:看见"))) == ["我们不再看见同一片海"]


def test_what_is_spoken_ends_without_the_comma_before_who_said_it(store: Store, make: Make) -> None:
    store.put_many([speech(make, 1, ("we shall see,", "Ida Holm"), ("we shall!", "Ida Holm"))])
    assert [saying.spoken for saying in store.sayings(Query())] == ["we shall see", "we shall!"]


def test_captions_speak_too(store: Store, make: Make) -> None:
    caption = Caption(text="“Look up” it was said.", quotes=(Quote(start=1, end=8, text="Look up", speaker="Ida Holm"),))
    store.put_many([make(1, blocks=(caption,))])
    assert texts(store.sayings(Query())) == ["Look up"]


def test_a_story_whose_text_is_missing_or_broken_is_passed_over(talk: Store) -> None:
    with sqlite3.connect(talk.home / "bodies" / "cache.db") as bodies:
        broken, missing = (talk.sayings(Query(), speaker=name)[0].story.id for name in ("Trump", "Bill Clinton"))
        bodies.execute("UPDATE Cache SET value = X'00' WHERE key LIKE ?", (f"article/{broken}/%",))
        bodies.execute("DELETE FROM Cache WHERE key LIKE ?", (f"article/{missing}/%",))
    bodies.close()
    assert texts(talk.sayings(Query())) == ["we deny it", "rebuilt the harbour", "which of us", "old words of peace"]


def test_a_story_deleted_in_between_is_left_out(talk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = listing.rows
    monkeypatch.setattr(listing, "rows", lambda connection, numbers: real(connection, numbers[1:]))
    assert "we deny it" not in texts(talk.sayings(Query()))


def test_a_changed_story_is_quoted_anew(talk: Store, make: Make) -> None:
    talk.put_many([speech(make, 3, ("a trombone", "Bill Clinton"))])
    assert texts(talk.sayings(Query(), speaker="Bill Clinton")) == ["a trombone"]


def test_a_store_of_the_first_version_finds_speakers_after_the_steps(home: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "fixtures" / "store-v1", home)
    with Store.open(home) as store:
        assert names(store, "jones") == {"Mary Jones"}
        assert {saying.person.name for saying in store.sayings(Query())} >= {"Mary Jones"}
