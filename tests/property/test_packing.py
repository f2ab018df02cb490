"""Choosing before the train, whatever there is to choose from."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tuireader.sync.estimates import Candidate, Estimates
from tuireader.sync.packing import Budget, Packing, choose

NOW = 1_700_000_000
REGIONS = ("Africa", "Asia", "Europe", "Oceania", "World")
STORIES = st.lists(
    st.builds(
        Candidate,
        id=st.integers(0, 10**9).map(str),
        region=st.sampled_from(REGIONS),
        moment=st.integers(NOW - 40 * 86400, NOW + 7200),
        source=st.sampled_from(["Harbour Post", "Inland Post", ""]),
        words=st.integers(0, 5_000),
        page=st.booleans(),
        pictures=st.integers(0, 4),
    ),
    max_size=60,
    unique_by=lambda one: one.id,
)
BUDGETS = st.builds(Budget, st.none() | st.integers(0, 40_000), st.none() | st.integers(0, 5_000_000))


@given(STORIES, BUDGETS)
def test_never_more_is_chosen_than_fits(stories: list[Candidate], budget: Budget) -> None:
    estimates = Estimates()
    chosen = choose(Packing(stories, budget, NOW))
    costs = [estimates.cost(one) for one in chosen]
    assert budget.words is None or sum(cost.words for cost in costs) <= budget.words
    assert budget.bytes is None or sum(cost.bytes for cost in costs) <= budget.bytes
    assert len({one.id for one in chosen}) == len(chosen)


@given(STORIES, st.integers(1, 40_000))
def test_no_region_starves_while_there_is_room_for_one_story_of_each(stories: list[Candidate], words: int) -> None:
    regions = {one.region for one in stories}
    fitting = [one for one in stories if Estimates().cost(one).words <= words // max(1, len(regions))]
    chosen = choose(Packing(fitting, Budget(words), NOW))
    assert {one.region for one in chosen} == {one.region for one in fitting}


@given(STORIES, BUDGETS, st.integers())
def test_the_order_in_which_stories_are_found_decides_nothing(stories: list[Candidate], budget: Budget, seed: int) -> None:
    shuffled = list(stories)
    random.Random(seed).shuffle(shuffled)
    assert choose(Packing(shuffled, budget, NOW)) == choose(Packing(stories, budget, NOW))


@given(STORIES, BUDGETS)
def test_nothing_is_left_behind_that_would_still_fit(stories: list[Candidate], budget: Budget) -> None:
    packing = Packing(stories, budget, NOW)
    chosen = choose(packing)
    for one in set(stories) - set(chosen):
        cost = packing.estimates.cost(one)
        too_long = budget.words is not None and packing.words + cost.words > budget.words
        assert too_long or (budget.bytes is not None and packing.bytes + cost.bytes > budget.bytes)


@given(STORIES, st.integers(0, 40_000), st.lists(st.floats(0.0, 2.0), min_size=1, max_size=20), st.integers(1, 8))
def test_pages_up_to_twice_as_long_as_thought_never_exceed_the_time_by_more_than_one(
    stories: list[Candidate], words: int, factors: list[float], at_once: int
) -> None:
    packing = Packing(stories, Budget(words), NOW)
    going: list[tuple[str, int]] = []
    largest = came = 0
    for turn in range(10 * len(stories) + 1):
        story = packing.take() if len(going) < at_once else None
        if story is None:
            if not going:
                break
            one, brought = going.pop(0)
            packing.settle(one, brought)
        elif not story.on_board:
            brought = int(packing.estimates.cost(story).words * factors[turn % len(factors)])
            largest, came = max(largest, brought), came + brought
            going.append((story.id, brought))
        else:
            came += story.words
    assert came <= words + largest
