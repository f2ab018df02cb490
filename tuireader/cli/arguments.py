"""The commands and their arguments. Only the parser of the command that runs is made."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence

from tuireader import __version__
from tuireader.errors import UsageError
from tuireader.measures import bytes_of, minutes_of

READER = ""
"""The name under which the reader itself stands among the commands."""
_GLOBAL_WITH_VALUE = ("--home",)
_WITH_QUERY = ("list", "search", "quotes", "reprocess")
PICTURES = ("none", "lead", "all")
_NOT = "\0"
_NEGATED = re.compile(r"-(?!-|h?$)")


class Command:
    """A command: what it does in words, where, its arguments, and further help below them."""

    __slots__ = ("arguments", "function", "module", "more", "words")

    def __init__(
        self, words: str, module: str, function: str, arguments: Callable[[argparse.ArgumentParser], object], more: str = ""
    ) -> None:
        self.words = words
        self.module = module
        self.function = function
        self.arguments = arguments
        self.more = more


def command_of(argv: Sequence[str]) -> tuple[str, list[str]]:
    """Return the command's name ("" for the reader itself) and the arguments for its parser; ``--home DIR`` may stand in front."""
    front: list[str] = []
    rest = list(argv)
    while rest and rest[0].startswith(_GLOBAL_WITH_VALUE):
        taken = 1 if "=" in rest[0] else 2
        front += rest[:taken]
        del rest[:taken]
    if rest and rest[0] in COMMANDS:
        return rest[0], front + rest[1:]
    return READER, front + rest


def parsed(name: str, rest: Sequence[str]) -> argparse.Namespace:
    """Return the arguments of a command.

    Raises:
        SystemExit: help was asked for, or they are wrong; it has been printed.
    """
    if name in _WITH_QUERY:
        # argparse would take "-sport" for options; a sign that no argument can hold keeps it a word of the query.
        args = parser_for(name).parse_args([_NOT + word if _NEGATED.match(word) else word for word in rest])
        args.query = [word.replace(_NOT, "") for word in args.query]
        return args
    return parser_for(name).parse_args(rest)


def parser_for(name: str) -> argparse.ArgumentParser:
    """Return the parser of a command."""
    command = COMMANDS[name]
    parser = argparse.ArgumentParser(
        prog=f"tuireader {name}".strip(),
        description=command.words[0].upper() + command.words[1:] + ".",
        epilog=_overview() if name == READER else command.more,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    parser.add_argument("--home", metavar="DIR", help="the store's folder (else $TUIREADER_HOME, else where this installation keeps it)")
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Make a formatter of a width of our own: to find the terminal's, argparse loads what takes longer than the whole command."""
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=28, width=100)


def _overview() -> str:
    lines = [f"  {name:<13} {command.words}" for name, command in COMMANDS.items() if name]
    more = "tuireader COMMAND --help tells more of each. A file that is named like a command is written ./list."
    return "\n".join(["commands:", *lines, "", more])


def _reader(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders to import first; addresses too")
    parser.add_argument("--version", action="version", version=f"tuireader {__version__}")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="PATH|URL|-", help="files, folders, web addresses, or - for standard input")
    _allow_host(parser)
    parser.add_argument("--quiet", "-q", action="store_true", help="say nothing but what failed")


def _allow_host(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow-host", action="append", default=[], metavar="HOST[:PORT]", help="your own server: it may lie on this computer or network"
    )


def _parse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", nargs="+", metavar="PATH|-", help="files, folders, or - for standard input")
    parser.add_argument("--json", action="store_true", help="one object a line (the only form there is)")


def _narrowed(parser: argparse.ArgumentParser, limit: str, what: str = "stories") -> None:
    parser.add_argument("--region", metavar="R", help='a region or a country: "Middle East", Iran')
    parser.add_argument("--unread", action="store_true", help="only what is unread")
    parser.add_argument("--starred", action="store_true", help="only what is starred")
    parser.add_argument("--since", metavar="WHEN", help="only what is newer: 12h, 3d, 2w, yesterday, 2020-01-09")
    parser.add_argument("--limit", type=_number, metavar="N", help=f"at most so many {what}, 0 for all ({limit})")
    parser.add_argument("--json", action="store_true", help="one object a line")


def _number(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text} is no number")
    return int(text)


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what they must have; see below")
    _narrowed(parser, "a screenful on a terminal, 50 in a pipe, all with --json")


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words, and whatever narrows them; see below")
    _narrowed(parser, "50")


