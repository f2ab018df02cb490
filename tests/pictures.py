"""Draw the screens of docs/pictures anew: ``make pictures``."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tuireader import intake
from tuireader.store import Store
from tuireader.tui.app import ReaderApp

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
_ASIA = ("h", "j", "j", "l", "enter", "enter", "J", "right_square_bracket")
SCREENS = (
    ("screen", "night", (150, 42), _ASIA),
    ("paper", "paper", (150, 42), _ASIA),
    ("picture", "paper", (150, 42), ("enter", "j", "j")),
    ("papers", "night", (110, 38), ("F", "j", "space", "j", "j", "space", "l")),
    ("narrow", "night", (60, 34), _ASIA),
)


async def draw(home: Path) -> None:
    """Draw every screen from the starter edition."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with Store.open(home) as store:
        intake.take_starter(store)
        for name, theme, size, keys in SCREENS:
            app = ReaderApp(store)
            app.theme = theme
            async with app.run_test(size=size) as pilot:
                for key in keys:
                    await pilot.press(key)
                    await pilot.pause(0.3)
                (PICTURES / f"{name}.svg").write_text(app.export_screenshot(title="tuireader"), encoding="utf-8")
                print(PICTURES.name + f"/{name}.svg")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(asyncio.run(draw(Path(folder))))
