"""Addresses imported with their pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.server import Server, http
from tests.faults.test_sync_pictures import asked, page_with, photo, serve
from tests.faults.world import PAGES
from tests.unit.cli.conftest import Run
from tuireader.store import Store

OWN = ("--allow-host", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture
def page(server: Server) -> str:
    lead, other = serve(server, "/lead.jpg", photo(1)), server.answers("/gone.jpg", http(b"", status="410 Gone"))
    return server.answers("/story/1", http(page_with(1, lead, other), PAGES))


def test_the_lead_picture_comes_with_an_address(run: Run, server: Server, page: str, home: Path) -> None:
    done = run("import", page, *OWN)
    assert (done.status, done.lines[0]) == (0, "1 new story")
    assert done.lines[1].startswith("1 picture stored in ")
    assert run("import", page, *OWN).lines == ["0 new stories, 1 there already"]
    assert asked(server) == {"/story/1": 2, "/lead.jpg": 1}
    with Store.open(home) as store:
        assert store.pictures.known([server.url("/lead.jpg")])


def test_the_settings_say_which_and_what_fails_is_named(run: Run, server: Server, page: str, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[pictures]\nfetch = "all"\n')
    done = run("import", page, *OWN)
    assert done.lines[2:] == ["1 picture didn't come:", f"      1  127.0.0.1 has no such picture (status 410): {server.url('/gone.jpg')}"]
    assert done.status == 0


def test_none_are_fetched_where_none_are_wanted(run: Run, server: Server, page: str, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('[pictures]\nfetch = "none"\n')
    assert run("import", page, *OWN).out == "1 new story\n"
    assert asked(server) == {"/story/1": 1}


def test_a_file_asks_the_network_for_nothing(run: Run, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "saved.html"
    file.write_bytes(page_with(1, serve(server, "/lead.jpg")))
    assert run("import", file).out == "1 new story\n"
    assert server.requests == []


def test_quietly_pictures_come_too(run: Run, server: Server, page: str) -> None:
    assert run("import", "--quiet", page, *OWN).out == ""
    assert asked(server)["/lead.jpg"] == 1
