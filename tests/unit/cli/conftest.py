from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.stories import LIGHTHOUSE, ORCHARD, WELL, write
from tuireader.cli import main, output


class Ran(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def runs(*argv: object) -> Ran:
        status = main([str(each) for each in argv])
        return Ran(status, *capsys.readouterr())

    return runs


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Three article files: Iceland, Japan, Mali."""
    return write(tmp_path / "news", lighthouse=LIGHTHOUSE, orchard=ORCHARD, well=WELL)


@pytest.fixture
def stocked(run: Run, paths: list[Path]) -> dict[str, str]:
    """Import the three, and return their ids by file name."""
    assert run("import", *paths).status == 0
    return {Path(each["source_path"]).stem: each["id"] for each in run("parse", "--json", *paths).objects}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Make standard output a terminal of a size."""

    def become(columns: int, lines: int = 24) -> None:
        monkeypatch.setattr(output, "is_terminal", lambda stream=None: True)
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setenv("LINES", str(lines))

    return become
