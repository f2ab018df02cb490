"""Page texts of our own writing, for tests that need something to read."""

from __future__ import annotations

from pathlib import Path

LIGHTHOUSE = """Europe

Iceland lighthouse keeper counts his last ship

The lamp at Hornvik has burned every night since 1913, and for the last thirty of those years Jon Palsson has lit it.

Image copyright Sigrun Hall
Image caption The tower stands on the northern coast of Iceland

"I never saw the same sea twice," Mr Palsson said on Tuesday.

Iceland is replacing its last keepers with sensors.
"""
ORCHARD = """Asia

Japan's oldest orchard blooms again

Growers in Aomori, in the north of Japan, had given the trees up after the typhoon.

"They are more patient than we are," said Aiko Tanabe, whose family planted them.
"""
WELL = """Africa

A village in Mali digs its own well

The water came on the ninth day, at forty metres, and nobody in the village slept that night.
"""


def write(folder: Path, **texts: str) -> list[Path]:
    """Write texts as ``name.txt`` into a folder, which is made; return the paths in the order given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
