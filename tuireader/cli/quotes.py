"""The command ``quotes``: who said what, grouped by speaker."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING

from tuireader import locations
from tuireader.cli import output, rows
from tuireader.cli.listing import asked_for
from tuireader.query import Query
from tuireader.store import Store, Summary
from tuireader.writing.width import breaks

if TYPE_CHECKING:
    from tuireader.store.sayings import Saying

_SOME = 50
"""Quotations printed unless it's told otherwise."""
_PAGE = 500
_EVERYTHING = 1 << 31
_WIDEST, _NARROWEST = 100, 20
_INDENT = "  "


def quotes(args: Namespace) -> int:
    """Print who said what: whoever spoke last first, and of each the newest first."""
    asked = asked_for(args)
    limit = args.limit or _EVERYTHING if args.limit is not None else _EVERYTHING if args.json else _SOME
    with Store.open(locations.home(args.home)) as store:
        sayings = _sayings(store, asked, args.speaker, limit + 1)
        if args.json:
            rows.print_json(map(_as_object, islice(sayings, limit)))
            return 0
        # One more than is shown tells whether there is more.
        found = list(sayings)
        _print(found[:limit], store)
        if len(found) > limit:
            output.note("… and more: --limit N for so many, --limit 0 for all")
        elif not found:
            output.note(_nobody(store, args.speaker))
    return 0


def _sayings(store: Store, asked: Query, speaker: str | None, limit: int) -> Iterator[Saying]:
    after = None
    while limit > 0:
        page = store.sayings(asked, speaker=speaker, limit=min(limit, _PAGE), after=after)
        yield from page
        if len(page) < min(limit, _PAGE):
            return
        limit -= len(page)
        after = page[-1].cursor


def _nobody(store: Store, speaker: str | None) -> str:
    if not store.counts().all.total:
        return "there are no stories yet; tuireader import brings some in, and the reader opens with a starter edition"
    return f"nobody called {speaker} is quoted there" if speaker else "nobody is quoted by name there"


def _print(found: Sequence[Saying], store: Store) -> None:
    terminal, colour = output.is_terminal(), output.has_colour()
    width = max(_NARROWEST, min(output.terminal_size()[0], _WIDEST))
    ids = [saying.story.id for saying in found]
    shown = dict(zip(ids, rows.short_ids(store, ids) if terminal else ids, strict=True))
    groups: dict[tuple[int, ...], list[Saying]] = {}
    for saying in found:
        groups.setdefault(saying.person.numbers, []).append(saying)
    for number, said in enumerate(groups.values()):
        if number:
            output.write("")
        _write_speaker(said, width, colour)
        for story, sayings in groupby(said, key=lambda saying: saying.story):
            _write_story(story, list(sayings), shown[story.id], width, colour)


def _write_speaker(said: Sequence[Saying], width: int, colour: bool) -> None:
    person = said[0].person
    about = next((saying.description for saying in said if saying.description), None)
    if person.perhaps:
        about = "perhaps " + " or ".join(person.perhaps)
    first, *more = _lines(f"{person.name} ({about})" if about else person.name, width)
    rest = first[len(person.name) :]
    output.write(output.bold(first[: len(person.name)], colour) + (output.dim(rest, colour) if rest else ""))
    for line in more:
        output.write(output.dim(line, colour))


def _write_story(story: Summary, said: Sequence[Saying], shown_id: str, width: int, colour: bool) -> None:
    for saying in said:
        for line in _lines(f"“{saying.spoken}”", width - len(_INDENT)):
            output.write(_INDENT + line)
    where = " · ".join(filter(None, (shown_id, rows.day(story.sort), story.source, story.title)))
    for line in _lines(where, width - 2 * len(_INDENT)):
        output.write(output.dim(2 * _INDENT + line, colour))


def _lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in breaks(text, width)]


def _as_object(saying: Saying) -> Mapping[str, object]:
    """Return a saying as JSON has it; the names are those of the article's own JSON where they mean the same."""
    story = saying.story
    return {
        "speaker": saying.person.name,
        "named": saying.named,
        "perhaps": saying.person.perhaps,
        "description": saying.description,
        "text": saying.text,
        "id": story.id,
        "block": saying.block,
        "start": saying.start,
        "end": saying.stop,
        "title": story.title,
        "source": story.source,
        "region_path": [story.region, story.country] if story.country else [story.region],
        "published": rows.moment(story.published),
        "first_seen": rows.moment(story.first_seen),
        "url": story.url,
    }
