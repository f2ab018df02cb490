"""Commands that print whole articles: ``show``, ``parse``."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable

from tuireader import locations
from tuireader.article import Article, to_json
from tuireader.cli import output
from tuireader.cli.changes import resolved
from tuireader.errors import UsageError

_WIDEST = 72
"""Columns of text that read well."""
_NARROWEST = 20


def show(args: Namespace) -> int:
    """Print whole stories."""
    from tuireader.store import Store

    form = _form(args)
    with Store.open(locations.home(args.home)) as store:
        ids, failed = resolved(store, args.ids)
        for number, each in enumerate(ids):
            if number and not args.json:
                output.write("")
            output.write(form(store.get(each)).rstrip("\n"))
    return failed


def _form(args: Namespace) -> Callable[[Article], str]:
    """Return what turns an article into the text to print."""
    if args.json:
        return lambda article: to_json(article).decode()
    from tuireader.writing import ansi, markdown, plain

    if args.markdown:
        return markdown
    width = max(_NARROWEST, args.width or min(output.terminal_size()[0], _WIDEST))
    if args.plain or not output.has_colour():
        return lambda article: plain(article, width)
    return lambda article: ansi(article, width)


def parse(args: Namespace) -> int:
    """Print what is in files, one object an article; what can't be read becomes an object with its error."""
    if not args.json:
        raise UsageError("say parse --json: JSON is the one form that there is")
    from tuireader.intake import Failure
    from tuireader.intake import parse as read

    failed = 0
    for found in read(args.inputs):
        if isinstance(found, Failure):
            failed = 1
            output.complain(f"{found.source}: {found.reason}")
            output.write(json.dumps({"source_path": found.source, "error": found.reason}, ensure_ascii=False))
        else:
            output.write(to_json(found).decode())
    return failed
