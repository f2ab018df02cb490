"""A picture's bytes as some server sent them into a picture of our own making: of a known kind, upright, in sRGB, no larger than wanted.

Nothing of what came is stored as it came: it is decoded within bounds, drawn anew and written anew, without what else was in it (where
it was taken, by which camera). The bytes say what they are; what the server says of them doesn't count.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO

from PIL import AvifImagePlugin, Image, ImageCms, ImageStat, features

from tuireader.store.records import Picture
from tuireader.sync.answers import PictureAnswer, PictureRead

SMALLEST = 32
"""Pixels: what is no larger on one side counts readers or parts columns."""
ICON = 64
"""Pixels: what is no larger on either side is an icon."""
MOST_PIXELS = 30_000_000
"""Of a picture that must be decoded whole; 90 MB of memory."""
MOST_PIXELS_JPEG = 120_000_000
"""Of a JPEG, which is decoded at a half, a quarter or an eighth of its size."""
_TALLEST = 3
"""Times its width that a picture may be high."""
_QUALITY = 80
_COLOURS = 256
"""A drawing has no more."""
_LIGHT, _DARK = (250, 250, 250), (40, 40, 40)
"""Grounds for what is transparent."""
_PALE = 170
"""Mean lightness from which a drawing is lost on a light ground."""
_SIGNS = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"))
_OTHERS = {b"BM": "BMP", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"\0\0\1\0": "ICO", b"%PDF": "PDF", b"8BPS": "Photoshop"}
_SMOOTH = ("L", "RGB", "CMYK", "LAB")
"""Modes that can be scaled as they are."""
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = {_TURNS[number] for number in (5, 6, 7, 8)}
_SRGB = ImageCms.createProfile("sRGB")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS_JPEG
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each takes room of its own, and other pictures are read meanwhile


class _Not(Exception):
    """What came is no picture to show, for the reason given."""

    def __init__(self, why: str, *, wanted: bool = True, lasting: bool = True) -> None:
        super().__init__(why)
        self.wanted = wanted
        self.lasting = lasting


def read_picture(answer: PictureAnswer) -> PictureRead:
    """Read an answer that should be a picture; never raises for what is in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            data, media_type, (width, height) = _drawn(answer.data, answer.width)
        except _Not as error:
            return PictureRead(None, str(error), error.wanted, error.lasting)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return PictureRead(None, _too_large(MOST_PIXELS_JPEG))
        except MemoryError:
            return PictureRead(None, "takes more memory than there is")
        except Exception as error:  # noqa: BLE001 - a decoder raises whatever broken bytes lead to: ValueError, SyntaxError, struct.error …
            return PictureRead(None, "is cut short" if "truncated" in str(error) else "is broken", lasting=False)
    return PictureRead(Picture(answer.address, data, media_type, width, height))


def _drawn(data: bytes, most: int) -> tuple[bytes, str, tuple[int, int]]:
    """Return a picture's bytes, drawn anew at most so many pixels wide, with its media type and size."""
    kind = _kind(data)
    with Image.open(BytesIO(data), formats=(kind,)) as opened:
        _check_size(kind, opened.size)
        image = _opaque(_in_srgb(*_upright(opened, most)))
    image.info = {}
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    if image.getcolors(_COLOURS) is not None:
        flat = BytesIO()
        image.quantize(_COLOURS, dither=Image.Dither.NONE).save(flat, "PNG", optimize=True)
        if flat.tell() <= out.tell():
            return flat.getvalue(), "image/png", image.size
    return out.getvalue(), "image/jpeg", image.size


def _kind(data: bytes) -> str:
    """Return which of the kinds that are read this is, by its first bytes."""
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis") and features.check("avif"):
        return "AVIF"
    start = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start and b"<html" not in start:
        raise _Not("is an SVG drawing, which only a browser can draw")
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")):
        raise _Not("a page came in place of the picture", lasting=False)
    for sign, kind in _OTHERS.items():
        if data.startswith(sign):
            raise _Not(f"is of a kind that isn't read ({kind})", wanted=kind != "ICO")
    raise _Not("is no picture")


def _check_size(kind: str, size: tuple[int, int]) -> None:
    """Refuse what is too small to be a picture, or too large to be decoded; only its header was read so far."""
    width, height = size
    if min(size) <= SMALLEST or max(size) <= ICON:
        raise _Not(f"is an icon or a tracker ({width}×{height} pixels)", wanted=False)
    most = MOST_PIXELS_JPEG if kind == "JPEG" else MOST_PIXELS
    if width * height > most:
        raise _Not(_too_large(most))


def _too_large(most: int) -> str:
    return f"has too many pixels (over {most // 1_000_000} million)"


def _upright(image: Image.Image, most: int) -> tuple[Image.Image, bytes | None]:
    """Return the first frame, scaled down to at most so many pixels in width, the way up that its camera noted; and its colour profile."""
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    width, height = image.size[::-1] if turn in _ON_ITS_SIDE else image.size
    scale = min(1.0, most / width, _TALLEST * most / height)
    fitted = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    profile = image.info.get("icc_profile")
    image.draft(None, fitted)
    image.load()
    image = _scalable(image)
    if image.size != fitted:
        image = image.resize(fitted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return image if turn is None else image.transpose(turn), profile


def _scalable(image: Image.Image) -> Image.Image:
    """Return the image in a mode that can be scaled smoothly; a palette's colours can't be."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in _SMOOTH else image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the image in RGB, its colours as its own profile means them."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha else image
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):  # a broken profile: the colours are taken for sRGB's
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            colours = ImageCms.profileToProfile(colours, source, _SRGB, outputMode="RGB") or colours
    colours = colours.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _opaque(image: Image.Image) -> Image.Image:
    """Return the image on a ground from which it stands out, where it is transparent."""
    if image.mode != "RGBA":
        return image
    alpha = image.getchannel("A")
    seen = ImageStat.Stat(image.convert("L"), mask=alpha.point(lambda value: 255 if value > 127 else 0))
    pale = bool(seen.count[0]) and seen.mean[0] > _PALE
    ground = Image.new("RGB", image.size, _DARK if pale else _LIGHT)
    ground.paste(image, mask=alpha)
    return ground
