"""The command ``config``: where the settings are, what they say, and what they could say."""

from __future__ import annotations

from argparse import Namespace

from tuireader import locations
from tuireader.cli import output
from tuireader.config import PRESETS, load, settings_file

_EXAMPLE = """# Settings of tuireader; everything may be left out.
theme = "night"       # night, paper, contrast, or any of Textual's
keys = "default"      # {presets}
measure = 72          # cells of a line of text
speakers = true       # who says what is quoted, beside the quotation

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
        if name == "own_keys":
            continue
        output.write(f"{name:10} {'as it was left' if value is None else str(value).lower() if isinstance(value, bool) else value}")
    for name, given in settings.own_keys:
        output.write(f"{'key':10} {name} = {given}")
    return 0
