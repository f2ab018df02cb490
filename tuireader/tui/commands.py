"""Every command of the reader, declared once: its keys, its name in the palette and the help, where it works, its place in the footer."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command."""

    name: str
    """Its name in the settings."""
    action: str
    """The action's name, with arguments as Textual writes them: ``next_story(1)``."""
    keys: str
    """Keys as Textual names them, parted by commas."""
    label: str
    """What it does, in a few words; sentence case."""
    group: str
    hint: str = ""
    """The footer's word for it; empty where the footer doesn't name it."""
    panes: str = "regions stories story"
    """The panes in which the footer names it."""
    partner: str = ""
    """The command whose key the footer shows beside this one's: ``j/k``."""
    screens: str = "reader"
    """The screens where it works, parted by blanks. A key may mean different things on different screens."""


MOVE, READ, MARK, FIND, PROGRAM = "Move", "Read", "Mark", "Find and fetch", "Program"
PAPERS, FEEDS, PICTURES = "Choose your papers", "Subscriptions", "A picture shown large"
_LISTS, _EVERY = "reader subscriptions", "reader papers subscriptions"


def _of(screen: str, group: str, *rows: tuple[str, str, str, str, str]) -> tuple[Command, ...]:
    """Return the commands of a screen that works alone: name, action, keys, label and the footer's word of each."""
    return tuple(Command(*row[:4], group, row[4], screen, screens=screen) for row in rows)


