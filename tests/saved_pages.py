"""A page of our own writing in the forms in which browsers and extensions save one, with pictures."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

from PIL import Image

ADDRESS = "https://quay.example/2020/ferry"
_TEXT = """<p>She sails at noon, and again at six, and on Sundays not at all: the master sings in the choir.</p>
<p>The dock was meant to keep her for one year. It kept her for four, and the quay has got used to it.</p>"""


def photo(seed: int = 1, width: int = 320, height: int = 180) -> bytes:
    """Return a JPEG with detail in it; each seed another."""
    image = Image.radial_gradient("L").resize((width, height)).rotate(seed * 30).convert("RGB")
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def page(*pictures: str, note: str = f"<!-- saved from url=(0031){ADDRESS} -->", head: str = "") -> str:
    """Return a page whose figures show pictures, each called so in the page; their captions are numbered."""
    figures = "\n".join(
        f'<figure><img src="{given}"><figcaption>Picture {number} of the ferry</figcaption></figure>'
        for number, given in enumerate(pictures, 1)
    )
    return (
        f'<!DOCTYPE html>\n{note}\n<html lang="en"><head><title>The ferry is back | Quay</title>{head}</head>'
        f"<body><article><h1>The ferry is back</h1>\n{figures}\n{_TEXT}</article></body></html>"
    )


def complete(folder: Path, *files: bytes, name: str = "Ferry") -> Path:
    """Write a page saved "complete" with its pictures beside it; return its path."""
    beside = folder / f"{name}_files"
    beside.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(files, 1):
        (beside / f"{number}.jpg").write_bytes(data)
    path = folder / f"{name}.html"
    path.write_text(page(*(f"./{name}_files/{number}.jpg" for number in range(1, len(files) + 1))), encoding="utf-8")
    return path


def data_uri(data: bytes, media_type: str = "image/jpeg") -> str:
    """Return bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def singlefile(*given: str) -> str:
    """Return a page as SingleFile writes it."""
    note = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Thu Jan 09 2020 14:03:05 GMT+0000\n-->"
    return page(*given, note=note)


def mhtml(text: str, *parts: tuple[str, bytes], note: bool = True) -> bytes:
    """Return a page as one file, with parts that each have a header of their own: ``Content-Location: …`` or ``Content-ID: …``."""
    first = f"Snapshot-Content-Location: {ADDRESS}\n" if note else ""
    pieces = [f"Content-Type: text/html; charset=utf-8\nContent-Location: {ADDRESS}\n\n{text}".encode()]
    pieces += [
        f"Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n{header}\n\n".encode() + base64.encodebytes(data)
        for header, data in parts
    ]
    start = (
        f"From: <Saved by Blink>\n{first}Subject: The ferry is back\nDate: Thu, 9 Jan 2020 14:03:05 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----part"\n\n'
    )
    return start.encode() + b"".join(b"------part\n" + piece + b"\n" for piece in pieces) + b"------part--\n"
