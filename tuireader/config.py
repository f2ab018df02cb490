"""The person's settings: a TOML file in the store's home, or wherever ``$TUIREADER_CONFIG`` says.

::

    theme = "paper"        # night, paper, contrast, or any of Textual's
    keys = "newsboat"      # default, vim, newsboat, netnewswire
    measure = 72           # cells of a line of text
    speakers = true        # who says what is quoted, beside the quotation

    [reading]
    pictures = true        # stored pictures above their captions
    graphics = "auto"      # how: auto, blocks, kitty, sixel
    bidi = "auto"          # who orders right-to-left text: auto, app, terminal

    [sync]                 # the open reader syncs by itself only where this says so
    every = "30m"          # how often it looks what is due
    on_start = true        # when it is opened
    allow_hosts = ["nas.local"]    # servers of one's own, which may lie on this computer or the network around it

    [pictures]             # which a sync fetches
    fetch = "lead"         # none; the picture that stands for a story; all that it shows
    width = 1280           # pixels; wider ones are scaled down
    budget = "500M"        # room that they may take; when it is full no more are fetched

    [key]                  # keys of single commands, parted by commas; names: tuireader config --keys
    star = "f,s"
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tuireader.errors import UsageError
from tuireader.measures import bytes_of
from tuireader.periods import in_short, seconds_of

PRESETS = ("default", "vim", "newsboat", "netnewswire")
GRAPHICS = ("auto", "blocks", "kitty", "sixel")
BIDI = ("auto", "app", "terminal")
MEASURE = 72
"""Cells of a comfortable line (Bringhurst: 45 to 75 characters)."""
SHORTEST, LONGEST = 30, 200
"""The least and the most that a measure can be."""
LARGEST = 100_000
"""Bytes of a settings file."""


FETCHED = ("none", "lead", "all")
NARROWEST, WIDEST = 160, 8_000
"""The least and the most pixels that a picture's width can be."""
LEAST_SYNC = 300
"""The least seconds between two syncs by itself."""


class Sync(NamedTuple):
    """How the open reader syncs by itself: not at all, unless the person says so."""

    every: int | None = None
    """Seconds between two looks at what is due."""
    on_start: bool = False
    allow_hosts: tuple[str, ...] = ()
    """Hosts that may lie on this computer or the network around it."""


class Pictures(NamedTuple):
    """Which pictures a sync fetches, and how much they may take."""

    fetch: str = "lead"
    """One of FETCHED: none; the one that stands for the story; all that it shows."""
    width: int = 1280
    """Pixels; wider ones are scaled down."""
    budget: int = 500_000_000
    """Bytes that all pictures in the store may take; when they do, no more are fetched."""


class Reading(NamedTuple):
    """How stories are shown."""

    pictures: bool | None = None
    """Whether stored pictures are shown; None as it was left."""
    graphics: str = "auto"
    """How pictures are drawn: one of GRAPHICS."""
    bidi: str = "auto"
    """Who brings right-to-left text into order: one of BIDI."""


class Settings(NamedTuple):
    """What the person set; None and empty where they left it to the program."""

    theme: str | None = None
    keys: str = "default"
    """The preset."""
    measure: int = MEASURE
    speakers: bool | None = None
    own_keys: tuple[tuple[str, str], ...] = ()
    """(command's name, keys parted by commas)."""
    sync: Sync = Sync()
    reading: Reading = Reading()
    pictures: Pictures = Pictures()


def settings_file(home: Path) -> Path:
    """Return the settings file's path; it need not exist."""
    chosen = os.environ.get("TUIREADER_CONFIG")
    return Path(chosen).expanduser() if chosen else home / "config.toml"


