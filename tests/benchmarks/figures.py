"""A measured figure, and how processes are raced against each other."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parents[2]
MEASURE = Path(os.environ.get("TUIREADER_MEASURE", TOP.parent / "shared" / "measure"))
"""Where the bare app and the pty timer lie: the folder ``shared/measure`` beside the checkout, or ``$TUIREADER_MEASURE``."""


class Figure(NamedTuple):
    """A row of the table."""

    name: str
    value: str
    against: str = ""
    ratio: float | None = None
    limit: str = ""
    holds: bool | None = None

    @staticmethod
    def heading() -> str:
        """Return the table's first line."""
        return f"{'':<34} {'measured':>14} {'against':>26} {'ratio':>7} {'limit':>12}"

    def __str__(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        verdict = "" if self.holds is None else "holds" if self.holds else "OVER"
        return f"{self.name:<34} {self.value:>14} {self.against:>26} {ratio:>7} {self.limit:>12}  {verdict}".rstrip()


def race(commands: Mapping[str, Sequence[str]], runs: int, environment: Mapping[str, str]) -> dict[str, float]:
    """Return the shortest time of each command in seconds; their runs are interleaved, so that a busy moment hits all alike."""
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            best[name] = min(best[name], time.perf_counter() - began)
    return best


def milliseconds(seconds: float) -> str:
    """Return a time for the table."""
    return f"{1000 * seconds:.1f} ms"
