"""Seeded damage to a store's files: nothing worse than an error that says what to do, every damage found, and what was whole comes back."""

from __future__ import annotations

import contextlib
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tuireader.article import Article, Paragraph, Place, Quote, identity_key, picture_addresses
from tuireader.errors import StoreError
from tuireader.query import Query, parse
from tuireader.store import Incoming, Original, Picture, Store
from tuireader.store.checking import check
from tuireader.store.repairing import repair

STORIES = 40
FILES = ("catalogue.db", "bodies/cache.db")


def address(number: int) -> str:
    return f"https://news.example/{number}.jpg"


def picture(number: int) -> Picture:
    return Picture(address(number), random.Random(number).randbytes(9_000), "image/jpeg", 640, 480)


def story(number: int) -> Incoming:
    rng = random.Random(number)
    text = " ".join(
        rng.choice(("storm", "vote", "talks", "river", "strike", "match", "court")) + str(rng.randrange(99)) for _ in range(200)
    )
    article = Article(
        title=f"Headline {number}",
        url=f"https://news.example/{number}",
        source="BBC News",
        region_path=(("Asia", "Japan"), ("Europe", "France"), ("Africa",))[number % 3],
        places=(Place(code="JP", name="Japan", count=1),),
        published=datetime.fromtimestamp(1_700_000_000 + number, UTC),
        words=200,
        lead_picture=address(number) if number % 4 == 0 else None,
        blocks=(Paragraph(text=text, quotes=(Quote(start=0, end=4, text="word", speaker="Somebody"),)),),
    )
    wanted = (article.lead_picture,) if article.lead_picture else ()
    return Incoming(article, identity_key(article, ""), Original(text.encode(), 1), pictures=wanted)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with stories, marks, a deleted story and a backup of the marks."""
    home = tmp_path_factory.mktemp("whole") / "home"
    with Store.open(home) as store:
        stored = store.put_many([story(number) for number in range(STORIES)])
        ids = [one.id for one in stored]
        store.mark(ids[::3], read=True)
        store.mark(ids[::5], starred=True)
        store.move(ids[7], ["Middle East", "Iran"])
        store.pictures.put_many([picture(number) for number in range(0, STORIES, 4)])
        store.delete([ids[9]])
        store.back_up(due=False)
    return home


def marks(store: Store) -> dict[str, tuple[bool, bool, str]]:
    return {row.id: (row.read, row.starred, row.region) for row in store.page(Query(), 1000).rows}


@pytest.fixture(scope="module")
def expected(whole: Path) -> dict[str, tuple[bool, bool, str]]:
    with Store.open(whole) as store:
        return marks(store)


def damage(home: Path, rng: random.Random) -> str:
    """Damage one file of the store; return what was done."""
    file = home / rng.choice(FILES)
    data = bytearray(file.read_bytes())
    kind = rng.choice(("bit", "bits", "cut", "page", "empty", "gone", "swap", "noise"))
    if kind in ("bit", "bits"):
        for _ in range(1 if kind == "bit" else 30):
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif kind == "cut":
        del data[rng.randrange(1, len(data)) :]
    elif kind == "page":
        at = rng.randrange(len(data) // 4096) * 4096
        data[at : at + 4096] = bytes(4096)
    elif kind == "noise":
        at = rng.randrange(len(data))
        data[at : at + 500] = rng.randbytes(min(500, len(data) - at))
    elif kind == "swap":
        first, second = (rng.randrange(len(data) // 4096) * 4096 for _ in range(2))
        data[first : first + 4096], data[second : second + 4096] = data[second : second + 4096], data[first : first + 4096]
    if kind == "gone":
        file.unlink()
    else:
        file.write_bytes(b"" if kind == "empty" else data)
    return f"{file.name}: {kind}"


def use(home: Path) -> None:
    """Do what a reader does; only the store's own errors may come."""
    with contextlib.suppress(StoreError), Store.open(home) as store:
        rows = store.page(Query(), 100).rows
        store.counts()
        store.search(parse("storm1*"))
        for row in rows:
            with contextlib.suppress(StoreError):
                for shown in picture_addresses(store.get(row.id)):
                    store.pictures.get(shown)
        for row in rows[:3]:
            store.mark([row.id], read=row.read)


def survives(whole: Path, expected: dict[str, tuple[bool, bool, str]], home: Path, seed: int) -> None:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(whole, home)
    what = f"seed {seed}: {damage(home, random.Random(seed))}"
    use(home)
    found = check(home)
    result = repair(home)
    after = check(home)
    assert after.whole, (what, found, after)
    with Store.open(home) as store:
        kept = marks(store)
        rebuilt = any(damage.kind == "catalogue" for damage in found.damages)
        known = store.pictures.known(address(number) for number in range(STORIES))
        for article_id in kept:
            for shown in picture_addresses(store.get(article_id)):
                assert shown in known or store.pictures.owed(0, article_id) or rebuilt, what
        for number in range(0, STORIES, 4):
            assert store.pictures.get(address(number)) == (picture(number) if address(number) in known else None)
        assert [one.outcome for one in store.put_many([story(9)])] == ["deleted"], what
        for article_id, mark in kept.items():
            assert mark == expected[article_id], (what, found.damages[:3])
        broken = sum(damage.kind in ("missing", "damaged", "bodies") for damage in found.damages)
        assert kept or broken, (what, found)
        assert broken or (kept == expected and len(known) == STORIES // 4), (what, result)


@pytest.mark.parametrize("block", range(4))
def test_damage_is_found_and_mended(whole: Path, expected: dict[str, tuple[bool, bool, str]], tmp_path: Path, block: int) -> None:
    for seed in range(block * 10, block * 10 + 10):
        survives(whole, expected, tmp_path / "broken", seed)


@pytest.mark.torture
@pytest.mark.parametrize("block", range(20))
def test_damage_is_found_and_mended_long(whole: Path, expected: dict[str, tuple[bool, bool, str]], tmp_path: Path, block: int) -> None:
    for seed in range(1000 + block * 50, 1000 + block * 50 + 50):
        survives(whole, expected, tmp_path / "broken", seed)
