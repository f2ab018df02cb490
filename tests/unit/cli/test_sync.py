"""Subscriptions and sync as a person at the command line meets them."""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.faults.server import Server, http
from tests.faults.world import LOGIN, PAGES, headline, item, page, serve_feed
from tests.unit.cli.conftest import Run
from tuireader.cli import output
from tuireader.store import Store
from tuireader.sync.known import known_feeds

OWN = ("--allow-host", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def feed(server: Server) -> str:
    return serve_feed(server, [item(server, n) for n in (1, 2)])


def test_a_feed_is_subscribed_to_and_synced(run: Run, server: Server, feed: str) -> None:
    done = run("subscribe", feed, "--region", "norway", "--section", "Shipping", *OWN)
    assert (done.status, done.lines) == (0, [f"subscribed to Harbour News ({feed}): Europe › Norway, 2 stories now"])
    done = run("sync", *OWN)
    assert done.status == 0
    assert done.lines[0] == "Harbour News: 2 stories in its feed"
    assert done.lines[1].startswith("2 new stories, ")
    assert done.lines[2].startswith("1 feed asked, ")
    assert [row["title"] for row in run("list", "--json").objects] == [headline(2), headline(1)]
    done = run("sync", *OWN)
    assert done.lines[0] == "0 new stories"
    assert "1 with nothing new" in done.lines[1]


def test_a_page_leads_to_its_feeds(run: Run, server: Server, feed: str) -> None:
    links = '<link rel=alternate type="application/rss+xml" title="{}" href="{}">'
    head = links.format("Broken", "/broken") + links.format("News", "/feed") + links.format("Sport", "/sport")
    server.answers("/broken", http(b"", status="404 Not Found"))
    home = server.answers("/", http(f"<html><head>{head}</head><body>Welcome</body></html>".encode(), PAGES))
    done = run("subscribe", home, *OWN)
    assert done.status == 0
    assert done.lines[0].startswith(f"subscribed to Harbour News ({feed})")
    assert f"  this page has another feed: {server.url('/sport')} (Sport)" in done.lines


def test_an_address_that_leads_to_no_feed(run: Run, server: Server) -> None:
    done = run("subscribe", server.answers("/", http(LOGIN, PAGES)), *OWN)
    assert (done.status, done.out) == (1, "")
    assert "no feed is named on this page" in done.err
    done = run("subscribe", server.answers("/gone", http(b"", status="410 Gone")), *OWN)
    assert "gone for good" in done.err
    done = run("subscribe", "the daily example")
    assert (done.status, "subscriptions catalogue" in done.err) == (1, True)


def test_a_page_whose_feed_doesnt_come(run: Run, server: Server) -> None:
    server.answers("/feed", http(b"", status="403 Forbidden"))
    page = b'<link rel=alternate type="application/rss+xml" href="/feed">'
    done = run("subscribe", server.answers("/", http(page, PAGES)), *OWN)
    assert done.status == 1
    assert "refuses to show this" in done.err


def test_subscribing_again_changes_the_settings(run: Run, feed: str) -> None:
    run("subscribe", feed, *OWN)
    done = run("subscribe", feed, "--region", "Asia", "--no-full-text", "--interval", "2h", "--title", "Mine", "--user-agent", "me")
    assert "changed as you say" in done.out
    (one,) = run("subscriptions", "--json").objects
    assert (one["region"], one["full_text"], one["interval"], one["title"], one["user_agent"]) == (["Asia"], False, 7200, "Mine", "me")
    assert run("subscribe", feed).lines == [f"subscribed already to Mine ({feed})"]


@pytest.mark.parametrize("argv", [["--region", "Atlantis"], ["--interval", "often"], ["--interval", "0h"]])
def test_settings_that_cant_be(run: Run, argv: list[str]) -> None:
    done = run("subscribe", "bbc-world", *argv)
    assert (done.status, done.out) == (2, "")
    assert run("subscriptions", "--json").objects == []


def test_unsubscribing_keeps_the_stories(run: Run, feed: str) -> None:
    run("subscribe", feed, *OWN)
    run("sync", *OWN)
    done = run("unsubscribe", "harbour news", "nothing")
    assert done.status == 1
    assert "its stories stay" in done.out
    assert "nothing: there is no such subscription" in done.err
    assert len(run("list", "--json").lines) == 2
    assert "no subscriptions yet" in run("subscriptions").err


def test_two_of_one_name_are_told_apart_by_address(run: Run, server: Server, feed: str) -> None:
    other = serve_feed(server, [item(server, 3)], path="/other")
    run("subscribe", feed, *OWN)
    run("subscribe", other, *OWN)
    done = run("unsubscribe", "Harbour News")
    assert (done.status, "2 subscriptions are called so" in done.err) == (1, True)
    assert run("unsubscribe", other).status == 0


# The catalogue


def test_the_catalogue_is_chosen_from_by_name_and_nothing_is_fetched(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("asked for something"))
    shown = run("subscriptions", "catalogue")
    assert "  Oceania" not in shown.out
    assert "Oceania" in shown.lines
    done = run("subscribe", "rnz-pacific")
    assert done.lines[0].startswith("subscribed to RNZ, Pacific (https://www.rnz.co.nz/rss/pacific.xml): Oceania, from the catalogue")
    chosen = [each["name"] for each in run("subscriptions", "catalogue", "--json").objects if each["subscribed"]]
    assert chosen == ["rnz-pacific"]
    assert run("unsubscribe", "rnz-pacific").status == 0


def test_the_catalogue_has_five_of_each_region_and_no_two_alike(run: Run) -> None:
    from tuireader.meaning.gazetteer import DESKS
    from tuireader.meaning.region_names import region_path

    feeds = known_feeds()
    for desk in DESKS:
        assert sum((each.region[:1] or ("World",)) == (desk,) for each in feeds) >= 5
    assert all(not each.region or region_path(" > ".join(each.region)) == each.region for each in feeds)
    for field in ("name", "title", "address"):
        assert len({getattr(each, field) for each in feeds}) == len(feeds)
    assert all(each.address.startswith("https://") for each in feeds)


# Lists of subscriptions


OPML = """<opml version="2.0"><body><outline text="Asia"><outline text="Japan"><outline type="rss" text="Kansai" xmlUrl="https://a.example/feed"/>
</outline></outline><outline text="Fun"><outline type="rss" text="Jokes" xmlUrl="https://b.example/feed"/></outline></body></opml>"""


def test_lists_come_in_by_their_folders_and_go_out_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.opml"
    path.write_text(OPML, encoding="utf-8")
    assert run("subscriptions", "import", path).lines == ["2 new subscriptions"]
    assert run("subscriptions", "import", path).lines == ["0 new subscriptions, 2 there already"]
    regions = {each["title"]: each["region"] for each in run("subscriptions", "--json").objects}
    assert regions == {"Kansai": ["Asia", "Japan"], "Jokes": []}
    assert {each["title"]: each["section"] for each in run("subscriptions", "--json").objects} == {"Kansai": None, "Jokes": "Fun"}
    out = tmp_path / "out.opml"
    assert run("subscriptions", "export", out).status == 0
    assert run("subscriptions", "export").out == out.read_text(encoding="utf-8")
    run("unsubscribe", "Kansai", "Jokes")
    assert run("subscriptions", "import", out).lines == ["2 new subscriptions"]
    assert {each["title"]: each["region"] for each in run("subscriptions", "--json").objects} == regions


def test_what_is_no_list_is_said_so(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Asia\n\nA headline of a story\n\nSomething happened there on Tuesday, they said.\n", encoding="utf-8")
    done = run("subscriptions", "import", story, tmp_path / "missing.opml")
    assert done.status == 1
    assert "there are no subscriptions in it" in done.err
    assert "no such file" in done.err
    assert run("subscriptions", "export", tmp_path / "no" / "folder.opml").status == 1
    assert run("subscriptions", "check", "file").status == 2
    assert run("subscriptions", "export", "a", "b").status == 2


def test_a_password_isnt_shown_or_exported(run: Run, server: Server, feed: str) -> None:
    run("subscribe", feed.replace("http://", "http://reader:secret@"), *OWN)
    assert run("sync", *OWN).status == 0
    assert "Authorization: Basic" in server.requests[-1]
    assert "secret" not in "".join(run("subscriptions", *more).out for more in ([], ["--json"], ["export"]))
    assert "secret" not in run("list", "--json").out


def test_checking_says_which_feeds_answer_and_stores_nothing(run: Run, server: Server, feed: str) -> None:
    run("subscribe", feed, *OWN)
    bad = serve_feed(server, [item(server, 3)], path="/bad")
    run("subscribe", bad, "--title", "Bad", *OWN)
    server.answers("/bad", http(b"", status="404 Not Found"))
    done = run("subscriptions", "check", *OWN)
    assert done.status == 1
    assert [line.split()[0] for line in done.lines] == ["✗", "✓"]
    assert "has no such page" in done.lines[0]
    assert done.lines[1].endswith("2 stories")
    assert [each["answers"] for each in run("subscriptions", "check", "--json", *OWN).objects] == [False, True]
    assert run("list", "--json").lines == []


def test_servers_of_ones_own_may_be_named_in_the_settings(run: Run, feed: str, home: Path) -> None:
    assert run("subscribe", feed).status == 1
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text('[sync]\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8")
    assert run("subscribe", feed).status == 0
    assert run("subscriptions", "check").status == 0
    assert run("sync").lines[0] == "Harbour News: 2 stories in its feed"


# How they fare


def test_each_says_in_words_how_it_fares(run: Run, server: Server, feed: str, home: Path) -> None:
    run("subscribe", feed, *OWN)
    assert run("subscriptions").lines[0].endswith("not synced yet")
    run("sync", *OWN)
    assert "synced just now, next in " in run("subscriptions").out
    server.answers("/feed", http(b"", status="500 Oops"))
    done = run("sync", *OWN)
    assert done.status == 1
    assert f"Harbour News ({feed}): 127.0.0.1 answers with an error (status 500)" in done.err
    assert "failed once: 127.0.0.1 answers with an error (status 500), last well just now" in run("subscriptions").out
    server.answers("/feed", http(b"", status="410 Gone"))
    run("sync", *OWN)
    assert "gone for good" in run("subscriptions").lines[0]
    assert "no feed is to be asked now" in run("sync", *OWN).err


# Sync


def test_the_report_says_what_is_not_complete_and_why(run: Run, server: Server) -> None:
    server.answers("/robots.txt", http(b"", status="404 Not Found"))
    run("subscribe", serve_feed(server, [item(server, n, whole=False) for n in (1, 2, 3)]), *OWN)
    server.answers("/story/1", http(page(1), PAGES))
    for n in (2, 3):
        server.answers(f"/story/{n}", http(b"", status="403 Forbidden"))
    done = run("sync", *OWN)
    assert "1 page read for full text" in done.out
    assert done.lines[-2:] == [
        "2 stories are not complete:",
        "      2  the feed gives only a summary, and 127.0.0.1 refuses to show this (status 403)",
    ]
    assert done.status == 0


def test_pictures_are_told_of_and_chosen_now_or_in_the_settings(run: Run, server: Server, home: Path) -> None:
    photo = BytesIO()
    Image.linear_gradient("L").save(photo, "JPEG")
    there, gone = server.answers("/there.jpg", http(photo.getvalue())), server.answers("/gone.jpg", http(b"", status="410 Gone"))
    figures = "".join(f'<figure><img src="{address}"><figcaption>The quay</figcaption></figure>' for address in (there, gone))
    shown = figures + "<p>" + "The ferry left the harbour at dawn, with letters in its bag. " * 30
    run("subscribe", serve_feed(server, [item(server, 1, body=shown)]), *OWN)
    assert "pictures" not in run("sync", "--pictures", "none", *OWN).out
    serve_feed(server, [item(server, 1, body=shown), item(server, 2, body=shown)])
    (home / "config.toml").write_text('[pictures]\nfetch = "all"\nbudget = "0"\n')
    assert "2 pictures not fetched: the room for pictures is full" in run("sync", *OWN).out
    plan = run("sync", "--dry-run", *OWN)
    assert "and 2 pictures still owed; nothing was fetched" in plan.err
    assert run("sync", "--dry-run", "--json", *OWN).objects[0]["pictures"] == [gone, there]
    assert run("list", "--json", "title:2").objects[0]["completeness"] == "partial"
    (home / "config.toml").unlink()
    done = run("sync", *OWN)
    assert "1 picture stored in" in done.out
    assert done.lines[-2:] == ["1 picture didn't come:", f"      1  127.0.0.1 has no such picture (status 410): {gone}"]
    assert done.status == 0
    report = run("sync", "--json", *OWN).objects[-1]
    assert (report["pictures"], report["picture_bytes"], report["pictures_missing"], report["pictures_over_budget"]) == (0, 0, [], 0)
    assert "1 stored" in run("stats").out
    assert run("list", "--json", "title:2").objects[0]["completeness"] == "complete"  # for the other can't be had


def test_pages_can_be_left_for_later(run: Run, server: Server) -> None:
    server.answers("/robots.txt", http(b"", status="404 Not Found"))
    run("subscribe", serve_feed(server, [item(server, 1, whole=False)]), *OWN)
    assert "1 story is not complete" in run("sync", "--no-pages", *OWN).out
    assert not any("/story/" in request for request in server.requests)
    server.answers("/story/1", http(page(1), PAGES))
    assert "1 page read for full text" in run("sync", *OWN).out


def test_programs_get_an_object_an_event_and_the_report_last(run: Run, feed: str) -> None:
    run("subscribe", feed, *OWN)
    events = run("sync", "--json", *OWN).objects
    assert [event["event"] for event in events if event["event"] != "progress"] == ["feed", "report"]
    report = events[-1]
    assert (report["new"], report["failed"], report["offline"]) == (2, [], False)
    assert len(report["ids"]) == 2
    assert run("sync", "--json", "--due", *OWN).objects[-1]["feeds"] == 0


def test_a_terminal_shows_one_line_that_is_written_over(run: Run, feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("subscribe", feed, *OWN)
    monkeypatch.setattr(output, "error_is_terminal", lambda: True)
    done = run("sync", *OWN)
    assert "0 of 1 feed" in done.err
    assert "\r" in done.err
    assert "in its feed" not in done.out


def test_quiet_says_nothing(run: Run, feed: str) -> None:
    run("subscribe", feed, *OWN)
    assert run("sync", "-q", *OWN) == (0, "", "")


def test_a_dry_run_says_what_would_be_asked_and_asks_nothing(run: Run, server: Server, feed: str) -> None:
    run("subscribe", feed, "--region", "Asia", *OWN)
    asked = len(server.requests)
    assert run("sync", "--dry-run").lines == ["Harbour News"]
    assert run("sync", "--dry-run", "--region", "Africa").lines == []
    assert run("sync", "--dry-run", "--json").objects == [{"event": "plan", "feeds": [feed], "pages": [], "pictures": []}]
    assert len(server.requests) == asked


@pytest.mark.parametrize("as_json", [False, True])
def test_no_network_is_one_line_and_changes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch, as_json: bool) -> None:
    run("subscribe", "bbc-world")
    run("subscribe", "npr")
    before = run("subscriptions", "--json").out

    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_AGAIN, "no network")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    done = run("sync", *(["--json"] if as_json else []))
    assert done.status == 1
    assert done.err.startswith("tuireader: no network")
    assert done.err.count("\n") == 1
    assert bool(done.out) == as_json
    assert run("subscriptions", "--json").out == before


def test_without_subscriptions_the_way_to_them_is_told(run: Run) -> None:
    done = run("sync")
    assert (done.status, done.out) == (0, "")
    assert "tuireader subscribe URL" in done.err
    assert json.loads(run("sync", "--json").out)["feeds"] == 0


def test_an_interruption_keeps_what_came(run: Run, server: Server, feed: str, home: Path) -> None:
    run("subscribe", feed, *OWN)
    run("subscribe", serve_feed(server, [item(server, 3)], path="/slow"), *OWN)

    def interrupt(connection: socket.socket, request: str) -> None:
        """Wait until the other feed is stored, then press Ctrl-C and say nothing."""
        for _ in range(100):
            with Store.open(home, read_only=True) as store:
                if any(one.last_success for one in store.subscriptions.all()):
                    break
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)
        server.stall(connection, request)

    server.behaves("/slow", interrupt)
    done = run("sync", *OWN)
    assert done.status == 130
    assert "stopped; what came is stored" in done.err
    assert len(run("list", "--json").lines) == 2
