"""Reading again by better rules: what changes, and what never does."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.stories import LIGHTHOUSE, ORCHARD, WELL, write
from tuireader import drafting, reprocessing, spreading
from tuireader.article import Article, Paragraph, identity_key, to_json
from tuireader.drafting import RULES, finish
from tuireader.gathering import Material
from tuireader.intake import take, take_fetched, take_starter
from tuireader.query import parse
from tuireader.reading import Hints
from tuireader.reprocessing import reprocess
from tuireader.store import Incoming, Store
from tuireader.store.checking import check
from tuireader.store.records import Kept
from tuireader.store.repairing import repair


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, where the rules can be changed."""
    monkeypatch.setattr(spreading, "HELPERS", 0)


def grown_old(store: Store) -> None:
    """Let all that is stored be by the rules of long ago."""
    with closing(sqlite3.connect(store.home / "catalogue.db")) as connection:
        connection.execute("UPDATE articles SET rules = NULL WHERE original IS NULL")
        connection.execute("UPDATE articles SET rules = 1 WHERE original IS NOT NULL")
        connection.commit()


@pytest.fixture
def better(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reading find a byline that it used to miss."""

    def found(material: Material, hints: Hints) -> Iterator[drafting.Finished | drafting.Failure]:
        for one in finish(material, hints):
            if isinstance(one, drafting.Finished):
                blocks = one.article.blocks[:-1]
                yield one._replace(article=replace(one.article, title=one.article.title.upper(), byline="Sigrun Hall", blocks=blocks))
            else:
                yield one

    monkeypatch.setattr(reprocessing, "finish", found)


def test_nothing_is_read_again_by_the_same_rules(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path, a=LIGHTHOUSE, b=ORCHARD))
    report = reprocess(store)
    assert (report.same, report.changed, report.failed, report.left) == (0, 0, [], 0)


def test_the_same_result_is_noted_and_not_asked_for_again(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path, a=LIGHTHOUSE, b=ORCHARD, c=WELL))
    take_starter(store)
    stories = store.counts().all.total
    before = {row.id: (row, store.get(row.id)) for row in store.page(parse(""), 200).rows}
    grown_old(store)
    report = reprocess(store)
    assert (report.same, report.changed) == (stories, 0)
    assert {row.id: (row, store.get(row.id)) for row in store.page(parse(""), 200).rows} == before
    assert reprocess(store).same == 0


@pytest.mark.usefixtures("better")
def test_better_rules_change_the_text_and_nothing_of_the_readers(store: Store, tmp_path: Path) -> None:
    ids = take(store, write(tmp_path, a=LIGHTHOUSE, b=ORCHARD, c=WELL)).ids
    store.mark([ids[0]], read=True, starred=True)
    store.set_position(ids[0], 2, 5)
    store.move(ids[1], ["Middle East", "Iran"])
    store.delete([ids[2]])
    grown_old(store)
    before = {row.id: row for row in store.page(parse(""), 10).rows}
    report = reprocess(store)
    assert (report.same, report.changed, report.failed, report.left) == (0, 2, [], 0)
    assert (report.what["headline"], report.what["text"]) == (2, 2)
    after = {row.id: row for row in store.page(parse(""), 10).rows}
    assert set(after) == set(before) == set(ids[:2])
    kept = ("number", "sort", "first_seen", "read", "starred", "position", "region", "country", "moved", "source")
    for one in ids[:2]:
        assert after[one].title == before[one].title.upper()
        assert after[one].byline == "Sigrun Hall"
        assert [getattr(after[one], name) for name in kept] == [getattr(before[one], name) for name in kept]
    assert store.original(ids[0]).rules == RULES
    assert store.original(ids[0]).data == LIGHTHOUSE.encode()
    assert [row.id for row in store.page(parse("lighthouse sensors"), 5).rows] == []
    assert take(store, [tmp_path]).deleted == 1
    assert check(store.home).damages == []


def test_stories_that_share_a_file_are_not_read_again_by_the_same_rules(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_bytes(b"\n".join(to_json(Article(title=title, blocks=(Paragraph(text=TALK),))) for title in ("One", "Two")))
    assert take(store, [path]).new == 2
    assert reprocess(store).same == 0


def test_a_query_narrows_it(store: Store, tmp_path: Path) -> None:
    take(store, write(tmp_path, a=LIGHTHOUSE, b=ORCHARD, c=WELL))
    grown_old(store)
    assert reprocess(store, parse("region:asia")).same == 1
    assert reprocess(store, parse("typhoon OR lamp")).same == 1
    assert reprocess(store).same == 1


def test_stopped_it_goes_on_where_it_was(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reprocessing, "TOGETHER", 2)
    take(store, write(tmp_path, **{f"n{number}": f"{ORCHARD}\nNumber {number}.\n" for number in range(7)}))
    grown_old(store)
    told: list[tuple[int, int]] = []
    report = reprocess(store, progress=lambda done, total: told.append((done, total)), cancelled=lambda: len(told) == 2)
    assert (report.same, report.left, told) == (4, 3, [(2, 7), (4, 7)])
    assert reprocess(store).same == 3


def feed_entry(evidence: str | None, text: str, path: tuple[str, ...]) -> Incoming:
    article = Article(
        title="Talks go on",
        url="https://news.example/talks",
        region_path=path,
        region_evidence=evidence,
        subscriptions=("https://feeds.example/a",),
        published=datetime(2020, 1, 9, tzinfo=UTC),
        language="en",
        blocks=(Paragraph(text=text),),
    )
    return Incoming(article, identity_key(article, ""))


TALK = "“We had thought of leaving,” Mary Jones said in Tehran. Iran and Iran again."


def test_without_an_original_the_meaning_is_found_again_in_the_text(store: Store) -> None:
    (stored,) = store.put_many([feed_entry("names no place", TALK, ("World",))])
    report = reprocess(store)
    assert report.what == {"region": 1, "places": 1, "quotations": 1}
    article = store.get(stored.id)
    assert article.region_path == ("Middle East", "Iran")
    assert article.subscriptions == ("https://feeds.example/a",)
    assert article.blocks[0].quotes[0].speaker == "Mary Jones"
    assert [row.id for row in store.page(parse("speaker:jones place:IR"), 5).rows] == [stored.id]
    assert reprocess(store).same == 0


@pytest.mark.parametrize(
    ("evidence", "path"),
    [
        ("section heading 'Africa'", ("Africa",)),
        ("the page's section 'Asia'", ("Asia",)),
        ("dateline 'TOKYO'; Japan named once", ("Asia", "Japan")),
        ("the subscription's region, Europe > Iceland", ("Europe", "Iceland")),
        ("moved here by you", ("Oceania",)),
        (None, ("Oceania",)),
    ],
)
def test_what_its_reader_had_seen_still_counts(store: Store, evidence: str | None, path: tuple[str, ...]) -> None:
    text = "Rain fell for nine days, and nobody knew why it did." if evidence and "dateline" in evidence else TALK
    (stored,) = store.put_many([feed_entry(evidence, text, path)])
    reprocess(store)
    assert store.get(stored.id).region_path[:1] == path[:1]


def test_what_came_with_the_address_stays(store: Store) -> None:
    page = b"Iceland lighthouse keeper counts his last ship\n\nThe lamp at Hornvik has burned every night since 1913.\n"
    (story,) = take_fetched(store, page, "https://news.example/lamp", "text/plain").ids
    kept = store.kept(story)
    told = replace(kept.article, source="Example Times", region_path=("Asia",), region_evidence="the subscription's region, Asia")
    store.put_many([Incoming(told, kept.key, kept.original)])
    grown_old(store)
    reprocess(store)
    after = store.get(story)
    assert (after.url, after.source, after.region_path) == ("https://news.example/lamp", "Example Times", ("Asia",))


def test_an_original_that_is_another_thing_now_leaves_the_story_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (story,) = take(store, ["-"], stdin=io.BytesIO(WELL.encode())).ids
    before = store.get(story)
    for found, words in (([], "0 stories"), ([drafting.Failure("x", "no known kind of article")], "no known kind")):
        grown_old(store)
        monkeypatch.setattr(reprocessing, "finish", lambda material, hints, found=found: iter(found))
        report = reprocess(store)
        assert (report.same, [failure.source for failure in report.failed]) == (1, [before.title])
        assert words in report.failed[0].reason
        assert store.get(story) == before
    assert reprocess(store).failed == []


def test_a_damaged_story_is_named_and_the_others_are_read(store: Store, tmp_path: Path) -> None:
    ids = take(store, write(tmp_path, a=LIGHTHOUSE, b=ORCHARD, c=WELL)).ids
    grown_old(store)
    with closing(sqlite3.connect(store.home / "bodies" / "cache.db")) as connection:
        connection.execute(
            "DELETE FROM Cache WHERE key LIKE 'original/%' AND rowid IN (SELECT min(rowid) FROM Cache WHERE key LIKE 'original/%')"
        )
        connection.commit()
    report = reprocess(store)
    assert (report.same, report.left) == (2, 0)
    assert [failure.source for failure in report.failed] == [ids[0]]
    store.close()
    repair(store.home)
    with Store.open(store.home) as mended:
        assert (reprocess(mended).failed, mended.get(ids[0]).region_path) == ([], ("Europe", "Iceland"))


@pytest.mark.usefixtures("better")
def test_what_another_program_renewed_or_deleted_meanwhile_is_left_alone(
    store: Store, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = take(store, write(tmp_path, a=LIGHTHOUSE, b=ORCHARD)).ids
    grown_old(store)
    put_many = Store.put_many

    def late(self: Store, batch: list[Incoming]) -> object:
        monkeypatch.setattr(Store, "put_many", put_many)
        with Store.open(home) as other:
            write(tmp_path, a=LIGHTHOUSE + "\nHe will miss the gulls.\n")
            take(other, [tmp_path / "a.txt"])
            other.delete([second])
        return put_many(self, batch)

    monkeypatch.setattr(Store, "put_many", late)
    report = reprocess(store)
    assert report.changed == 0
    assert store.get(first).blocks[-1].text == "He will miss the gulls."
    assert store.summary(second) is None


def test_a_story_deleted_on_its_way_is_passed_over(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = take(store, write(tmp_path, a=LIGHTHOUSE, b=ORCHARD)).ids
    grown_old(store)
    kept = Store.kept

    def late(self: Store, article_id: str) -> Kept:
        self.delete([first])
        return kept(self, article_id)

    monkeypatch.setattr(Store, "kept", late)
    report = reprocess(store)
    assert (report.same, report.failed) == (1, [])


def test_json_of_our_own_is_taken_at_its_word(store: Store, tmp_path: Path) -> None:
    article = Article(title="A title", region_path=("Asia", "Japan"), blocks=(Paragraph(text="Iran, Iran and Iran."),))
    path = tmp_path / "story.json"
    path.write_bytes(to_json(article))
    (story,) = take(store, [path]).ids
    grown_old(store)
    assert (reprocess(store).same, store.get(story).region_path) == (1, ("Asia", "Japan"))
