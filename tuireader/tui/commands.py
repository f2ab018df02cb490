"""Every command of the reader, declared once: its keys, its name in the palette and the help, where it works, its place in the footer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType

Where = Literal["anywhere", "lists", "story"]


class Command(NamedTuple):
    """One command."""

    action: str
    """The action's name, with arguments as Textual writes them: ``next_story(1)``."""
    keys: str
    """Keys as Textual names them, parted by commas."""
    label: str
    """What it does, in a few words; sentence case."""
    group: str
    where: Where = "anywhere"
    hint: str = ""
    """The footer's word for it; empty where the footer doesn't name it."""
    shown_keys: str = ""
    """The keys as people read them, where joining their names wouldn't do."""

    @property
    def id(self) -> str:
        """A name for the keymap."""
        return "reader." + self.action.replace("(", ".").replace(")", "").replace(", ", ".").replace("'", "").rstrip(".")


MOVE, READ, MARK, FIND, PROGRAM = "Move", "Read", "Mark", "Find and fetch", "Program"

COMMANDS: tuple[Command, ...] = (
    Command("move(1)", "j,down", "Down: a row, or a line of the story", MOVE, hint="move", shown_keys="j/k"),
    Command("move(-1)", "k,up", "Up: a row, or a line of the story", MOVE),
    Command("page(1)", "pagedown,ctrl+d,ctrl+f", "A screen down", MOVE),
    Command("page(-1)", "pageup,ctrl+u,ctrl+b", "A screen up", MOVE),
    Command("edge(-1)", "g,home", "To the top", MOVE),
    Command("edge(1)", "G,end", "To the end", MOVE),
    Command("pane(1)", "l,right,tab", "To the pane at the right; unfold a region", MOVE),
    Command("pane(-1)", "h,left,shift+tab", "To the pane at the left; fold a region", MOVE),
    Command("open", "enter", "Open the story, or the region's list", READ, hint="open"),
    Command("read_on", "space", "Read on: a page down, then the next unread story", READ, hint="read on"),
    Command("next_unread(1)", "n", "Next unread story", READ, hint="next unread", shown_keys="n/p"),
    Command("next_unread(-1)", "p", "Previous unread story", READ),
    Command("next_story(1)", "J", "Next story", READ),
    Command("next_story(-1)", "K", "Previous story", READ),
    Command("go_to('quotation', 1)", "right_square_bracket", "Next quotation", READ, hint="quotation", shown_keys="[ ]"),
    Command("go_to('quotation', -1)", "left_square_bracket", "Previous quotation", READ),
    Command("go_to('picture', 1)", "right_curly_bracket", "Next picture", READ),
    Command("go_to('picture', -1)", "left_curly_bracket", "Previous picture", READ),
    Command("quotations", "v", "All quotations of the story, by speaker", READ),
    Command("speakers", "V", "Show or hide the speakers' names", READ),
    Command("copy_quotation", "y", "Copy the quotation, with speaker, headline and source", READ),
    Command("browse", "o", "Open the story's address in the browser", READ),
    Command("back", "escape,q", "Back; at the first pane, quit", READ, hint="back", shown_keys="q"),
    Command("star", "s", "Star, or take the star away", MARK, hint="star"),
    Command("toggle_read", "r,m", "Mark read or unread", MARK),
    Command("read_all", "A", "Mark everything in this list read", MARK),
    Command("delete", "D", "Delete the story", MARK),
    Command("move_story", "M", "Move the story to another region", MARK),
    Command("undo", "u", "Undo the last mark, star, move or deletion", MARK),
    Command("why", "w", "Why is it here? The evidence, and its other places", READ),
    Command("search", "slash", "Search everything stored", FIND, hint="search"),
    Command("unread_only", "U", "Show unread stories only, or all", FIND),
    Command("import", "i", "Import a file, a folder or a web address", FIND, hint="import"),
    Command("refresh", "ctrl+r,f5", "Show what came in since", FIND),
    Command("app.toggle_theme", "t", "Paper or night", PROGRAM),
    Command("help", "question_mark,f1", "All keys", PROGRAM, hint="help"),
    Command("app.command_palette", "ctrl+p,colon", "Command palette", PROGRAM),
    Command("quit_reader", "ctrl+q", "Quit", PROGRAM),
)

_KEY_NAMES = {
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "right_curly_bracket": "}",
    "left_curly_bracket": "{",
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "space": "space",
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
    "f1": "F1",
    "f5": "F5",
}


def key_names(keys: str) -> str:
    """Return keys as people read them: "j ↓"."""
    names = []
    for key in keys.split(","):
        name = _KEY_NAMES.get(key, key)
        names.append("^" + name[5:].upper() if name.startswith("ctrl+") else name)
    return " ".join(names)


def bindings() -> list[BindingType]:
    """Return the commands' bindings."""
    return [Binding(command.keys, command.action, command.label, show=False, id=command.id, group=None) for command in COMMANDS]


def hints() -> Iterable[tuple[str, str, str]]:
    """Yield (keys, word, action) of the commands that the footer names."""
    for command in COMMANDS:
        if command.hint:
            yield command.shown_keys or key_names(command.keys.split(",", maxsplit=1)[0]), command.hint, command.action
