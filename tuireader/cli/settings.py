"""The command ``config``: where the settings are, what they say, and what they could say."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from tuireader import locations
from tuireader.cli import output
from tuireader.config import PRESETS, Pictures, Sync, load, settings_file
from tuireader.periods import in_short

_FETCHED = {"none": "no pictures", "lead": "each story's lead picture", "all": "all pictures"}
_EXAMPLE = """# Settings of tuireader; everything may be left out.
theme = "night"       # night, paper, contrast, or any of Textual's
keys = "default"      # {presets}
measure = 72          # cells of a line of text
speakers = true       # who says what is quoted, beside the quotation

[reading]
# pictures = true     # stored pictures above their captions; P shows and hides them while reading
graphics = "auto"     # how: auto, blocks (any terminal with colours), kitty, sixel
bidi = "auto"         # who orders Arabic and Hebrew: auto, app, or terminal where it does so itself

[sync]                # the open reader syncs by itself only where this says so
# every = "30m"       # looks so often what is due; 5m at the least
# on_start = true     # and when it is opened
# allow_hosts = ["nas.local"]  # servers of your own: they may lie on this computer or network

[pictures]            # which a sync fetches, after the texts
fetch = "lead"        # none; lead: the picture that stands for a story; all that it shows
width = 1280          # pixels; wider ones are scaled down
budget = "500M"       # room that all of them may take; when it is full no more are fetched

[key]                 # keys of single commands, parted by commas; tuireader config --keys names them
# star = "s,f8"
"""


def config(args: Namespace) -> int:
    """Print the settings in force, an example of a settings file, or the commands and their keys.

    Raises:
        UsageError: the settings file has a mistake.
    """
    if args.example:
        output.write(_EXAMPLE.format(presets=", ".join(PRESETS)).rstrip())
        return 0
    path = settings_file(locations.home(args.home))
    settings = load(path)
    if args.keys:
        from tuireader.tui.commands import COMMANDS
        from tuireader.tui.keys import key_names, keymap

        keys = keymap(load(path, (command.name for command in COMMANDS)))
        for command in COMMANDS:
            output.write(f"{command.name:20} {key_names(keys[command.name]) or '–':18} {command.label}")
        return 0
    there = "" if path.is_file() else "  (not there: all is as it comes; --example shows one)"
    output.write(f"{'file':10} {path}{there}")
    for name, value in settings._asdict().items():
        if name in ("own_keys", "sync", "reading", "pictures"):
            continue
        output.write(f"{name:10} {'as it was left' if value is None else str(value).lower() if isinstance(value, bool) else value}")
    for name, value in settings.reading._asdict().items():
        output.write(f"{name:10} {'as it was left' if value is None else str(value).lower() if isinstance(value, bool) else value}")
    fetch, width, budget = settings.pictures
    output.write(f"{'fetched':10} {_FETCHED[fetch]}, at most {width} pixels wide, {output.size_of(budget)} in all")
    for line in _sync_lines(settings.sync):
        output.write(f"{'sync':10} {line}")
    for name, given in settings.own_keys:
        output.write(f"{'key':10} {name} = {given}")
    return 0


def wish(home: Path, fetch: str | None) -> Pictures:
    """Return which pictures to fetch: as was said now, else as the settings say.

    Raises:
        UsageError: the settings file has a mistake.
    """
    settings = load(settings_file(home)).pictures
    return settings if fetch is None else settings._replace(fetch=fetch)


def own_hosts(home: Path, named: Sequence[str]) -> list[str]:
    """Return the hosts of the person's own: those named now, and those of the settings.

    Raises:
        UsageError: the settings file has a mistake.
    """
    return [*named, *load(settings_file(home)).sync.allow_hosts]


def _sync_lines(sync: Sync) -> Iterator[str]:
    yield f"every {in_short(sync.every)}" if sync.every else "only when asked"
    if sync.on_start:
        yield "when the reader is opened"
    if sync.allow_hosts:
        yield f"allowed: {', '.join(sync.allow_hosts)}"
