"""Rows of stories: aligned columns for people, one object a line for programs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

from tuireader.cli import output
from tuireader.completeness import SIGNS, completeness
from tuireader.errors import NotFound
from tuireader.store import Store, Summary

_SHORTEST = 4
"""Characters of an id that are shown at least."""
_REGION_CELLS = 20
_SOURCE_CELLS = 20
_HEADLINE_CELLS = 30
"""The headline gets these before the source or the region gets any."""


def print_rows(found: Sequence[Summary], store: Store, *, as_json: bool) -> None:
    """Print stories: columns cut to the terminal, whole lines and whole ids in a pipe, or JSON."""
    if as_json:
        print_json(map(as_object, found))
    elif output.is_terminal():
        for line in columns(found, short_ids(store, [row.id for row in found]), output.terminal_size()[0], output.has_colour()):
            output.write(line)
    else:
        for line in columns(found, [row.id for row in found], None, output.has_colour()):
            output.write(line)


def print_json(objects: Iterable[Mapping[str, object]]) -> None:
    """Print one object a line."""
    import json

    for each in objects:
        output.write(json.dumps(each, ensure_ascii=False, separators=(",", ":")))


def short_ids(store: Store, ids: Sequence[str]) -> list[str]:
    """Return the ids as far as all of them are unique in the store, in one length."""
    length = _SHORTEST
    for each in ids:
        while length < len(each):
            try:
                store.resolve(each[:length])
            except NotFound:
                length += 1
            else:
                break
    return [each[:length] for each in ids]


def columns(found: Sequence[Summary], ids: Sequence[str], width: int | None, colour: bool) -> list[str]:
    """Return a line a story: id, marks, date, region, headline, source.

    Args:
        found: the stories.
        ids: their ids as shown, of one length.
        width: cells of the terminal; None to cut nothing.
        colour: whether to set off what is unread.
    """
    if not found:
        return []
    id_cells = len(ids[0])
    region_cells = min(_REGION_CELLS, max(output.cells(_region(row)) for row in found))
    source_cells = min(_SOURCE_CELLS, max(output.cells(row.source or "") for row in found))
    room = None if width is None else width - id_cells - len(" ●★■ 2020-01-09  ")
    with_date = room is None or room >= _HEADLINE_CELLS
    if room is not None and not with_date:
        room += len("2020-01-09  ")
    with_region = room is None or room - region_cells - 2 >= _HEADLINE_CELLS
    if room is not None and with_region:
        room -= region_cells + 2
    with_source = source_cells > 0 and (room is None or room - source_cells - 2 >= _HEADLINE_CELLS)
    if room is not None and with_source:
        room -= source_cells + 2
    lines = []
    for row, shown in zip(found, ids, strict=True):
        marks = (" " if row.read else "●") + ("★" if row.starred else " ") + SIGNS[completeness(row.whole, row.words, row.missing)]
        parts = [shown + " ", marks + " "]
        if with_date:
            parts.append(day(row.sort) + "  ")
        if with_region:
            parts.append(output.fit(_region(row), region_cells) + "  ")
        source = f"  {row.source}" if with_source and row.source else ""
        if room is None:
            headline = row.title
        elif with_source:
            headline, source = output.fit(row.title, room), f"  {output.cut(row.source or '', source_cells)}"
        else:
            headline = output.cut(row.title, max(room, 1))
        parts.append(headline if row.read else output.bold(headline, colour))
        lines.append(("".join(parts) + (output.dim(source, colour) if source.strip() else "")).rstrip())
    return lines


def as_object(row: Summary) -> dict[str, object]:
    """Return a story's row as JSON has it; the names are those of the article's own JSON where they mean the same."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "region_path": [row.region, row.country] if row.country else [row.region],
        "section": row.section,
        "published": moment(row.published),
        "updated": moment(row.updated),
        "first_seen": moment(row.first_seen),
        "byline": row.byline,
        "language": row.language,
        "url": row.url,
        "words": row.words,
        "quotations": row.quotations,
        "pictures": row.pictures,
        "pictures_missing": row.missing,
        "places": row.places,
        "whole": row.whole,
        "completeness": completeness(row.whole, row.words, row.missing),
        "read": row.read,
        "starred": row.starred,
        "starter": row.starter,
    }


def moment(seconds: int | None) -> str | None:
    """Return a moment as JSON has it: ISO 8601 in UTC."""
    return None if seconds is None else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def day(seconds: int) -> str:
    """Return the day of a moment, in local time."""
    return time.strftime("%Y-%m-%d", time.localtime(seconds))


def _region(row: Summary) -> str:
    return row.country or row.region
