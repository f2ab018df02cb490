# ruff: noqa: INP001 - a script, not a package
"""Draw the starter edition's pictures: ``python tools/draw_starter.py cache/starter``.

Plain shapes in few colours, without words, so that they tell something in half blocks too. Own work; nothing in them is traced.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 540
FINE = 3
"""Times the final size at which shapes are drawn, for smooth edges."""
COLOURS = 32
Point = tuple[float, float]
Colour = str

NIGHT_SKY, DEEP, SEA, SHALLOW, FOAM = "#10182c", "#0d2440", "#1d4f7c", "#3a7ca5", "#cfe3ea"
SAND, LEAF, ROCK, DARK_ROCK, STONE = "#d9b779", "#5f8a4c", "#6b5a50", "#453a36", "#cbb994"
RED, GOLD, WHITE = "#c8452f", "#f0c14b", "#f4efe2"


class Sheet:
    """A picture being drawn; places are in hundredths of its width and height."""

    def __init__(self, ground: Colour) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def at(self, x: float, y: float) -> Point:
        """Return a place in pixels."""
        return x / 100 * WIDTH * FINE, y / 100 * HEIGHT * FINE

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """Fill a polygon."""
        self.draw.polygon([self.at(*point) for point in points], fill=fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float = 0.6) -> None:
        """Draw a line; its width in hundredths of the picture's."""
        self.draw.line([self.at(*point) for point in points], fill=fill, width=round(width / 100 * WIDTH * FINE), joint="curve")

    def disc(self, x: float, y: float, radius: float, fill: Colour | None, outline: Colour | None = None, width: float = 0.4) -> None:
        """Draw a circle; its radius in hundredths of the picture's width."""
        across, down = self.at(x, y)
        size = radius / 100 * WIDTH * FINE
        box = (across - size, down - size, across + size, down + size)
        self.draw.ellipse(box, fill=fill, outline=outline, width=round(width / 100 * WIDTH * FINE))

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        """Fill a rectangle."""
        self.draw.rectangle((*self.at(left, top), *self.at(right, bottom)), fill=fill)

    def save(self, path: Path) -> None:
        """Write the picture in few colours."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)


def wallace_line(sheet: Sheet) -> None:
    """Borneo, Java and Bali at one side of a red line; Lombok, Sulawesi and New Guinea at the other."""
    west, east = LEAF, SAND
    sheet.shape([(0, 8), (7, 20), (17, 44), (20, 58), (15, 60), (8, 46), (0, 30)], west)  # Sumatra
    sheet.shape([(8, 0), (14, 0), (15, 14), (13, 22), (9, 12)], west)  # Malaya
    borneo = [(30, 20), (36, 12), (44, 6), (49, 14), (46, 24), (47, 34), (43, 48), (36, 52), (29, 46), (27, 32)]
    sheet.shape(borneo, west)
    sheet.shape([(20, 64), (30, 67), (41, 70), (44, 75), (36, 76), (22, 71)], west)  # Java
    sheet.shape([(45.5, 73), (48, 73), (48.5, 76.5), (46, 76.5)], west)  # Bali
    sheet.shape([(51, 73), (53.5, 73), (54, 77), (51.5, 77)], east)  # Lombok
    sheet.shape([(55.5, 74), (61, 75), (61, 79), (56, 78)], east)
    sheet.shape([(62, 76), (70, 76), (70, 79), (63, 79)], east)
    sheet.shape([(72, 84), (80, 78), (82, 81), (74, 88)], east)  # Timor
    for arm in (
        [(55, 26), (66, 24), (68, 28), (58, 30)],
        [(55, 26), (58, 30), (57, 44), (59, 60), (55, 61), (53, 44)],
        [(57, 40), (66, 38), (67, 42), (58, 44)],
        [(57, 43), (64, 56), (61, 59), (56, 47)],
    ):
        sheet.shape(arm, east)  # Sulawesi
    sheet.shape([(75, 22), (78, 26), (76, 36), (74, 32)], east)  # Halmahera, and Ternate beside it
    sheet.disc(73, 29, 0.8, RED)
    sheet.shape([(83, 42), (90, 38), (100, 44), (100, 70), (94, 62), (88, 56)], east)  # New Guinea
    sheet.line([(49.7, 92), (49.8, 74), (50.5, 56), (51.5, 36), (55, 16), (66, 6), (80, 0)], RED, 0.8)


def ternate(sheet: Sheet) -> None:
    """A volcano that is an island, from the sea."""
    for number, colour in enumerate(("#f2c58a", "#efb582", "#e3a07c", "#cf8d7d")):
        sheet.box(0, 40 - 13 * number, 100, 56 - 13 * number, colour)
    sheet.box(0, 0, 100, 6, "#b37f86")
    sheet.shape([(12, 64), (26, 50), (40, 26), (47, 15), (53, 15), (60, 26), (74, 50), (90, 64)], ROCK)
    sheet.shape([(50, 15), (53, 15), (60, 26), (74, 50), (90, 64), (56, 64)], DARK_ROCK)
    sheet.shape([(12, 64), (26, 50), (34, 54), (46, 51), (60, 55), (74, 50), (90, 64)], LEAF)
    for number in range(5):
        sheet.disc(50 + 3 * number, 12 - 2.2 * number, 2.2 + 0.5 * number, "#e9dfd2")
    sheet.box(0, 64, 100, 100, SEA)
    for y, left, right in ((70, 8, 40), (76, 52, 92), (84, 14, 58), (92, 46, 86)):
        sheet.line([(left, y), (right, y)], SHALLOW, 0.5)
    sheet.shape([(66, 82), (80, 82), (77, 87), (69, 87)], DARK_ROCK)
    sheet.line([(73, 82), (73, 62)], DARK_ROCK, 0.4)
    sheet.shape([(73.4, 63), (73.4, 80), (80, 80)], WHITE)


def nilometer(sheet: Sheet) -> None:
    """A column in a well with marks, the water among them; beside it the bands from hunger to delight."""
    sheet.box(0, 0, 100, 100, STONE)
    for row in range(10):
        sheet.line([(0, 10 * row), (100, 10 * row)], "#b8a67f", 0.25)
        for column in range(9):
            x = 12.5 * column + (6 if row % 2 else 0)
            sheet.line([(x, 10 * row), (x, 10 * row + 10)], "#b8a67f", 0.25)
    sheet.box(26, 0, 62, 100, "#3b342e")
    sheet.box(26, 46, 62, 100, SEA)
    sheet.box(26, 46, 62, 48, SHALLOW)
    sheet.box(39, 4, 49, 100, WHITE)
    sheet.box(39, 46, 49, 100, "#9dbccb")
    sheet.box(36, 0, 52, 6, SAND)
    for mark in range(16):
        sheet.line([(39, 10 + 6 * mark), (44 if mark % 2 else 46.5, 10 + 6 * mark)], DARK_ROCK, 0.5)
    for number, colour in enumerate(("#3f8f4e", "#8fb04a", GOLD, "#dd8a3a", RED)):  # delight above, famine below
        sheet.box(72, 16 + 14 * number, 84, 29 + 14 * number, colour)
    sheet.shape([(66, 43), (71, 47), (66, 51)], DARK_ROCK)


def deep(sheet: Sheet) -> None:
    """The deepest trench, and the highest mountain in it, two kilometres under water: eleven kilometres from top to bottom."""
    sheet.box(0, 0, 100, 12, "#bcd7e2")
    for number, colour in enumerate((SHALLOW, "#2f6c97", SEA, "#184269", "#123456", DEEP)):
        sheet.box(0, 12 + 14 * number, 100, 28 + 14 * number, colour)
    floor = [(0, 100), (0, 34), (16, 38), (30, 48), (40, 72), (47, 95), (53, 95), (62, 70), (72, 44), (86, 40), (100, 42), (100, 100)]
    sheet.shape(floor, DARK_ROCK)
    sheet.shape([(36, 95), (43, 66), (46, 52), (49, 34), (51, 27), (53, 36), (56, 50), (60, 68), (64, 95)], "#8d99a3")
    sheet.shape([(46, 52), (49, 34), (51, 27), (53, 36), (56, 50), (53, 46), (51, 52), (49, 45)], WHITE)
    sheet.shape([(22, 9), (36, 9), (33, 14), (25, 14)], DARK_ROCK)
    sheet.line([(28, 9), (28, 1)], DARK_ROCK, 0.4)
    sheet.line([(32, 9), (32, 3)], DARK_ROCK, 0.4)
    sheet.line([(29, 14), (29, 47)], GOLD, 0.35)
    sheet.disc(29, 47, 0.8, GOLD)


def comet(sheet: Sheet) -> None:
    """The comet's long ellipse across the rounds of the outer planets, to scale: 0.6 to 35 times as far from the sun as the earth."""
    sun_x, sun_y, unit = 30.0, 50.0, 1.55  # hundredths of the width for one astronomical unit
    for seed in range(90):
        sheet.disc((seed * 61.8) % 100, (seed * 38.2) % 97, 0.12 + 0.1 * (seed % 3 == 0), "#7d88a3")
    for radius, colour in ((5.2, "#8a6b4a"), (9.5, "#8f8454"), (19.2, "#4f7f8a"), (30.1, "#3f5f9f")):
        sheet.disc(sun_x, sun_y, radius * unit, None, colour, 0.8)
    far, near = 35.1 * unit, 0.6 * unit
    half, middle = (far + near) / 2, sun_x + (far - near) / 2
    narrow = math.sqrt(half**2 - (half - near) ** 2) * WIDTH / HEIGHT
    path = [(middle - half * math.cos(angle), sun_y - narrow * math.sin(angle)) for angle in (step * math.pi / 180 for step in range(361))]
    sheet.line(path, GOLD, 1.0)
    sheet.disc(sun_x, sun_y, 1.5, "#ffe9a8")
    head = path[40]
    for number in range(9):  # the tail points away from the sun
        away = math.atan2((head[1] - sun_y) * HEIGHT, (head[0] - sun_x) * WIDTH)
        length, spread = 15 - 0.4 * abs(number - 4), (number - 4) * 0.05
        tip = (head[0] + length * math.cos(away + spread), head[1] + length * math.sin(away + spread) * WIDTH / HEIGHT)
        sheet.line([head, tip], "#7fa3cf" if number % 2 else "#a9c4e4", 0.35)
    sheet.disc(*head, 1.3, WHITE)


