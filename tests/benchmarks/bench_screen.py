"""The reader in a pseudo-terminal: from start to the first list painted, and from a key to the row that it moved to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.figures import MEASURE, Figure, milliseconds
from tests.benchmarks.shelf import HEADLINE

FRAME = 1 / 60


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield the figures of the start and of moving; nothing but a word where the pty timer isn't there."""
    timer, bare = MEASURE / "pty_paint.py", MEASURE / "bare_app.py"
    if not (timer.is_file() and bare.is_file()):
        yield Figure("reader painted", "not measured", "no shared/measure folder")
        return
    floor, ours = float("inf"), float("inf")
    for _ in range(runs):
        floor = min(floor, timed(timer, home, ["--expect", "ready 20"], [sys.executable, str(bare)])["paint"])
        ours = min(ours, timed(timer, home, ["--expect", HEADLINE])["paint"])
    yield Figure("reader painted", milliseconds(ours), f"bare app {milliseconds(floor)}", ours / floor, "<= 1.3 x", ours <= 1.3 * floor)
    # The cursor goes beyond the first screen: the moves that scroll are among them, and at 200 they are most.
    moves = [timed(timer, home, ["--expect", HEADLINE, "--keys", "j", "--nkeys", "200", "--gap", "0.02"]) for _ in range(3)]
    for name, words in (("key_first_p95", "row down, first byte, p95"), ("key_quiet_p95", "row down, all painted, p95")):
        best = min(move[name] for move in moves) / 1000
        yield Figure(words, milliseconds(best), f"a frame {milliseconds(FRAME)}", best / FRAME, "<= 1 frame", best <= FRAME)
    yield Figure("memory at its peak", f"{min(move['rss_mb'] for move in moves):.0f} MB")


def timed(timer: Path, home: Path, options: Sequence[str], program: Sequence[str] = ()) -> dict[str, float]:
    """Run a program, the reader by default, under the pty timer once."""
    program = program or [str(Path(sys.executable).with_name("tuireader"))]
    command = [sys.executable, str(timer), "--json", "--runs", "1", *options, "--", *program]
    environment = {**os.environ, "TUIREADER_HOME": str(home)}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1000, check=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found