def load(path: Path, commands: Iterable[str] = ()) -> Settings:
    """Read the settings; all defaults where there is no file.

    Args:
        path: the file.
        commands: the names that ``[key]`` may use; none checks nothing.

    Raises:
        UsageError: the file can't be read, or says something that can't be; the message names it, and what to write.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise UsageError(f"{path}: too large for settings (over {LARGEST:,} bytes)")
        found = tomllib.loads(raw.decode("utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    for name in found:
        _known(path, name, (*Settings._fields[:4], "reading", "sync", "pictures", "key"), "setting")
    keys = _text(path, found, "keys") or "default"
    _known(path, keys, PRESETS, "preset of keys")
    measure = found.get("measure", MEASURE)
    if not isinstance(measure, int) or isinstance(measure, bool) or not SHORTEST <= measure <= LONGEST:
        raise UsageError(f"{path}: measure must be a number from {SHORTEST} to {LONGEST}")
    speakers = found.get("speakers")
    if speakers is not None and not isinstance(speakers, bool):
        raise UsageError(f"{path}: speakers must be true or false")
    own_keys = _own_keys(path, found.get("key", {}), tuple(commands))
    sync, reading = _sync(path, found.get("sync", {})), _reading(path, found.get("reading", {}))
    pictures = _pictures(path, found.get("pictures", {}))
    return Settings(_text(path, found, "theme"), keys, measure, speakers, own_keys, sync, reading, pictures)


def _pictures(path: Path, table: object) -> Pictures:
    if not isinstance(table, dict):
        raise UsageError(f'{path}: [pictures] must be a table: fetch = "all"')
    for name in table:
        _known(path, name, Pictures._fields, "setting of [pictures]")
    usual = Pictures()
    fetch, width = str(table.get("fetch", usual.fetch)), table.get("width", usual.width)
    _known(path, fetch, FETCHED, "value of pictures.fetch")
    if not isinstance(width, int) or isinstance(width, bool) or not NARROWEST <= width <= WIDEST:
        raise UsageError(f"{path}: pictures.width must be a number from {NARROWEST} to {WIDEST}")
    try:
        budget = bytes_of(str(table["budget"])) if "budget" in table else usual.budget
    except UsageError as error:
        raise UsageError(f"{path}: pictures.budget: {error}") from error
    return Pictures(fetch, width, budget)


def _reading(path: Path, table: object) -> Reading:
    if not isinstance(table, dict):
        raise UsageError(f"{path}: [reading] must be a table: pictures = false")
    for name in table:
        _known(path, name, Reading._fields, "setting of [reading]")
    pictures = table.get("pictures")
    if pictures is not None and not isinstance(pictures, bool):
        raise UsageError(f"{path}: reading.pictures must be true or false")
    graphics, bidi = str(table.get("graphics", "auto")), str(table.get("bidi", "auto"))
    _known(path, graphics, GRAPHICS, "value of reading.graphics")
    _known(path, bidi, BIDI, "value of reading.bidi")
    return Reading(pictures, graphics, bidi)


def _sync(path: Path, table: object) -> Sync:
    if not isinstance(table, dict):
        raise UsageError(f'{path}: [sync] must be a table: every = "30m"')
    for name in table:
        _known(path, name, Sync._fields, "setting of [sync]")
    every = None
    if "every" in table:
        try:
            every = seconds_of(str(table["every"]))
        except UsageError as error:
            raise UsageError(f"{path}: sync.every: {error}") from error
        if every < LEAST_SYNC:
            raise UsageError(f"{path}: sync.every must be {in_short(LEAST_SYNC)} at the least")
    on_start, hosts = table.get("on_start", False), table.get("allow_hosts", [])
    if not isinstance(on_start, bool):
        raise UsageError(f"{path}: sync.on_start must be true or false")
    if not isinstance(hosts, list) or not all(isinstance(host, str) and host for host in hosts):
        raise UsageError(f'{path}: sync.allow_hosts must be a list of names: ["nas.local"]')
    return Sync(every, on_start, tuple(hosts))


def _own_keys(path: Path, table: object, commands: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not isinstance(table, dict):
        raise UsageError(f'{path}: [key] must be a table: star = "f"')
    for name, keys in table.items():
        if commands:
            _known(path, name, commands, "command")
        if not isinstance(keys, str) or not keys.strip():
            raise UsageError(f'{path}: key.{name} must be keys in quotation marks: "{name} = \\"x,ctrl+x\\""')
    return tuple((name, ",".join(key.strip() for key in keys.split(","))) for name, keys in table.items())


def _text(path: Path, found: dict[str, object], name: str) -> str | None:
    value = found.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{path}: {name} must be a name in quotation marks")
    return value


def _known(path: Path, name: str, names: tuple[str, ...], what: str) -> None:
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise UsageError(f"{path}: there is no {what} “{name}”; {hint}")