def _quotes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="what their stories must have; quote: narrows what is said; see below")
    parser.add_argument("--speaker", metavar="NAME", help='who says it: "Khamenei", "Donald Trump", "foreign ministry"')
    _narrowed(parser, "50, all with --json", "quotations")


def _show(parser: argparse.ArgumentParser) -> None:
    _ids(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="text without colour (as in a pipe)")
    form.add_argument("--json", action="store_true", help="one object a line, which import takes back")
    form.add_argument("--markdown", action="store_true", help="Markdown")
    parser.add_argument("--width", type=_number, metavar="N", help="columns of the text (the terminal's, at most 72)")


def _ids(parser: argparse.ArgumentParser, count: str = "+") -> None:
    parser.add_argument("ids", nargs=count, metavar="ID", help="a story's id, or as much of it as is unique")


def _mark(parser: argparse.ArgumentParser) -> None:
    _ids(parser)
    read = parser.add_mutually_exclusive_group()
    read.add_argument("--read", dest="read", action="store_const", const=True, help="mark as read")
    read.add_argument("--unread", dest="read", action="store_const", const=False, help="mark as unread")
    star = parser.add_mutually_exclusive_group()
    star.add_argument("--star", dest="starred", action="store_const", const=True, help="give it a star")
    star.add_argument("--unstar", dest="starred", action="store_const", const=False, help="take the star away")


def _move(parser: argparse.ArgumentParser) -> None:
    _ids(parser)
    parser.add_argument("region", metavar="REGION", help='where to: "Asia", "Asia > Japan", Japan; "auto" undoes a move')


def _delete(parser: argparse.ArgumentParser) -> None:
    _ids(parser, "*")
    parser.add_argument("--starter", action="store_true", help="the whole starter edition")
    parser.add_argument("--undo", action="store_true", help="bring back what was deleted last")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one object a line")


def _subscribe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="URL|NAME", help="a feed's address, any page's that names its feed, or a name of the catalogue")
    parser.add_argument("--region", metavar="R", help="where its stories belong when they don't say so themselves: Asia, Japan")
    parser.add_argument("--section", metavar="S", help="a subject for all its stories: Business, Sport")
    parser.add_argument("--title", metavar="T", help="what to call it")
    parser.add_argument("--full-text", action=argparse.BooleanOptionalAction, help="fetch the pages of stories that it only sums up (yes)")
    parser.add_argument("--interval", metavar="TIME", help="how often sync --due asks it: 30m, 2h, 1d (1h)")
    parser.add_argument("--keep", metavar="TIME", help="how long its read stories are kept when tuireader keep makes room: 30d, forever")
    parser.add_argument("--user-agent", metavar="WORDS", help="what to call this program when asking it")
    _allow_host(parser)


def _unsubscribe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="+", metavar="URL|NAME", help="a subscription's address or title")


def _subscriptions(parser: argparse.ArgumentParser) -> None:
    actions = ("import", "export", "check", "catalogue")
    parser.add_argument("action", nargs="?", choices=actions, help="(they are listed when nothing is said)")
    parser.add_argument("files", nargs="*", metavar="FILE", help="OPML to import or to write; standard input and output when none is named")
    parser.add_argument("--catalogue", action="store_true", help="check the feeds of the catalogue instead")
    _allow_host(parser)
    _json(parser)


