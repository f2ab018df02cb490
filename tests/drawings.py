"""Pictures of our own drawing, for tests that need one to look at."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from tuireader.store.records import Picture

SKY, SEA, LAMP, TOWER = (40, 80, 160), (20, 40, 80), (250, 220, 120), (220, 220, 220)


def lighthouse(width: int = 640, height: int = 360) -> Image.Image:
    """Return a lighthouse in four colours, between sky and sea."""
    image = Image.new("RGB", (width, height), SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 3 // 4, width, height), fill=SEA)
    draw.rectangle((width * 7 // 16, height // 4, width * 9 // 16, height * 3 // 4), fill=TOWER)
    draw.rectangle((width * 3 // 8, height // 8, width * 5 // 8, height // 4), fill=LAMP)
    return image


def png(image: Image.Image) -> bytes:
    """Return an image's PNG file."""
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def stored(address: str, width: int = 640, height: int = 360) -> Picture:
    """Return the lighthouse as the store keeps it."""
    return Picture(address, png(lighthouse(width, height)), "image/png", width, height)
