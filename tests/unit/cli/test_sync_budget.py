"""``sync --for`` and ``--max`` as a person at the command line meets them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.server import Server, http
from tests.faults.world import PAGES, item, page, serve_feed
from tests.unit.cli.conftest import Run
from tuireader.cli import output
from tuireader.measures import size_of, time_of

OWN = ("--allow-host", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    running.answers("/robots.txt", http(b"", status="404 Not Found"))
    yield running
    running.close()


@pytest.fixture
def feeds(run: Run, server: Server) -> list[str]:
    """Subscribe to a feed of six summaries in Africa, and one in Asia."""
    addresses = []
    for number, region in enumerate(("Africa", "Asia")):
        numbers = range(10 * number, 10 * number + 6)
        addresses.append(serve_feed(server, [item(server, n, whole=False) for n in numbers], path=f"/feed/{number}"))
        run("subscribe", addresses[-1], "--region", region, "--title", f"{region} Post", *OWN)
        for n in numbers:
            server.answers(f"/story/{n}", http(page(n), PAGES))
    return addresses


def test_the_report_ends_with_what_there_is_to_read(run: Run, feeds: list[str]) -> None:
    done = run("sync", "--for", "12m", *OWN)
    assert done.status == 0
    assert done.lines[-1].startswith("You have 1")
    assert done.lines[-1].endswith(" min to read, 4 stories, all whole.")
    at = done.lines.index("On board whole, and unread:")
    assert [line.split()[:3] for line in done.lines[at + 1 : at + 3]] == [["Africa", "2", "stories"], ["Asia", "2", "stories"]]
    assert "8 stories are not complete:" in done.lines
    assert "      8  left for the next sync: the reading time that you asked for is full" in done.lines
    assert len(run("list", "is:complete", "unread").lines) == 4
    assert "You have 1" in run("sync", "--for", "12m", "--due", *OWN).lines[-1]


def test_programs_get_what_is_on_board(run: Run, feeds: list[str]) -> None:
    report = run("sync", "--for", "12m", "--json", *OWN).objects[-1]
    assert [(one["region"], one["stories"]) for one in report["aboard"]] == [("Africa", 2), ("Asia", 2)]
    assert report["to_read"]["stories"] == 4
    assert 10 <= report["to_read"]["minutes"] <= 12
    assert report["left"] == len(report["incomplete"]) == 8
    assert run("sync", "--json", *OWN).objects[-1]["to_read"] is None


def test_quiet_says_nothing(run: Run, feeds: list[str]) -> None:
    assert run("sync", "--for", "12m", "-q", *OWN) == (0, "", "")


def test_bytes_are_told_of_and_limited(run: Run, feeds: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "error_is_terminal", lambda: True)
    done = run("sync", "--max", "1K", *OWN)
    assert done.status == 0
    assert "of 1.0 kB" in done.err
    assert done.lines[-1] == "Nothing unread is on board whole."


def test_a_dry_run_tells_what_would_be_chosen_and_why(run: Run, server: Server, feeds: list[str]) -> None:
    run("sync", "--for", "6m", *OWN)
    asked = len(server.requests)
    done = run("sync", "--for", "12m", "--dry-run", *OWN)
    assert done.lines[:2] == ["Africa Post", "Asia Post"]
    assert sum(line.endswith("· on board") for line in done.lines) == 2
    assert any(line.startswith("Asia · ") and "to be fetched, about " in line for line in done.lines)
    assert "2 feeds would be asked" in done.err
    assert "Nothing was fetched." in done.err
    plan = run("sync", "--for", "12m", "--dry-run", "--json", *OWN).objects
    assert len(plan) == 1
    assert plan[0]["minutes"] <= 12
    assert {one["completeness"] for one in plan[0]["chosen"]} == {"complete", "headline"}
    assert plan[0]["left"] + len(plan[0]["chosen"]) == 12
    assert len(server.requests) == asked


def test_a_region_alone(run: Run, feeds: list[str]) -> None:
    done = run("sync", "--for", "1h30m", "--region", "africa", *OWN)
    assert done.lines[-1].endswith("6 stories, all whole.")
    assert {each["region_path"][0] for each in run("list", "--json").objects} == {"Africa"}


@pytest.mark.parametrize("wrong", ["", "3", "0h", "3d", "h", "-3h", "3h3h", "m"])
def test_a_wrong_reading_time_is_told(run: Run, wrong: str) -> None:
    done = run("sync", f"--for={wrong}")
    assert done.status == 2
    assert "is no reading time; write 45m, 3h or 1h30m" in done.err


def test_without_subscriptions_the_way_to_them_is_told(run: Run) -> None:
    assert "no subscriptions yet" in run("sync", "--for", "3h").err


def test_time_for_one_story_and_for_none(run: Run, feeds: list[str]) -> None:
    assert run("sync", "--for", "1m", *OWN).lines[-1] == "Nothing unread is on board whole."
    assert run("sync", "--for", "4m", *OWN).lines[-1] == "You have 3 min to read, 1 story, whole."


def test_measures_read_well() -> None:
    assert [time_of(n) for n in (0, 1, 59, 60, 65, 185, 5_999, 6_000, 6_031, 90_000)] == [
        "0 min",
        "1 min",
        "59 min",
        "1 h",
        "1 h 05 min",
        "3 h 05 min",
        "99 h 59 min",
        "100 h",
        "100 h",
        "1,500 h",
    ]
    assert [size_of(n) for n in (0, 999, 1_000, 12_345, 123_456, 5_000_000_000)] == [
        "0 bytes",
        "999 bytes",
        "1.0 kB",
        "12.3 kB",
        "123 kB",
        "5.0 GB",
    ]
