"""Pictures as servers send them: scaled, turned, coloured as meant; and what is no picture, in words."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw, features

from tuireader.store import Picture
from tuireader.sync import pictures_reading
from tuireader.sync.answers import PictureAnswer, PictureRead
from tuireader.sync.pictures_reading import read_picture

ADDRESS = "https://news.example/harbour.jpg"


def photo(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Return a picture of many colours."""
    return Image.radial_gradient("L").resize((width, height)).convert("RGB").convert(mode)


def drawing(size: tuple[int, int] = (400, 300), ground: Any = (255, 255, 255), line: Any = (200, 30, 30), mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, size, ground)
    ImageDraw.Draw(image).rectangle((40, 40, 200, 200), fill=line)
    return image


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def read(data: bytes, width: int = 1280, content_type: str | None = None) -> PictureRead:
    return read_picture(PictureAnswer(data, ADDRESS, content_type, None, address=ADDRESS, width=width))


def shown(data: bytes, width: int = 1280) -> tuple[Picture, Image.Image]:
    found = read(data, width)
    assert found.picture is not None, found.why
    image = Image.open(BytesIO(found.picture.data))
    image.load()
    assert image.size == (found.picture.width, found.picture.height)
    assert Image.MIME[str(image.format)] == found.picture.media_type
    return found.picture, image


def near(pixel: Any, wanted: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(have - want) <= by for have, want in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_kind_becomes_a_jpeg_of_its_size(kind: str) -> None:
    if kind == "AVIF" and not features.check("avif"):
        pytest.skip("this Pillow has no AVIF")
    picture, image = shown(encoded(photo(), kind))
    assert (picture.address, picture.media_type, image.size, image.mode) == (ADDRESS, "image/jpeg", (800, 600), "RGB")


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((2560, 1440), (1280, 720)),
        ((1280, 700), (1280, 700)),
        ((600, 400), (600, 400)),
        ((4000, 100), (1280, 32)),
        ((500, 9000), (213, 3840)),
    ],
)
def test_larger_ones_are_scaled_down_and_none_up(size: tuple[int, int], wanted: tuple[int, int]) -> None:
    picture, _ = shown(encoded(photo(*size), "JPEG"))
    assert (picture.width, picture.height) == wanted


def test_the_width_is_the_persons_choice() -> None:
    picture, _ = shown(encoded(photo(3000, 2000), "WEBP"), width=300)
    assert (picture.width, picture.height) == (300, 200)


