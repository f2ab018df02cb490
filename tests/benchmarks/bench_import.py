"""Page text through the whole way into the store: read, clean, place, find quotations, index, write."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import MEASURE, TOP, Figure

FILES = 1200
WANTED = 250


def measure(home: Path, story: str, runs: int) -> Iterator[Figure]:
    """Yield how many files a second come in."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        words, pages = texts()
        files.mkdir()
        size = 0
        for number in range(FILES):
            text = pages[number % len(pages)] + f"\n\nThis is copy {number} of that text.\n"
            size += (files / f"{number:05}.txt").write_text(text, encoding="utf-8")
        best = float("inf")
        for run in range(max(1, min(3, runs // 3))):
            began = time.perf_counter()
            command = [str(Path(sys.executable).with_name("tuireader")), "import", "--quiet", str(files)]
            environment = {**os.environ, "TUIREADER_HOME": str(Path(folder) / f"home{run}")}
            subprocess.run(command, env=environment, check=True)
            best = min(best, time.perf_counter() - began)
        rate = FILES / best
        against = f"{words}, {size / FILES / 1000:.1f} kB"
        yield Figure(f"import of {FILES:,} files", f"{rate:.0f} files/s", against, None, f">= {WANTED}/s", rate >= WANTED)


def texts() -> tuple[str, list[str]]:
    """Return page texts to import, and what they are: real pages where they lie beside the checkout, else the starter edition."""
    real = MEASURE.parent / "real" / "page-text"
    folder, words = (real, "real pages") if real.is_dir() else (TOP / "cache" / "starter", "starter edition")
    return words, [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