def _sync(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--due", action="store_true", help="only the feeds whose time has come (for timers)")
    parser.add_argument(
        "--for", dest="minutes", type=_minutes, metavar="TIME", help="before the train: so much to read on board, whole: 45m, 3h, 1h30m"
    )
    parser.add_argument("--max", dest="size", type=_size, metavar="SIZE", help="receive no more bytes than this: 50M; see below")
    parser.add_argument(
        "--region", metavar="R", help="only the subscriptions of a region or a country; with --for or --max only its stories"
    )
    parser.add_argument("--no-pages", action="store_true", help="leave the full text of stories that feeds only sum up for later")
    parser.add_argument("--pictures", choices=PICTURES, help="which pictures to fetch: none, a story's lead picture, or all that it shows")
    parser.add_argument("--dry-run", action="store_true", help="say what would be asked and chosen, and why; fetch nothing")
    parser.add_argument("--quiet", "-q", action="store_true", help="say nothing but what failed")
    _allow_host(parser)
    parser.add_argument("--json", action="store_true", help="one object an event, the report last")


def _stats(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one object")


def _config(parser: argparse.ArgumentParser) -> None:
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--example", action="store_true", help="print a settings file to start from")
    shown.add_argument("--keys", action="store_true", help="print the reader's commands and their keys")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help="mend it; close every other tuireader first")


def _keep(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=_number, metavar="N", help="drop what was read and is older than N days")
    parser.add_argument(
        "--size", type=_size, metavar="SIZE", help="drop what was read, the oldest first, until the rest takes no more: 500M, 2G"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    parser.add_argument("--yes", action="store_true", help="don't ask")


def _size(text: str) -> int:
    return _measured(bytes_of, text)


def _minutes(text: str) -> int:
    return _measured(minutes_of, text)


def _measured(read: Callable[[str], int], text: str) -> int:
    try:
        return read(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _reprocess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="only these stories; see tuireader list --help")


_KEEP = """Unread and starred stories never go. What went can't be taken back, and a later import of a folder or feed leaves it out.

Stories of subscriptions that say how long they are kept (tuireader subscribe URL --keep 30d) go by that, whatever --days says;
with neither --days nor --size they alone do."""
_REPROCESS = "Ids, marks, positions and moves stay. Ctrl-C stops it; the next call goes on there."
_SYNC = """Ctrl-C stops it; what came is stored, and the next sync goes on there.

--for fills a reading time: feeds are read, then the freshest unread stories of every region, by turns, are fetched whole
until there is so much to read on board. Stories that are whole already count. The rest waits for a later sync.
--max counts the bytes received over the network: feeds, pages and pictures as they are sent. Text takes about 0.1 MB a page.

Proxies are used as HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say."""
_REPAIR = "What is whole goes on; the broken files are put aside in the store's folder, nothing is thrown away."
_QUERY = """a query:
  air strikes              both words, anywhere in a story
  "air strikes"  strik*    an exact phrase; words that begin so
  title:iran  quote:revenge  speaker:khamenei  source:bbc  section:sport  place:IR  region:asia  language:en
  unread  starred  is:complete  is:partial  is:headline  is:blocked  is:starter
  words>800  minutes<5  quotes>3  pictures>0  since:3d  before:2020-01-09
  -sport   japan OR korea   (japan OR korea) -sport"""

COMMANDS = {
    READER: Command("read the news: open the reader, after importing what is named", "reader", "run", _reader),
    "import": Command("take in files, folders, web addresses or standard input", "incoming", "import_", _import),
    "sync": Command("fetch what is new of the subscriptions, in full", "syncing", "sync", _sync, _SYNC),
    "subscribe": Command("subscribe to a feed, or change a subscription's settings", "subscribing", "subscribe", _subscribe),
    "unsubscribe": Command("end subscriptions; their stories stay", "subscribing", "unsubscribe", _unsubscribe),
    "subscriptions": Command(
        "list subscriptions; import, export or check them; show feeds to choose from", "subscriptions", "subscriptions", _subscriptions
    ),
    "list": Command("list stories, newest first", "listing", "list_", _list, _QUERY),
    "search": Command("find stories by their words, best first", "listing", "search", _search, _QUERY),
    "quotes": Command("tell who said what, newest first, grouped by speaker", "quotes", "quotes", _quotes, _QUERY),
    "show": Command("print whole stories", "articles", "show", _show),
    "regions": Command("count stories by region and country", "listing", "regions", _json),
    "mark": Command("mark stories as read or unread, give or take a star", "changes", "mark", _mark),
    "move": Command("put stories under another region", "changes", "move", _move),
    "delete": Command("delete stories; a later import of a folder leaves them out", "changes", "delete", _delete),
    "parse": Command("read files and print what is in them, storing nothing", "articles", "parse", _parse),
    "keep": Command("drop read stories that are old or too many, announced first", "keeping", "keep", _keep, _KEEP),
    "check": Command("look whether the store is whole, and mend it", "upkeep", "check", _check, _REPAIR),
    "reprocess": Command("read stories again, when tuireader reads better than it did", "rereading", "reprocess", _reprocess, _REPROCESS),
    "config": Command("tell the settings in force, and where they are kept", "settings", "config", _config),
    "stats": Command("tell what the store holds and what takes the room", "holdings", "stats", _stats),
}
