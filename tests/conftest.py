"""What every test gets: a home of its own, a clock and colours that don't depend on the machine, and no network but loopback."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# How long an example takes never decides. `make test` tries the same examples every time, so that a change is judged by what it changes;
# `make fuzz` is the search for new ones, and what it finds becomes a test of its own.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=5_000)
settings.load_profile("house")
_real_connect = socket.socket.connect
_TRACED = ("unit/test_clean", "unit/store/", "unit/sync/", "property/test_cleaning", "property/test_guard", "faults/")
"""Where the rooms are tried that must be covered whole: tracing all the other tests too would take a quarter of the time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests of other rooms untraced."""
    here = Path(__file__).parent
    for item in items:
        if not item.path.relative_to(here).as_posix().startswith(_TRACED):
            item.add_marker("no_cover")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the test's own, still missing store folder; the program finds it as its home."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TUIREADER_HOME", str(folder))
    monkeypatch.setenv("TZ", "UTC")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    return folder


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that would leave this computer."""

    def connect(connection: socket.socket, address: Any) -> None:
        if connection.family in (socket.AF_INET, socket.AF_INET6) and not ipaddress.ip_address(address[0].partition("%")[0]).is_loopback:
            raise AssertionError(f"a test dialled {address}")
        _real_connect(connection, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
