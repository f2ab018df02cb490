"""The starter edition: what its files are as articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from tuireader.article import content_digest
from tuireader.drafting import Failure, Finished, finish
from tuireader.errors import InputError
from tuireader.gathering import Material, gather
from tuireader.reading import Hints

SOURCE = "Starter edition"
_WORLD = "World"


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
    article = msgspec.structs.replace(found.article, source=SOURCE)
    if data.lstrip().partition(b"\n")[0].strip() == _WORLD.encode():
        # Elsewhere that heading stands over anything from abroad; here it means what it says.
        article = msgspec.structs.replace(article, region_path=(_WORLD,), region_evidence=f"section heading '{_WORLD}'")
    return found._replace(article=article, digest=content_digest(article))
