"""What fits before the train: the freshest of every region, and never more than was asked for."""

from __future__ import annotations

from tuireader.sync.estimates import Candidate, Estimates
from tuireader.sync.packing import Budget, Packing, choose

NOW = 1_700_000_000
HOUR, DAY = 3600, 86400


def story(name: str, region: str = "Asia", hours: float = 1, words: int = 460, page: bool = False, pictures: int = 0) -> Candidate:
    return Candidate(name, region, NOW - int(hours * HOUR), "Harbour Post", words, page, pictures)


def packing(*stories: Candidate, minutes: int | None = None, size: int | None = None, estimates: Estimates | None = None) -> Packing:
    return Packing(stories, Budget.of(minutes, size), NOW, estimates)


def ids(stories: list[Candidate]) -> list[str]:
    return [one.id for one in stories]


def test_the_freshest_come_first_until_the_time_is_full() -> None:
    stories = [story(f"{hours}", hours=hours) for hours in (5, 1, 3, 2, 4)]
    chosen = packing(*stories, minutes=6)
    assert ids(choose(chosen)) == ["1", "2", "3"]
    assert chosen.words == 3 * 460


def test_a_story_that_is_too_long_gives_way_to_a_shorter_one() -> None:
    assert ids(choose(packing(story("long", hours=1, words=9_000), story("short", hours=2, words=230), minutes=3))) == ["short"]


def test_every_region_gets_its_turn_however_many_stories_another_has() -> None:
    asia = [story(f"asia {n}", "Asia", hours=n / 10) for n in range(100)]
    mali = story("mali", "Africa", hours=700)
    chosen = ids(choose(packing(*asia, mali, minutes=20)))
    assert "mali" in chosen
    assert len(chosen) == 10


def test_a_region_with_four_times_the_stories_fills_twice_the_time() -> None:
    asia = [story(f"asia {n}", "Asia", hours=n) for n in range(40)]
    africa = [story(f"africa {n}", "Africa", hours=n) for n in range(10)]
    chosen = choose(packing(*asia, *africa, minutes=18))
    assert [sum(one.region == region for one in chosen) for region in ("Asia", "Africa")] == [6, 3]


def test_among_equally_fresh_stories_those_on_board_come_first_for_they_cost_nothing() -> None:
    there, owed = story("there", hours=20), story("owed", hours=2, page=True)
    assert ids(choose(packing(owed, there, minutes=3))) == ["there"]


def test_todays_page_comes_before_what_has_been_on_board_for_a_week() -> None:
    there, owed = story("there", hours=24 * 8), story("owed", hours=2, page=True)
    assert ids(choose(packing(owed, there, minutes=4))) == ["owed"]


def test_what_is_on_board_counts_in_full_where_nothing_fresher_could_be_fetched() -> None:
    there = [story(f"there {n}", "Asia", hours=n, words=460) for n in range(10)]
    owed = [story(f"owed {n}", "Asia", hours=n, page=True) for n in range(10)]
    africa = [story(f"africa {n}", "Africa", hours=n, page=True) for n in range(10)]
    chosen = ids(choose(packing(*there, *owed, *africa, minutes=20)))
    # Africa has its turn, so that it isn't left without; the rest of the time is filled already.
    assert [name for name in chosen if not name.startswith("there")] == ["africa 0"]
    assert len(chosen) == 8 + 1


def test_what_has_been_on_board_for_long_doesnt_keep_todays_stories_away() -> None:
    there = [story(f"there {n}", "Asia", hours=100 + n, words=460) for n in range(10)]
    owed = [story(f"owed {n}", "Asia", hours=n, page=True) for n in range(10)]
    chosen = ids(choose(packing(*there, *owed, minutes=9)))
    assert chosen[:3] == ["owed 0", "owed 1", "owed 2"]


def test_bytes_are_kept_within_bounds_and_what_is_on_board_takes_none() -> None:
    pages = [story(f"page {n}", hours=n + 1, page=True) for n in range(5)]
    chosen = packing(*pages, story("there", hours=9), size=200_000)
    assert ids(choose(chosen)) == ["there", "page 0", "page 1"]
    assert chosen.bytes == 180_000
    assert ids(chosen.left) == ["page 2", "page 3", "page 4"]


