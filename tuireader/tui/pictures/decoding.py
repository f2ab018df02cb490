"""A stored picture's bytes into pixels, at the size in which they are to be shown. Imported when the first picture is drawn."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from tuireader.errors import StoreDamaged

_FORMATS = ("JPEG", "PNG")
"""What the store keeps."""
_MOST_PIXELS = 40_000_000


def decoded(data: bytes, width: int, height: int) -> Image.Image:
    """Return a picture in RGB of exactly so many pixels.

    Raises:
        StoreDamaged: it can't be decoded; the reason says why.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise StoreDamaged("the picture is too large")
            opened.draft("RGB", (width, height))  # JPEG: decodes at a half, a quarter or an eighth, whatever is enough
            return opened.convert("RGB").resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0)
    except StoreDamaged:
        raise
    except Exception as error:  # a decoder raises whatever broken bytes lead to: ValueError, SyntaxError, struct.error …
        raise StoreDamaged(f"the picture is broken: {str(error)[:100] or type(error).__name__}") from error
