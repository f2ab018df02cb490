from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.stories import LIGHTHOUSE
from tests.unit.cli.conftest import Run
from tuireader.errors import FetchError
from tuireader.sync import bringing
from tuireader.sync import fetch as fetching
from tuireader.sync.fetch import Fetched


def test_it_says_what_came_in(run: Run, paths: list[Path]) -> None:
    assert run("import", *paths[:2]).out == "2 new stories\n"
    paths[0].write_text(LIGHTHOUSE.replace("sensors", "lamps"))
    assert run("import", paths[0].parent).out == "1 new story, 1 updated, 1 there already\n"


def test_what_failed_is_named_on_standard_error_with_its_reason(run: Run, paths: list[Path], tmp_path: Path) -> None:
    ran = run("import", tmp_path / "missing", paths[0])
    assert (ran.status, ran.out) == (1, "1 new story, 1 failed\n")
    assert ran.err == f"tuireader: {tmp_path}/missing: no such file or folder\n"


def test_quietly_it_says_only_what_failed(run: Run, paths: list[Path], tmp_path: Path) -> None:
    ran = run("import", "--quiet", tmp_path / "missing", paths[0])
    assert (ran.status, ran.out) == (1, "")
    assert "no such file" in ran.err


def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LIGHTHOUSE.encode())))
    assert run("import", "-").out == "1 new story\n"


def test_nothing_to_import_is_a_mistake(run: Run) -> None:
    assert run("import").status == 2


def test_a_name_full_of_escape_sequences_shows_as_text(run: Run, tmp_path: Path) -> None:
    ran = run("import", tmp_path / "\x1b]0;owned\x07news\x1b[31m")
    assert ran.status == 1
    assert "\x1b" not in ran.err
    assert "\x07" not in ran.err


def test_a_terminal_sees_progress_and_a_pipe_does_not(
    run: Run, paths: list[Path], terminal: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\r" not in run("import", paths[0]).err
    terminal(60)
    seen = run("import", paths[0].parent)
    assert "\r1 file of " in seen.err
    assert seen.err.endswith("\r")
    assert max(map(len, seen.err.split("\r"))) < 60


def test_an_address_is_fetched(run: Run, monkeypatch: pytest.MonkeyPatch, terminal: Callable[..., None]) -> None:
    asked: list[tuple[str, list[str]]] = []

    def fetch(url: str, *, allow_hosts: list[str], on_progress: Callable[[int, int | None], None], **_: object) -> Fetched:
        asked.append((url, allow_hosts))
        on_progress(2000, None)
        return Fetched(url, "http://news.example/lamp", 200, "text/plain", "utf-8", LIGHTHOUSE.encode())

    monkeypatch.setattr(fetching, "fetch", fetch)
    terminal(80)
    ran = run("import", "--allow-host", "news.example", "http://news.example/old")
    assert (ran.status, ran.out) == (0, "1 new story\n")
    assert "2.0 kB of http://news.example/old" in ran.err
    assert asked == [("http://news.example/old", ["news.example"])]
    (story,) = run("list", "--json").objects
    assert story["url"] == "http://news.example/lamp"


def test_addresses_of_a_list_are_fetched(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, **_: object) -> Fetched:
        if url.endswith("two"):
            raise FetchError("news.example has no such page (status 404)", url)
        return Fetched(url, url, 200, "text/plain", "utf-8", LIGHTHOUSE.encode())

    monkeypatch.setattr(fetching, "fetch", fetch)
    (tmp_path / "later.txt").write_text("https://news.example/one\nhttps://news.example/two\n")
    ran = run("import", tmp_path / "later.txt")
    assert (ran.status, ran.out) == (1, "1 new story, 1 failed\n")
    assert "https://news.example/two: news.example has no such page" in ran.err


def test_an_address_that_fails_is_named_and_the_rest_comes_in(run: Run, paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str, **more: object) -> Fetched:
        raise FetchError("no network: news.example can't be looked up", url)

    monkeypatch.setattr(fetching, "fetch", fetch)
    ran = run("import", "https://news.example/a", paths[0])
    assert (ran.status, ran.out) == (1, "1 new story, 1 failed\n")
    assert ran.err == "tuireader: https://news.example/a: no network: news.example can't be looked up\n"


@pytest.mark.parametrize("address", ["ftp://news.example/a", "file:///etc/passwd", "javascript://x"])
def test_other_addresses_are_refused(run: Run, address: str) -> None:
    ran = run("import", address)
    assert ran.status == 1
    assert "only http and https are fetched" in ran.err


def test_a_server_on_this_computer_is_refused(run: Run) -> None:
    ran = run("import", "http://127.0.0.1:9/")
    assert ran.status == 1
    assert "this computer itself, which is refused" in ran.err
    assert "--allow-host 127.0.0.1" in ran.err


def test_a_page_of_an_allowed_server_comes_in_over_http(run: Run) -> None:
    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(LIGHTHOUSE.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/lamp"
        assert run("import", "--allow-host", "127.0.0.1", address).out == "1 new story\n"
    (story,) = run("list", "--json").objects
    assert (story["url"], story["title"]) == (address, "Iceland lighthouse keeper counts his last ship")


def test_marks_of_another_readers_list_come_with_the_pages_that_it_names(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(url: str, **more: object) -> Fetched:
        page = f"<html><body><h1>Lamp {url[-1]}</h1><p>It burned all night on the pier, and nobody came to look at it.</p></body></html>"
        # It answers from another address than the one on the list.
        return Fetched(url, f"{url}/", 200, "text/html", None, page.encode())

    monkeypatch.setattr(fetching, "fetch", fetched)
    exported = tmp_path / "instapaper.csv"
    rows = ["https://lamp.example/1,A,,Archive,1", "https://lamp.example/2,B,,Starred,1", "https://lamp.example/3,C,,Unread,1"]
    exported.write_text("\n".join(["URL,Title,Selection,Folder,Timestamp", *rows]), encoding="utf-8")
    assert run("import", exported).out == "3 new stories, 2 marked as the file says\n"
    marks = {story["title"]: (story["read"], story["starred"]) for story in run("list", "--json").objects}
    assert marks == {"Lamp 1": (True, False), "Lamp 2": (False, True), "Lamp 3": (False, False)}


def test_a_long_list_is_fetched_in_several_imports(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fetched(url: str, **more: object) -> Fetched:
        asked.append(url[-1])
        return Fetched(url, url, 200, "text/plain", None, LIGHTHOUSE.replace("Iceland", url[-1]).encode())

    monkeypatch.setattr(fetching, "fetch", fetched)
    monkeypatch.setattr(bringing, "MOST_ADDRESSES", 2)
    listed = tmp_path / "later.txt"
    listed.write_text("".join(f"https://lamp.example/{number}\n" for number in range(3)), encoding="utf-8")
    assert run("import", listed).out == "2 new stories, 1 address not fetched (the same import goes on with it)\n"
    assert run("import", listed).out == "1 new story, 2 there already\n"
    assert asked == ["0", "1", "2"]


def test_an_interruption_is_quiet_and_keeps_what_came(run: Run, paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(url: str, **more: object) -> Fetched:
        raise KeyboardInterrupt

    monkeypatch.setattr(fetching, "fetch", interrupted)
    ran = run("import", paths[0], "http://news.example/")
    assert (ran.status, ran.out, ran.err) == (130, "1 new story\n", "tuireader: interrupted\n")
    assert len(run("list").lines) == 1