COMMANDS: tuple[Command, ...] = (
    Command(
        "down",
        "move(1)",
        "j,down",
        "Down: a row, or a line of the story",
        MOVE,
        "move",
        "regions stories",
        partner="up",
        screens=_EVERY,
    ),
    Command("up", "move(-1)", "k,up", "Up: a row, or a line of the story", MOVE, screens=_EVERY),
    Command("page-down", "page(1)", "pagedown,ctrl+d,ctrl+f", "A screen down", MOVE, screens=_EVERY),
    Command("page-up", "page(-1)", "pageup,ctrl+u,ctrl+b", "A screen up", MOVE, screens=_EVERY),
    Command("top", "edge(-1)", "g,home", "To the top", MOVE, screens=_EVERY),
    Command("end", "edge(1)", "G,end", "To the end", MOVE, screens=_EVERY),
    Command("right", "pane(1)", "l,right,tab", "To the pane at the right; unfold a region", MOVE, hint="unfold", panes="regions"),
    Command("left", "pane(-1)", "h,left,shift+tab", "To the pane at the left; fold a region", MOVE),
    Command("open", "open", "enter", "Open the story, or the region's list", READ, hint="open", panes="regions stories"),
    Command("read-on", "read_on", "space", "Read on: a page down, then the next unread story", READ, hint="read on", panes="stories story"),
    Command("next-unread", "next_unread(1)", "n", "Next unread story", READ, "next unread", "stories story", "previous-unread"),
    Command("previous-unread", "next_unread(-1)", "p", "Previous unread story", READ),
    Command("next-story", "next_story(1)", "J", "Next story", READ),
    Command("previous-story", "next_story(-1)", "K", "Previous story", READ),
    Command(
        "next-quotation",
        "go_to('quotation', 1)",
        "right_square_bracket",
        "Next quotation",
        READ,
        "quotation",
        "story",
        "previous-quotation",
    ),
    Command("previous-quotation", "go_to('quotation', -1)", "left_square_bracket", "Previous quotation", READ),
    Command("next-picture", "go_to('picture', 1)", "right_curly_bracket", "Next picture", READ),
    Command("previous-picture", "go_to('picture', -1)", "left_curly_bracket", "Previous picture", READ),
    Command("enlarge", "enlarge", "e", "The picture in sight, as large as the terminal", READ, "picture", "story"),
    Command("picture-outside", "picture_outside", "E", "The picture in the system's viewer", READ, screens="reader picture"),
    Command("pictures", "pictures", "P", "Show or hide the pictures", READ),
    Command("quotations", "quotations", "v", "All quotations of the story, by speaker", READ, hint="who says what", panes="story"),
    Command("speakers", "speakers", "V", "Show or hide the speakers' names", READ),
    Command("copy-quotation", "copy_quotation", "y", "Copy the quotation, with speaker, headline and source", READ),
    Command("links", "links", "L", "The story's links", READ),
    Command("browse", "browse", "o", "Open the story's address in the browser", READ),
    Command(
        "back", "back", "q,escape", "Back; at the first pane, quit", READ, "back", "regions stories story subscriptions", screens=_LISTS
    ),
    Command("star", "star", "s", "Star, or take the star away", MARK, hint="star", panes="stories story"),
    Command("toggle-read", "toggle_read", "r,m", "Mark read or unread", MARK),
    Command("read-all", "read_all", "A", "Mark everything in this list read", MARK),
    Command("delete", "delete", "D", "Delete the story", MARK),
    Command("move-story", "move_story", "M", "Move the story to another region", MARK),
    Command("undo", "undo", "u", "Undo the last mark, star, move or deletion", MARK, screens=_LISTS),
    Command("why", "why", "w", "Why is it here? The evidence, and its other places", READ),
    Command("search", "search", "slash", "Search everything stored", FIND, hint="search"),
    Command("quotes", "quotes", "Q", "Who said what: everybody quoted in this list's stories", FIND),
    Command("unread-only", "unread_only", "U", "Show unread stories only, or all", FIND),
    Command("sync", "sync", "S", "Fetch what is new of every subscription; again, stop it", FIND, screens=_LISTS),
    Command("before-train", "before_train", "B", "Before the train: so much to read on board, whole; how far a sync is", FIND),
    Command("subscriptions", "subscriptions", "f", "Your subscriptions: how each fares, and its settings", FIND),
    Command("papers", "papers", "F", "Choose your papers, from the catalogue", FIND, screens=_LISTS),
    Command("add-feed", "add_feed", "a", "Subscribe to a feed, or to that of any page", FIND, "add", "subscriptions", screens=_LISTS),
    Command("import", "import", "i", "Import a file, a folder or a web address", FIND, hint="import", panes="regions stories"),
    Command("refresh", "refresh", "ctrl+r,f5", "Show what came in since", FIND),
    Command("zen", "zen", "z", "The story alone, without the other panes", READ),
    Command("wider", "measure(4)", "plus,equals_sign", "Longer lines", READ),
    Command("narrower", "measure(-4)", "minus", "Shorter lines", READ),
    Command("list-wider", "list_width(4)", "greater_than_sign", "A wider list", PROGRAM),
    Command("list-narrower", "list_width(-4)", "less_than_sign", "A narrower list", PROGRAM),
    Command("toggle-theme", "app.toggle_theme", "t", "Paper or night", PROGRAM, screens=_EVERY),
    Command("help", "help", "question_mark,f1", "All keys", PROGRAM, "help", "regions stories story papers subscriptions", screens=_EVERY),
    Command("command-palette", "app.command_palette", "ctrl+p,colon", "Command palette", PROGRAM, screens=_EVERY),
    Command("quit", "quit_reader", "ctrl+q", "Quit", PROGRAM),
    *_of(
        "papers",
        PAPERS,
        ("choose-paper", "choose", "space", "Choose a paper or a whole region, or leave it", "choose"),
        ("take-papers", "take", "enter", "Subscribe to what is chosen", "subscribe"),
        ("leave-papers", "leave", "escape,q", "Not now", "not now"),
        ("find-paper", "find", "slash", "Find a paper", "find"),
        ("check-paper", "check", "c", "Ask whether it answers; nothing is stored", "check"),
        ("next-papers", "region(1)", "l,right,tab", "To the next region", ""),
        ("previous-papers", "region(-1)", "h,left,shift+tab", "To the region before", ""),
    ),
    *_of(
        "picture",
        PICTURES,
        ("turn-on", "turn(1)", "n,j,l,right,down,space", "Next picture", "next picture"),
        ("turn-back", "turn(-1)", "p,k,h,left,up", "Previous picture", "previous"),
        ("leave-picture", "back", "q,escape,e,enter", "Back to the story", "back"),
    ),
    *_of(
        "subscriptions",
        FEEDS,
        ("edit-feed", "edit", "enter,e", "Its settings: region, section, full text …", "edit"),
        ("sync-feed", "sync_one", "s", "Fetch what is new of this one", "sync this"),
        ("check-feed", "check", "c", "Ask whether it answers; nothing is stored", "check"),
        ("remove-feed", "remove", "D,delete", "End the subscription; its stories stay", "remove"),
        ("find-feed", "find", "slash", "Find a subscription", "find"),
        ("import-feeds", "import_list", "i", "Take the subscriptions of a list (OPML)", "import"),
        ("export-feeds", "export_list", "x", "Write them as a list (OPML)", "export"),
    ),
)
