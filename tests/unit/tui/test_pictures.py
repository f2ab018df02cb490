"""Pictures: how much room they take, how they are drawn, and what is kept of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color

from tests.drawings import LAMP, SEA, SKY, lighthouse, png, stored
from tuireader.article import Article, Caption, Paragraph
from tuireader.errors import StoreDamaged
from tuireader.store.pictures import Lacking, Size
from tuireader.store.records import Picture
from tuireader.tui.page import Room
from tuireader.tui.pictures import album, blocks, kitty, outside, sixel
from tuireader.tui.pictures.album import Album
from tuireader.tui.pictures.decoding import decoded
from tuireader.tui.pictures.listing import Shown, pictures_of
from tuireader.tui.pictures.sizing import fitting, rooms
from tuireader.tui.terminal import terminal
from tuireader.tui.typeset import typeset

A, B = "https://example.org/a.png", "https://example.org/b.png"


@pytest.mark.parametrize(
    ("size", "columns", "rows", "room"),
    [
        ((960, 540), 72, 30, Room(72, 20)),  # as wide as the column
        ((960, 540), 72, 10, Room(36, 10)),  # no higher than there is room
        ((540, 960), 72, 18, Room(20, 18)),
        ((90, 60), 72, 20, Room(15, 5)),  # a small one isn't blown up
        ((16, 16), 72, 20, None),  # a sign, not a picture
        ((960, 540), 20, 20, None),  # too narrow a pane
        ((960, 540), 72, 3, None),  # too low
        ((4000, 40), 72, 20, Room(72, 1)),
    ],
)
def test_a_picture_keeps_its_proportions_in_the_room_there_is(size: tuple[int, int], columns: int, rows: int, room: Room | None) -> None:
    assert fitting(*size, columns, rows, (10, 20)) == room


@given(st.integers(1, 9000), st.integers(1, 9000), st.integers(1, 300), st.integers(1, 100), st.integers(3, 40), st.integers(3, 40))
def test_no_picture_is_larger_than_its_room(width: int, height: int, columns: int, rows: int, across: int, down: int) -> None:
    room = fitting(width, height, columns, rows, (across, down))
    assert room is None or (1 <= room.columns <= columns and 1 <= room.rows <= rows)


def test_what_is_not_worth_showing_is_known_all_the_same() -> None:
    assert rooms({A: Size(8, 8, 100), B: Size(960, 540, 100)}, 72, 30, (1, 2)) == {A: None, B: Room(72, 20)}


def test_half_blocks_have_the_colours_of_the_picture() -> None:
    room = Room(32, 9)
    strips = blocks.strips(decoded(png(lighthouse()), *blocks.size_in_pixels(room)))
    assert [strip.cell_length for strip in strips] == [32] * 9
    corner, middle, sea = next(iter(strips[0])), next(iter(strips[1].crop(16, 17))), next(iter(strips[8]))

    def near(drawn: Color | None, colour: tuple[int, int, int]) -> bool:
        return drawn is not None and all(abs(a - b) < 12 for a, b in zip(drawn.triplet or (), colour, strict=True))

    assert corner.style
    assert middle.style
    assert sea.style
    assert near(corner.style.color, SKY)
    assert near(middle.style.bgcolor, LAMP)
    assert near(sea.style.color, SEA)
    assert len(list(strips[8])) == 1  # an even area is one run


def test_kitty_gets_a_picture_in_pieces_and_answers_nothing() -> None:
    sequence = kitty.sent(decoded(png(lighthouse()), 320, 180), 70_000, Room(32, 9))
    parts = sequence.split("\x1b\\")[:-1]
    assert all(part.startswith("\x1b_G") and len(part) < 4_300 for part in parts)
    assert all("q=2" in part for part in parts)
    first = parts[0].partition(";")[0]
    assert {"U=1", "i=70000", "c=32", "r=9"} <= set(first.removeprefix("\x1b_G").split(","))
    assert [("m=0" in part.partition(";")[0]) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_kittys_cells_say_picture_and_row() -> None:
    strips = kitty.strips(0x010203, Room(5, 3))
    assert [strip.cell_length for strip in strips] == [5, 5, 5]
    assert [strip.text.count("\U0010eeee") for strip in strips] == [5, 5, 5]
    assert [strip.text[1] for strip in strips] == ["\u0305", "\u030d", "\u030e"]
    style = next(iter(strips[0])).style
    assert style
    assert style.color == Color.from_rgb(1, 2, 3)


def unsixeled(sixels: str) -> tuple[int, int, dict[tuple[int, int], int]]:
    """Return size and pixels of what our encoder wrote, as a terminal would draw it."""
    body = sixels[sixels.index("q") + 1 : -2]
    size = re.match(r'"1;1;(\d+);(\d+)', body)
    assert size
    pixels: dict[tuple[int, int], int] = {}
    x = y = colour = 0
    for each in re.finditer(r"#(\d+)(;2;\d+;\d+;\d+)?|!(\d+)(.)|(\$)|(-)|(.)", body[size.end() :]):
        if each[1]:
            colour = colour if each[2] else int(each[1])
        elif each[5] or each[6]:
            x, y = 0, y + (6 if each[6] else 0)
        else:
            times, bits = int(each[3] or 1), ord(each[4] or each[7]) - 63
            pixels.update({(x + at, y + row): colour for at in range(times) for row in range(6) if bits >> row & 1})
            x += times
    return int(size[1]), int(size[2]), pixels


def test_sixels_draw_every_pixel_in_its_colour() -> None:
    image = lighthouse(50, 32)
    width, height, pixels = unsixeled(sixel.encoded(image))
    flat = image.quantize(128)
    assert (width, height) == (50, 32)
    assert pixels == {(x, y): flat.getpixel((x, y)) for x in range(50) for y in range(32)}


@pytest.mark.parametrize("data", [b"", b"no picture", png(lighthouse())[:200], b"GIF89a" + bytes(30)])
def test_what_cant_be_decoded_is_damage_told_in_words(data: bytes) -> None:
    with pytest.raises(StoreDamaged, match="picture"):
        decoded(data, 10, 10)


async def test_an_album_draws_once_and_tells_the_terminal_what_it_may_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(album, "_MOST_CELLS", 300)
    asked: list[str] = []
    sent: list[str] = []

    def get(address: str) -> Picture:
        asked.append(address)
        return stored(address)

    kept = Album(get, "kitty", (10, 20), sent.append)
    first = await kept.drawn(A, Room(32, 9))
    assert await kept.drawn(A, Room(32, 9)) == first
    assert asked == [A]
    await kept.drawn(B, Room(32, 9))
    assert sent[-1] == kitty.forgotten(first.number or 0)
    kept.close()
    assert len([each for each in sent if "a=d" in each]) == 2


async def test_a_picture_that_has_gone_is_told() -> None:
    kept = Album(lambda _: None, "blocks", (10, 20))
    with pytest.raises(StoreDamaged, match="isn't stored any more"):
        await kept.drawn(A, Room(32, 9))
    kept.close()


async def test_large_pictures_of_a_sixel_terminal_lie_over_empty_cells() -> None:
    kept = Album(stored, "sixel", (4, 8), lambda _: None)
    large, small = await kept.large(A, Room(32, 9)), await kept.drawn(A, Room(32, 9))
    assert large.over.startswith("\x1bP")
    assert {strip.text.strip() for strip in large.strips} == {""}
    assert small.over == ""
    assert "▀" in small.strips[0].text
    kept.close()


def story(*blocks: Caption | Paragraph, lead: str | None = None) -> Article:
    return Article(title="Title", lead_picture=lead, blocks=blocks)


def test_pictures_come_in_the_order_of_reading_each_once() -> None:
    article = story(Caption(text="one", src=A, credit="C"), Caption(text="two", src=B), Caption(text="again", src=A), lead=B)
    assert pictures_of(article, {A, B}) == [Shown(A, "one", "C"), Shown(B, "two", None)]
    assert pictures_of(article, set()) == []
    assert pictures_of(story(lead=B), {B}) == [Shown(B, "", None)]


def test_room_for_a_picture_is_kept_above_its_caption() -> None:
    page = typeset(
        story(Paragraph(text="Before."), Caption(text="The light", src=A), Paragraph(text="After.")), 60, pictures={A: Room(40, 6)}
    )
    rows = [number for number, line in enumerate(page.lines) if line.picture]
    assert len(rows) == 6
    assert page.pictures == [rows[0]]
    assert page.lines[rows[-1] + 1].text == "  ▣ The light"
    assert page.line_of(1, page.lines[rows[2]].offset) == rows[2]


def test_a_place_within_a_picture_is_found_when_it_is_hidden() -> None:
    article = story(Paragraph(text="Before."), Caption(text="The light", src=A))
    shown, hidden = typeset(article, 60, pictures={A: Room(40, 6)}), typeset(article, 60)
    row = next(line for line in shown.lines if line.picture)
    assert hidden.lines[hidden.line_of(row.block, row.offset)].text == "  ▣ The light"


def test_a_caption_says_quietly_that_its_picture_is_not_stored() -> None:
    article = story(Caption(text="The light", src=A, credit="Ida"), Caption(text="", src=B), Caption(text="None was named"))
    told = [line.text for line in typeset(article, 60, pictures={B: None}).lines]
    assert any("The light" in line and line.endswith("Photo: Ida · not stored") for line in told)
    assert sum("not stored" in line for line in told) == 1
    assert not any("not stored" in line.text for line in typeset(article, 60).lines)


def test_a_row_of_pictures_without_words_that_are_not_stored_is_one_line() -> None:
    third, last = "https://example.org/c.png", "https://example.org/d.png"
    article = story(*(Caption(text="", src=src) for src in (A, B, third)), Paragraph(text="Between."), Caption(text="", src=last))
    told = [line.text.strip() for line in typeset(article, 60, pictures={}).lines]
    assert [line.split("  ")[0] for line in told if line.endswith("not stored")] == ["▣ 3 pictures", "▣ Picture"]
    shown = typeset(article, 60, pictures={A: Room(40, 6), last: Room(40, 6)})
    assert [line.text.strip().split("  ")[0] for line in shown.lines if "▣" in line.text] == ["▣ 2 pictures"]


def test_a_caption_says_why_its_picture_is_not_stored() -> None:
    article = story(Caption(text="The light", src=A, credit="Ida Holm"), Caption(text="The boat", src=B))
    lacking = {A: Lacking(A, owed=False, why="paper.example has no such picture (status 404)"), B: Lacking(B, owed=True, why=None)}
    told = [line.text.strip() for line in typeset(article, 72, pictures={}, lacking=lacking).lines]
    at = next(number for number, line in enumerate(told) if "The light" in line)
    assert told[at].endswith("Photo: Ida Holm")
    assert told[at + 1] == "not stored: paper.example has no such picture (status 404)"
    assert any("The boat" in line and line.endswith("not stored yet") for line in told)
    narrow = [line.text for line in typeset(article, 30, pictures={}, lacking=lacking).lines]
    assert all(len(line) <= 30 for line in narrow)


def test_a_shown_picture_without_a_caption_needs_no_word_for_it() -> None:
    lines = [line.text for line in typeset(story(Caption(text="", src=A, credit="Ida")), 60, pictures={A: Room(40, 6)}).lines]
    assert not any("Picture" in line for line in lines)
    assert any(line.strip() == "Photo: Ida" for line in lines)


def test_lead_picture_stands_first_where_no_caption_has_one() -> None:
    shown = {A: Room(40, 6), B: Room(40, 6)}
    assert [line.picture.address for line in typeset(story(Paragraph(text="x"), lead=A), 60, pictures=shown).lines if line.picture] == [
        A
    ] * 6
    both = typeset(story(Caption(text="x", src=B), lead=A), 60, pictures=shown)
    assert {line.picture.address for line in both.lines if line.picture} == {B}


def test_a_picture_goes_outside_as_a_file_of_its_own() -> None:
    path = outside.written(stored("https://example.org/x/../../The%20Light (1).PNG?w=3"))
    assert path.name == "The-20Light-1.png"
    assert path.read_bytes() == png(lighthouse())
    path.unlink()
    path.parent.rmdir()


def test_the_viewer_gets_a_path_and_no_shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", lambda argv, **_: started.append(argv))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    assert outside.opened(tmp_path / "a.png")
    assert started == [["/usr/bin/xdg-open", str(tmp_path / "a.png")]]
    monkeypatch.delenv("DISPLAY")
    assert not outside.opened(tmp_path / "a.png")


def test_cells_have_a_usual_size_where_the_terminal_tells_none() -> None:
    across, down = terminal({}).cell
    assert 3 <= across <= down * 2


def test_the_reader_starts_without_loading_what_decodes_pictures() -> None:
    code = "import sys, tuireader.tui.app, tuireader.tui.start; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
