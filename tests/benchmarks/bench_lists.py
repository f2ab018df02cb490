"""The command line, whole processes, against an interpreter that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import TOP, Figure, milliseconds, race


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield the figures of ``list``, ``search`` and ``show``."""
    program = str(Path(sys.executable).with_name("tuireader"))
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "list": [program, "list"],
        "list --unread --region Asia": [program, "list", "--unread", "--region", "Asia"],
        "search": [program, "search", "bakelo"],
        "show": [program, "show", story],
    }
    best = race(commands, runs, {"TUIREADER_HOME": str(home), "PYTHONPATH": str(TOP)})
    floor = best.pop("python -c pass")
    for name, seconds in best.items():
        limit = 6 if name == "show" else 4
        against = f"python -c pass {milliseconds(floor)}"
        yield Figure(name, milliseconds(seconds), against, seconds / floor, f"<= {limit} x", seconds <= limit * floor)
