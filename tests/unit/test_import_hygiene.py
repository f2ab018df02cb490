"""What a command loads: the command line answers at once because it loads little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories import LIGHTHOUSE, write

HEAVY = {"textual", "rich", "httpx", "httpcore", "ssl", "asyncio", "diskcache", "msgspec", "shutil", "dataclasses", "pickle", "PIL"}
"""Each takes longer to load than listing takes."""


def loaded(*argv: str, home: Path) -> set[str]:
    """Return the modules that a run of the command has loaded at its end."""
    code = "import sys, json; from tuireader.cli import main; main(sys.argv[1:]); print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    environment = {**os.environ, "TUIREADER_HOME": str(home)}
    ran = subprocess.run([sys.executable, "-c", code, *argv], capture_output=True, text=True, env=environment, timeout=60, check=True)
    return set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.fixture
def stocked(home: Path, tmp_path: Path) -> tuple[Path, str]:
    """Return a home with one story, and its file."""
    (path,) = write(tmp_path, a=LIGHTHOUSE)
    loaded("import", str(path), home=home)
    return home, str(path)


@pytest.mark.parametrize("argv", [["list"], ["list", "--unread", "lamp"], ["search", "lamp"], ["regions"], ["list", "--json"]])
def test_lists_load_the_catalogue_alone(stocked: tuple[Path, str], argv: list[str]) -> None:
    assert loaded(*argv, home=stocked[0]) & HEAVY == set()


def test_showing_loads_no_screen_and_no_network(stocked: tuple[Path, str]) -> None:
    home, _ = stocked
    modules = loaded("show", "a", home=home) | loaded("mark", "a", "--read", home=home)
    assert modules & {"textual", "rich", "httpx", "httpcore", "ssl", "asyncio", "PIL"} == set()


def test_quotations_load_no_screen_no_network_and_no_store_of_bodies(stocked: tuple[Path, str]) -> None:
    assert loaded("quotes", home=stocked[0]) & {"textual", "rich", "httpx", "httpcore", "ssl", "asyncio", "diskcache"} == set()


def test_reading_files_loads_no_screen_no_network_and_no_store_of_bodies(stocked: tuple[Path, str]) -> None:
    home, path = stocked
    assert loaded("parse", "--json", path, home=home) & {"textual", "rich", "httpx", "httpcore", "ssl", "asyncio", "diskcache"} == set()
    assert loaded("import", path, home=home) & {"textual", "rich", "httpx", "httpcore", "ssl"} == set()


def test_telling_of_subscriptions_loads_no_network(home: Path) -> None:
    modules = loaded("subscribe", "bbc-world", "--region", "Asia", home=home)
    for argv in (["subscriptions"], ["subscriptions", "catalogue"], ["subscriptions", "export"], ["unsubscribe", "bbc-world"]):
        modules |= loaded(*argv, home=home)
    assert modules & {"textual", "rich", "httpx", "httpcore", "asyncio"} == set()


def test_who_helps_to_read_answers_loads_no_network() -> None:
    code = "import sys; import tuireader.sync.parsing; print(' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert {"httpx", "httpcore", "textual", "diskcache"} & set(ran.stdout.split()) == set()


def test_asking_loads_no_readers_before_there_is_something_to_read() -> None:
    code = "import sys; import tuireader.sync.engine; print(' '.join(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    late = ("tuireader.reading", "tuireader.meaning", "tuireader.article", "msgspec", "httpx", "ssl", "PIL", "lxml", "multiprocessing")
    assert not [name for name in ran.stdout.split() if name.startswith(late)]
