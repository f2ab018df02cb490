"""The starter edition: what its files are as articles, and its pictures."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from tuireader import locations
from tuireader.article import Block, Caption, content_digest
from tuireader.drafting import Failure, Finished, finish
from tuireader.errors import InputError
from tuireader.gathering import Material, gather
from tuireader.reading import Hints

SOURCE = "Starter edition"
DATED = datetime(2026, 11, 1, tzinfo=UTC)
"""The edition's day. A list sorts what has no date by the moment it came: the first day's news would stand below the edition."""
_WORLD = "World"
_PICTURES = "pictures.tsv"
"""A line for each picture: the file's name, a tab, and the caption that it belongs to."""
_PNG_HEAD = struct.Struct(">8s4x4sII")
"""A PNG file's signature, the length and name of its first chunk, and its width and height (RFC 2083)."""


class Drawing(NamedTuple):
    """A picture of the edition."""

    address: str
    data: bytes
    width: int
    height: int


class Story(NamedTuple):
    """One file of the edition."""

    material: Material | None
    found: list[Finished | Failure]


def stories(folder: Path) -> Iterator[Story]:
    """Yield the edition's stories, the regions by turns, so that the first page a new reader sees isn't all of one."""
    turns: dict[str, int] = {}
    order = []
    for path in sorted(folder.glob("*.txt")):
        region = path.name.partition("-")[0]
        turns[region] = turns.get(region, 0) + 1
        order.append((turns[region], path.name, path))
    for _, _, path in sorted(order):
        yield from map(_story, gather(path))


def drawings(folder: Path) -> Iterator[Drawing]:
    """Yield the edition's pictures; one that is missing or no PNG is left out: its caption stands alone."""
    for name in _captions(folder).values():
        try:
            data = (folder / name).read_bytes()
            signature, chunk, width, height = _PNG_HEAD.unpack_from(data)
        except (OSError, struct.error):
            continue
        if signature == b"\x89PNG\r\n\x1a\n" and chunk == b"IHDR":
            yield Drawing(_address(name), data, width, height)


def _address(name: str) -> str:
    return f"starter:{name}"


@lru_cache(maxsize=4)
def _captions(folder: Path) -> dict[str, str]:
    """Return by caption the picture's file name."""
    try:
        lines = (folder / _PICTURES).read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {caption: os.path.basename(name) for name, _, caption in (line.partition("\t") for line in lines) if caption}  # noqa: PTH119


def _with_picture(block: Block, captions: dict[str, str]) -> Block:
    name = captions.get(block.text) if isinstance(block, Caption) else None
    return msgspec.structs.replace(block, src=_address(name)) if name else block


def _story(gathered: Material | InputError) -> Story:
    """Read a file; its article is named for the file, wherever that lies."""
    if isinstance(gathered, InputError):
        return Story(None, [Failure(gathered.source, gathered.reason)])
    name = os.path.basename(gathered.source)  # noqa: PTH119
    material = gathered._replace(origin=f"starter:{name}", alone=False)
    return Story(material, [of_edition(found, material.data) for found in finish(material, Hints(name=name))])


def of_edition(found: Finished | Failure, data: bytes) -> Finished | Failure:
    """Return what was found in a file as it is in the edition."""
    if isinstance(found, Failure):
        return found
    folder = locations.starter_edition()
    captions = _captions(folder) if folder else {}
    blocks = tuple(_with_picture(block, captions) for block in found.article.blocks)
    article = msgspec.structs.replace(found.article, source=SOURCE, published=DATED, blocks=blocks)
    if data.lstrip().partition(b"\n")[0].strip() == _WORLD.encode():
        # Elsewhere that heading stands over anything from abroad; here it means what it says.
        article = msgspec.structs.replace(article, region_path=(_WORLD,), region_evidence=f"section heading '{_WORLD}'")
    return found._replace(article=article, digest=content_digest(article))
