from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tuireader.article import Caption, Heading, Paragraph
from tuireader.errors import NotFound
from tuireader.query import Query, parse
from tuireader.store import Incoming, Store, Stored

Make = Callable[..., Incoming]


def outcomes(stored: list[Stored]) -> list[str]:
    return [one.outcome for one in stored]


def test_what_goes_in_comes_out_whole(store: Store, make: Make) -> None:
    incoming = make(1, standfirst="Why it matters", blocks=(Heading(text="Part one"), Paragraph(text="Text")))
    (stored,) = store.put_many([incoming])
    article = store.get(stored.id)
    assert stored.outcome == "new"
    assert article.blocks == incoming.article.blocks
    assert article.standfirst == "Why it matters"
    assert article.id == stored.id
    assert article.first_seen is not None
    original = store.original(stored.id)
    assert (original.data, original.rules, original.name) == (b"raw", 1, "1.txt")


def test_importing_again_changes_nothing(store: Store, make: Make) -> None:
    store.put_many([make(n) for n in range(3)])
    before = store.page(Query(), 10)
    assert outcomes(store.put_many([make(n) for n in range(3)])) == ["same"] * 3
    assert store.page(Query(), 10) == before


def test_an_edit_keeps_the_readers_marks(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    store.mark([stored.id], read=True, starred=True)
    store.set_position(stored.id, 4, 17)
    store.move(stored.id, ("Asia", "Japan"))
    before = store.summary(stored.id)
    assert outcomes(store.put_many([make(1, title="Edited", blocks=(Paragraph(text="Quite other words"),))])) == ["changed"]
    after = store.summary(stored.id)
    assert before is not None
    assert after == before._replace(title="Edited", quotations=0)
    assert store.get(stored.id).region_path == ("Asia", "Japan")
    assert store.count(parse("other")).total == 1
    assert store.count(parse("slap")).total == 0


def test_a_batch_may_hold_a_story_twice(store: Store, make: Make) -> None:
    assert outcomes(store.put_many([make(1), make(1), make(1, title="Edited"), make(2, origin="a"), make(2, origin="b")])) == [
        "new",
        "same",
        "changed",
        "new",
        "same",
    ]
    assert store.counts().all.total == 2


def test_the_same_text_from_another_path_is_the_same_story_until_it_is_edited(store: Store, make: Make) -> None:
    (first,) = store.put_many([make(1, origin="/one.txt")])
    assert store.put_many([make(1, origin="/two.txt")]) == [Stored(first.id, "same")]
    (second,) = store.put_many([make(1, origin="/two.txt", title="Edited")])
    assert second.outcome == "new"
    assert second.id != first.id
    assert outcomes(store.put_many([make(1, origin="/one.txt"), make(1, origin="/two.txt", title="Edited")])) == ["same", "same"]


def test_two_addresses_are_two_stories_though_their_text_is_one(store: Store, make: Make) -> None:
    assert outcomes(store.put_many([make(1, url="https://a.example/"), make(1, url="https://b.example/")])) == ["new", "new"]


def test_a_second_subscription_is_noted(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1, subscriptions=("https://one.example/feed",))])
    assert outcomes(store.put_many([make(1, subscriptions=("https://two.example/feed",))])) == ["same"]
    assert store.get(stored.id).subscriptions == ("https://one.example/feed", "https://two.example/feed")


def test_a_feeds_few_lines_dont_overwrite_the_whole_text(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    assert outcomes(store.put_many([make(1, text="Only a line", whole="summary", subscriptions=("https://feed.example/",))])) == ["same"]
    article = store.get(stored.id)
    assert article.whole == "whole"
    assert "slap" in article.blocks[0].text
    assert article.subscriptions == ("https://feed.example/",)
    assert outcomes(store.put_many([make(2, whole="summary"), make(2, text="All of it")])) == ["new", "changed"]


def test_a_deleted_story_returns_only_when_it_is_asked_for(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    assert store.delete([stored.id, "nosuch"]) == [stored.id]
    assert outcomes(store.put_many([make(1), make(1, title="Edited")])) == ["deleted", "deleted"]
    assert store.counts().all.total == 0
    with pytest.raises(NotFound):
        store.get(stored.id)
    assert outcomes(store.put_many([make(1, explicit=True)])) == ["new"]
    assert store.get(stored.id).title == "Headline 1"
    assert outcomes(store.put_many([make(1)])) == ["same"]


def test_deleting_can_be_undone_with_all_marks(store: Store, make: Make) -> None:
    first, second = store.put_many([make(1), make(2)])
    store.mark([first.id], read=True, starred=True)
    store.set_position(first.id, 2, 5)
    store.move(first.id, ("Europe",))
    before = (store.summary(first.id), store.counts(), store.count(parse("speaker:khamenei place:US slap")))
    store.delete([first.id])
    assert store.count(parse("speaker:khamenei")).total == 1
    assert store.restore([first.id, second.id, "nosuch"]) == [first.id]
    assert (store.summary(first.id), store.counts(), store.count(parse("speaker:khamenei place:US slap"))) == before


def test_numbers_are_never_given_twice(store: Store, make: Make) -> None:
    (first,) = store.put_many([make(1)])
    gone = store.page(Query(), 1).rows[0].number
    store.delete([first.id])
    store.put_many([make(2)])
    assert store.page(Query(), 1).rows[0].number > gone
    assert store.rows([gone]) == []


def test_newer_rules_with_the_same_result_are_noted(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1, rules=1)])
    assert outcomes(store.put_many([make(1, rules=2)])) == ["same"]
    assert store.original(stored.id).rules == 2