def test_missing_pictures_cost_bytes_and_the_words_are_known() -> None:
    estimates = Estimates()
    estimates.learn_picture(50_000)
    assert estimates.cost(story("a", words=300, pictures=3)) == (300, 150_000)


def test_what_comes_tells_what_the_next_is_like() -> None:
    estimates = Estimates([("Harbour Post", 1_000), ("Harbour Post", 1_200), ("Harbour Post", 900), ("Inland Post", 100)])
    assert estimates.cost(story("a", page=True)) == (1_000, 90_000)
    for size in (10_000, 30_000, 20_000):
        estimates.learn_page(size, pictures=2)
    estimates.learn_picture(5_000)
    assert estimates.cost(story("a", page=True)) == (1_000, 30_000)
    other = story("b", page=True)._replace(source="Unknown Post")
    assert estimates.cost(other).words == 950


def test_what_was_learnt_holds_for_the_next_sync() -> None:
    first = Estimates()
    for size in (20_000, 30_000, 40_000):
        first.learn_page(size, pictures=1)
    assert first.sizes == "30000 1 -"
    assert Estimates(sizes=first.sizes).cost(story("a", page=True)) == (600, 30_000 + 120_000)
    for nonsense in ("", "x y z", "- - -", "-5", "\u0663"):
        assert Estimates(sizes=nonsense).cost(story("a", page=True)) == (600, 90_000)


def test_a_page_is_never_thought_shorter_than_its_summary() -> None:
    assert Estimates().cost(story("a", words=900, page=True)).words == 900


def test_what_came_longer_leaves_less_room_and_what_came_shorter_more() -> None:
    pages = [story(f"{n}", hours=n + 1, page=True) for n in range(6)]
    known = Estimates([("Inland Post", 600)] * 3)
    going = packing(*pages, minutes=12, estimates=known)  # 2,760 words: four pages of 600
    assert going.take() == pages[0]
    assert going.take() == pages[1]
    assert going.take() is None  # were those two twice as long, there would be no room for a third
    going.settle("0", 2_000)
    going.settle("1", 300)
    assert going.words == 2_300
    assert going.take() is None  # 600 don't fit into 460
    for words in (200, 100, 150):
        going.estimates.learn_words("Harbour Post", words)
    assert going.take() is None
    going.again()
    assert going.take() == pages[2]


def test_nothing_known_means_one_page_after_the_other_at_first() -> None:
    going = packing(*(story(f"{n}", hours=n + 1, page=True) for n in range(30)), minutes=600)
    on_their_way: list[Candidate] = []
    waves = []
    for _ in range(5):
        while (one := going.take()) is not None:
            on_their_way.append(one)
        waves.append(len(on_their_way))
        for one in on_their_way:
            going.estimates.learn_words(one.source, 400)
            going.settle(one.id, 400)
        on_their_way.clear()
    assert waves == [1, 2, 4, 8, 15]


def test_one_very_long_page_makes_the_others_come_singly() -> None:
    going = packing(
        *(story(f"{n}", hours=n + 1, page=True) for n in range(30)), minutes=600, estimates=Estimates([("Inland Post", 500)] * 9)
    )
    assert going.take() is not None
    going.estimates.learn_words("Harbour Post", 100_000)
    assert going.take() is None


def test_a_page_that_doesnt_come_gives_its_room_back() -> None:
    pages = [story("first", hours=1, page=True), story("second", hours=2, page=True)]
    going = packing(*pages, minutes=3)
    assert going.take() == pages[0]
    assert going.take() is None
    going.settle("first", 0)
    going.again()
    assert going.take() == pages[1]


def test_a_page_that_came_still_holds_room_for_its_pictures() -> None:
    going = packing(story("a", page=True), size=1_000_000)
    going.take()
    going.spent = 40_000
    going.correct("a", 500, 300_000)
    assert (going.words, going.bytes) == (500, 340_000)
    going.spent = 320_000
    going.settle("a", 500)
    assert (going.words, going.bytes) == (500, 320_000)


def test_without_limits_all_is_taken() -> None:
    pages = [story(f"{n}", hours=n, page=True) for n in range(200)]
    going = packing(*pages)
    assert len(choose(going)) == 200
    assert going.left == []
