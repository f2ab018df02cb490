"""Which key does what: the presets, the person's own keys, and how keys are written for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from tuireader.config import Settings
from tuireader.tui.commands import COMMANDS

ScreenType = TypeVar("ScreenType", bound=Screen[Any])

PRESETS: Mapping[str, Mapping[str, str]] = {
    "default": {},
    # gg, counts (5j, 12G) and the rest of vim's way of moving are in chords.py.
    "vim": {"top": "home", "search": "slash", "page-down": "ctrl+f,ctrl+d,pagedown", "undo": "u"},
    "newsboat": {
        "toggle-read": "N",
        "browse": "o",
        "links": "u",
        "undo": "ctrl+z",
        "refresh": "ctrl+r,f5",
        "unread-only": "l",
        "right": "right,tab",
        "left": "h,left,shift+tab",
        "toggle-theme": "T",
        "read-all": "A,C",
        "back": "q,escape",
    },
    "netnewswire": {
        "next-unread": "n,plus",
        "previous-unread": "p",
        "read-all": "k",
        "up": "up",
        "toggle-read": "r,m,u",
        "undo": "ctrl+z",
        "browse": "b",
        "star": "s",
        "wider": "equals_sign",
    },
}
"""By preset: the keys of the commands that differ from the declared ones."""

_NAMES = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
}
_SIGNS = {sign: name for name, sign in _NAMES.items() if len(sign) == 1 and sign.isascii()}
_SCREENS = {command.name: frozenset(command.screens.split()) for command in COMMANDS}
_AT_ONCE = frozenset({"search"})
"""Commands after which people type on: done before the next key is handed on, or that key would go where the focus was."""
_SHOWN_KEYS = 3
"""Keys of one command that the help names."""


def keymap(settings: Settings) -> dict[str, str]:
    """Return each command's keys, parted by commas: declared, changed by the preset, changed by the person.

    A key that the preset or the person gives to one command is taken from the others of its screens.
    """
    keys = {command.name: command.keys.split(",") for command in COMMANDS}
    for changes in (PRESETS[settings.keys], dict(settings.own_keys)):
        new = {name: [_SIGNS.get(key, key) for key in given.split(",")] for name, given in changes.items()}
        taken = {(screen, key) for name, given in new.items() for key in given for screen in _SCREENS.get(name, ())}
        for name, given in keys.items():
            keys[name] = new.get(name) or [key for key in given if not any((screen, key) in taken for screen in _SCREENS[name])]
    return {name: ",".join(given) for name, given in keys.items()}


def bindings(keys: Mapping[str, str], screen: str = "reader") -> list[BindingType]:
    """Return the bindings of a screen's commands; a command without a key is still in the palette."""
    return [
        Binding(keys[each.name], each.action, each.label, show=False, id=each.name, priority=each.name in _AT_ONCE)
        for each in COMMANDS
        if keys[each.name] and screen in _SCREENS[each.name]
    ]


def keyed(screen: type[ScreenType], keys: Mapping[str, str], name: str) -> type[ScreenType]:
    """Return a screen's class with the keys of its commands: Textual reads bindings from the class, so each setting of keys has its own."""
    return type(screen.__name__, (screen,), {"BINDINGS": bindings(keys, name), "COMMANDS_OF": name, "__module__": screen.__module__})


def key_names(keys: str) -> str:
    """Return keys as people read them: "j ↓"."""
    return " ".join(_name(key) for key in keys.split(",")[:_SHOWN_KEYS] if key)


def _name(key: str) -> str:
    name = _NAMES.get(key, key)
    if name.startswith("ctrl+"):
        return "^" + name[5:].upper()
    return name.upper() if name[:1] == "f" and name[1:].isdigit() else name


def hints(keys: Mapping[str, str], pane: str) -> Iterable[tuple[str, str, str]]:
    """Yield (keys, word, action) of the commands that the footer names in a pane, help last: it stays whatever there is no room for."""
    for command in sorted(COMMANDS, key=lambda command: command.name == "help"):
        if command.hint and pane in command.panes.split() and keys[command.name]:
            names = [key_names(keys[name].split(",")[0]) for name in (command.name, command.partner) if name and keys[name]]
            yield "/".join(names), command.hint, command.action


class HasKeys:
    """A screen that knows the person's keys, and names them."""

    keys: Mapping[str, str]

    def key(self, command: str) -> str:
        """Return the first key of a command as people read it; the palette's where it has none."""
        return next(filter(None, (key_names(self.keys[name].split(",")[0]) for name in (command, "command-palette"))), "")