def test_a_large_photograph_is_decoded_small(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[tuple[int, int]] = []
    resize = Image.Image.resize

    def seen(image: Image.Image, *args: Any, **named: Any) -> Image.Image:
        sizes.append(image.size)
        return resize(image, *args, **named)

    monkeypatch.setattr(Image.Image, "resize", seen)
    data = encoded(photo(6000, 4000), "JPEG")
    sizes.clear()
    picture, _ = shown(data)
    assert picture.width == 1280
    assert sizes == [(1500, 1000)]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_the_way_up_that_its_camera_noted(orientation: int) -> None:
    upright = Image.new("RGB", (1600, 1200), (240, 240, 240))
    ImageDraw.Draw(upright).rectangle((0, 0, 800, 300), fill=(220, 20, 20))  # top left
    back = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_90", 7: "TRANSVERSE", 8: "ROTATE_270"}
    stored = upright.transpose(Image.Transpose[back[orientation]]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture, image = shown(encoded(stored, "JPEG", exif=exif), width=640)
    assert (picture.width, picture.height) == (640, 480)
    assert near(image.convert("RGB").getpixel((60, 60)), (220, 20, 20), 20)
    assert near(image.convert("RGB").getpixel((600, 440)), (240, 240, 240), 20)


def test_nothing_of_its_origin_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    data = encoded(
        photo(), "JPEG", exif=exif, comment=b"taken at home", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    picture, image = shown(data)
    assert not set(image.info) & {"exif", "comment", "icc_profile"}
    assert b"somebody" not in picture.data


def test_a_drawing_of_few_colours_stays_sharp_and_small() -> None:
    picture, image = shown(encoded(drawing(), "PNG"))
    assert picture.media_type == "image/png"
    assert image.convert("RGB").getpixel((41, 41)) == (200, 30, 30)
    assert shown(encoded(drawing().quantize(8), "GIF"))[0].media_type == "image/png"


def test_animations_show_their_first_frame() -> None:
    frames = [drawing(line=colour) for colour in ((10, 10, 200), (200, 10, 10))]
    for kind in ("GIF", "WEBP"):
        _, image = shown(encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=50))
        assert near(image.convert("RGB").getpixel((100, 100)), (10, 10, 200), 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "CMYK", "I;16", "YCbCr", "RGBA"])
def test_every_way_to_write_colours_is_read(mode: str) -> None:
    kind = {"CMYK": "JPEG", "YCbCr": "JPEG", "PA": "GIF"}.get(mode, "PNG")
    image = Image.linear_gradient("L").resize((300, 200))
    if mode == "I;16":
        source = image.point(lambda value: value * 257, "I").convert(mode)
    else:
        source = image.convert("RGB").convert("RGBA" if mode == "PA" else mode)
    _, found = shown(encoded(source, kind))
    if mode not in ("1", "P"):
        lightness = found.convert("L")
        assert [abs(int(lightness.getpixel((150, row))) - row * 256 // 200) < 16 for row in (5, 100, 195)] == [True] * 3  # type: ignore[arg-type]


@pytest.mark.parametrize(("line", "ground"), [((20, 20, 20), (250, 250, 250)), ((240, 240, 240), (40, 40, 40))])
def test_what_is_transparent_stands_on_a_ground_that_shows_it(line: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    image = drawing(ground=(0, 0, 0, 0), line=(*line, 255), mode="RGBA")
    for data in (encoded(image, "PNG"), encoded(image, "WEBP", lossless=True)):
        _, found = shown(data)
        assert near(found.convert("RGB").getpixel((100, 100)), line)
        assert near(found.convert("RGB").getpixel((390, 290)), ground)
    empty = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    assert near(shown(encoded(empty, "PNG"))[1].convert("RGB").getpixel((9, 9)), (250, 250, 250))


def test_colours_are_those_that_its_profile_means() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = encoded(Image.new("RGB", (200, 200), (200, 100, 50)), "JPEG", quality=95)
    meant = encoded(Image.new("RGB", (200, 200), (200, 100, 50)), "JPEG", quality=95, icc_profile=lab)
    broken = encoded(Image.new("RGB", (200, 200), (200, 100, 50)), "JPEG", quality=95, icc_profile=b"no profile at all")
    for data in (plain, meant, broken):
        assert near(shown(data)[1].convert("RGB").getpixel((100, 100)), (200, 100, 50))
    grey = encoded(Image.new("L", (200, 200), 120), "JPEG", icc_profile=lab)  # a profile that isn't for it
    assert near(shown(grey)[1].convert("RGB").getpixel((100, 100)), (120, 120, 120))


@pytest.mark.parametrize("size", [(1, 1), (32, 32), (600, 2), (64, 64), (48, 60)])
def test_trackers_and_icons_are_not_wanted(size: tuple[int, int]) -> None:
    found = read(encoded(Image.new("RGB", size), "GIF"))
    assert (found.picture, found.wanted, found.lasting) == (None, False, True)
    assert "icon or a tracker" in found.why


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few kilobytes that is said to have so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000_000), 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(6_000, 6_000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_never_decoded(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    found = read(bomb(*size))
    assert (found.picture, found.lasting) == (None, True)
    assert "too many pixels" in found.why


@pytest.mark.parametrize(
    ("data", "why", "lasting"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG", True),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn --><SVG>", "SVG", True),
        (b"\n<!DOCTYPE html><html><svg></svg>", "a page came in place", False),
        (b"<html><body>Log in", "a page came in place", False),
        (b"BM" + bytes(99), "BMP", True),
        (b"II*\0" + bytes(99), "TIFF", True),
        (b"%PDF-1.7", "PDF", True),
        (b"no picture at all", "is no picture", True),
        (b"", "is no picture", True),
        (b"\0\0\0\x20ftypheic" + bytes(99), "is no picture", True),
        (b"\xff\xd8\xff" + bytes(200), "is broken", False),
        (b"GIF89a", "broken", False),
        (b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(40), "broken", False),
        (b"\0\0\0\x20ftypavif" + bytes(99), "broken", False),
    ],
)
def test_what_is_no_picture_is_said_in_words(data: bytes, why: str, lasting: bool) -> None:
    found = read(data, content_type="image/jpeg")
    assert (found.picture, found.wanted, found.lasting) == (None, True, lasting)
    assert why in found.why


def test_an_icons_own_kind_is_not_wanted() -> None:
    assert read(b"\0\0\1\0" + bytes(99)).wanted is False


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_that_is_cut_short_is_not_taken_for_whole(kind: str) -> None:
    data = encoded(photo(1200, 900), kind)
    for share in (0.1, 0.5, 0.9):
        found = read(data[: int(len(data) * share)])
        assert (found.picture, found.lasting) == (None, False)
        assert found.why in ("is cut short", "is broken")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_altered_in_a_picture_gives_a_picture_or_words(kind: str, seed: int, capfd: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(seed)
    data = bytearray(encoded(photo(120, 90), kind))
    for _ in range(rng.randrange(1, 12)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    found = read(bytes(data))
    assert (found.picture is None) == bool(found.why)
    assert capfd.readouterr() == ("", "")


def test_a_lie_about_the_kind_doesnt_matter() -> None:
    assert read(encoded(photo(), "WEBP"), content_type="text/html").picture is not None


@pytest.mark.parametrize("error", [MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning])
def test_what_is_too_much_is_said(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: object) -> None:
        raise error

    monkeypatch.setattr(pictures_reading, "_drawn", failing)
    found = read(b"anything")
    assert (found.picture, found.lasting) == (None, True)
    assert found.why