def test_a_story_read_again_gives_way_to_what_happened_meanwhile(store: Store, make: Make) -> None:
    edited, gone = store.put_many([make(1), make(2)])
    again = [
        make(number, title="By newer rules")._replace(replaces=store.kept(stored.id).version) for number, stored in ((1, edited), (2, gone))
    ]
    store.put_many([make(1, title="Edited")])
    store.delete([gone.id])
    assert outcomes(store.put_many(again)) == ["same", "deleted"]
    assert store.get(edited.id).title == "Edited"
    assert store.count(Query()).total == 1


def test_a_page_that_comes_again_without_its_folder_keeps_its_pictures(store: Store, make: Make) -> None:
    words = Paragraph(text="The keeper climbs the stair.")
    whole = make(1, blocks=(words, Caption(text="The lamp", src="https://a.example/#picture-1")))
    alone = make(1, blocks=(words, Caption(text="The lamp", src=None)))
    (stored,) = store.put_many([whole])
    assert outcomes(store.put_many([alone])) == ["same"]
    assert store.get(stored.id).blocks == whole.article.blocks
    other = make(1, blocks=(words, Caption(text="The lamp", src="https://a.example/#picture-2")))
    assert outcomes(store.put_many([other])) == ["changed"]
    assert outcomes(store.put_many([make(1, blocks=alone.article.blocks, original=b"saved anew")])) == ["changed"]


def test_a_page_whose_stored_text_broke_comes_as_it_is_now(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1, blocks=(Caption(text="The lamp", src="https://a.example/#picture-1"),))])
    store._bodies.write([(f"article/{stored.id}/1", b"broken")], needed=True)
    assert outcomes(store.put_many([make(1, blocks=(Caption(text="The lamp", src=None),))])) == ["changed"]
    assert store.get(stored.id).blocks == (Caption(text="The lamp"),)


def test_without_an_original_there_is_none(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1, original=None)])
    with pytest.raises(NotFound, match="not kept"):
        store.original(stored.id)
    with pytest.raises(NotFound):
        store.original("nosuch")


def test_a_date_in_the_future_doesnt_stick_on_top(store: Store, make: Make) -> None:
    far, _ = store.put_many([make(1, published=datetime(2999, 1, 1, tzinfo=UTC)), make(2, published=None)])
    rows = {row.id: row for row in store.page(Query(), 5).rows}
    assert rows[far.id].published == 32472144000
    assert rows[far.id].sort == rows[far.id].first_seen + 86400


def test_a_story_without_a_region_is_the_worlds(store: Store, make: Make) -> None:
    store.put_many([make(1, region_path=())])
    assert list(store.counts().regions) == ["World"]


def test_a_move_is_taken_back(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    store.move(stored.id, ["Asia"])
    assert store.counts().regions.keys() == {"Asia"}
    store.move(stored.id, None)
    row = store.summary(stored.id)
    assert row is not None
    assert (row.region, row.country, row.moved) == ("Middle East", "Iran", False)
    with pytest.raises(NotFound):
        store.move("nosuch", ["Asia"])


def test_the_starter_edition_goes_with_one_command(store: Store, make: Make) -> None:
    store.put_many([make(1, starter=True), make(2, starter=True), make(3)])
    assert len(store.delete_starter()) == 2
    assert store.counts().all.total == 1
    assert outcomes(store.put_many([make(1, starter=True)])) == ["deleted"]


def test_two_stories_with_one_id_are_kept_apart(store: Store, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from tuireader.article import identify
    from tuireader.store import putting

    monkeypatch.setattr(putting, "identify", lambda key: "000000000000" if key.startswith("url:") else identify(key))
    first, second = store.put_many([make(1), make(2)])
    assert first.id == "000000000000" != second.id
    assert store.put_many([make(1), make(2)]) == [first._replace(outcome="same"), second._replace(outcome="same")]
    assert (store.get(first.id).title, store.get(second.id).title) == ("Headline 1", "Headline 2")


def test_a_deleted_story_whose_text_broke_stays_deleted(store: Store, make: Make) -> None:
    (stored,) = store.put_many([make(1)])
    store.delete([stored.id])
    store._bodies.write([(f"article/{stored.id}/1", b"broken")], needed=True)
    assert store.restore([stored.id]) == []
    assert outcomes(store.put_many([make(1)])) == ["deleted"]


def test_a_speaker_is_found_by_each_quotation_and_some_have_none(store: Store, make: Make) -> None:
    from tuireader.article import Quote

    quotes = tuple(Quote(start=at, end=at + 2, text="ab", speaker=name) for at, name in ((0, "Ann Ode"), (3, None), (6, "Ann Ode")))
    store.put_many([make(1, blocks=(Paragraph(text="ab ab ab", quotes=quotes),), title_quotes=quotes[:1]), make(2)])
    assert [row.title for row in store.page(parse("speaker:ann"), 5).rows] == ["Headline 1"]
    store.release()
    assert store.count(parse("speaker:ode")).total == 1