def star_compass(sheet: Sheet) -> None:
    """A canoe in the middle of the horizon, and the stars in the houses where they rise and set."""
    sheet.disc(50, 50, 26, "#16304f", "#54708f", 0.5)
    for house in range(32):
        angle = house * math.tau / 32
        inner, outer = 23.4, 26.0
        x, y = math.cos(angle), math.sin(angle) * WIDTH / HEIGHT
        sheet.line([(50 + inner * x, 50 + inner * y), (50 + outer * x, 50 + outer * y)], "#54708f", 0.3)
        rising = math.cos(angle) > 0.08
        if abs(math.cos(angle)) > 0.08:
            sheet.disc(50 + 24.7 * x, 50 + 24.7 * y, 1.4, GOLD if rising else "#b6c7dc")
    for path in (-9.0, -3.0, 3.0, 9.0):
        arc = [(50 + 24 * math.cos(step * math.pi / 40), 50 + 1.78 * path - 9 * math.sin(step * math.pi / 40)) for step in range(41)]
        for x, y in arc[3:-3:4]:
            sheet.disc(x, y, 0.6, "#dfe7f2")
    for hull in (46.0, 52.5):
        sheet.shape([(hull, 41), (hull + 1.6, 46), (hull + 1.6, 66), (hull, 71), (hull - 1.6, 66), (hull - 1.6, 46)], SAND)
    for y in (50, 57, 63):
        sheet.box(45, y, 54, y + 1.4, ROCK)
    sheet.shape([(49.2, 37), (55.5, 60), (49.2, 56)], RED)


DRAWINGS: dict[str, tuple[Callable[[Sheet], None], Colour]] = {
    "wallace-line": (wallace_line, SHALLOW),
    "ternate": (ternate, SEA),
    "nilometer": (nilometer, STONE),
    "deep": (deep, DEEP),
    "comet": (comet, NIGHT_SKY),
    "star-compass": (star_compass, NIGHT_SKY),
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, (draw_on, ground) in DRAWINGS.items():
        sheet = Sheet(ground)
        draw_on(sheet)
        sheet.save(folder / f"{name}.png")
