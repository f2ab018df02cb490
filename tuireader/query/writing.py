"""Queries back to text."""

from __future__ import annotations

import re

from tuireader.query import BARE_FLAGS, AllOf, AnyOf, Field, Flag, Not, Number, Region, Term, Text, Time


def write(term: Term) -> str:
    """Return a term as :func:`tuireader.query.parse` reads it."""
    match term:
        case Text():
            name = {"headline": "title:", "quotes": "quote:"}.get(term.column or "", "")
            return name + _quoted(term.text, plain=not name) + ("*" if term.prefix else "")
        case Field():
            return f"{term.name}:{_quoted(term.value)}"
        case Region():
            return f"region:{_quoted(term.country or term.desk)}"
        case Flag():
            return term.name if term.name in BARE_FLAGS else f"is:{term.name}"
        case Number():
            return f"{term.name}{term.operator}{term.value}"
        case Time():
            return f"{term.name}:{term.written}"
        case Not():
            return "-" + write(term.term)
        case AnyOf():
            return "(" + " OR ".join(write(option) for option in term.options) + ")"
        case AllOf():
            return "(" + " ".join(write(one) for one in term.terms) + ")"


def _quoted(value: str, *, plain: bool = False) -> str:
    """Return a value with quotation marks where it needs them."""
    if re.fullmatch(r"\w+", value) and not (plain and (value == "OR" or value.lower() in BARE_FLAGS)):
        return value
    return f"“{value}”" if '"' in value else f'"{value}"'
