"""Queries from text; imported when there is one to read."""

from __future__ import annotations

import re
import time
from typing import NoReturn

from tuireader.errors import QueryError
from tuireader.query import (
    BARE_FLAGS,
    FLAGS,
    MAX_DEPTH,
    MAX_TERMS,
    NAMES,
    NUMBERS,
    TEXT_COLUMNS,
    TIMES,
    AllOf,
    AnyOf,
    Field,
    Flag,
    Not,
    Number,
    Term,
    Text,
    Time,
)
from tuireader.query.moments import moment

_SPACE = re.compile(r"\s*")
_BARE = re.compile(r'[^\s()"“”]+')
_NAMED = re.compile(r"([A-Za-z]+)(:(?!//)|<=|>=|<|>|=)")
_QUOTES = {'"': '"', "“": "”", "”": "”"}


class Parser:
    """Reads one query from left to right, once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._count = 0

    def everything(self) -> tuple[Term, ...]:
        """Return the terms of the whole text; QueryError names the column of a mistake."""
        terms = self._terms(0)
        if self._at < len(self._text):
            self._fail("this bracket closes nothing")
        return terms

    def _fail(self, message: str, at: int | None = None) -> NoReturn:
        raise QueryError(message, (self._at if at is None else at) + 1)

    def _skip(self) -> str:
        """Pass over white space; return what follows it."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _takes_or(self) -> bool:
        self._skip()
        if not re.compile(r"OR(?=[\s(\"“]|$)").match(self._text, self._at):
            return False
        self._at += 2
        return True

    def _terms(self, depth: int) -> tuple[Term, ...]:
        found: list[Term] = []
        while self._skip() not in ("", ")"):
            if self._takes_or():
                self._fail("OR stands between two terms", self._at - 2)
            options = [self._term(depth)]
            while self._takes_or():
                if self._skip() in ("", ")"):
                    self._fail("a term is missing after OR")
                if self._takes_or():
                    self._fail("OR stands between two terms", self._at - 2)
                options.append(self._term(depth))
            found.append(options[0] if len(options) == 1 else AnyOf(tuple(options)))
        return tuple(found)

    def _term(self, depth: int) -> Term:
        self._count += 1
        if self._count > MAX_TERMS:
            self._fail(f"a query has at most {MAX_TERMS} terms")
        start = self._at
        if self._text[start] == "-":
            self._at += 1
            if self._text[self._at : self._at + 1].strip("-") == "":
                self._fail("a term is missing after -", start)
            return Not(self._term(depth))
        if self._text[start] == "(":
            return self._bracket(depth + 1)
        if named := _NAMED.match(self._text, start):
            return self._named(named[1].lower(), named[2], named.end())
        if self._text[start] in _QUOTES:
            return self._text_term(None)
        return self._word()

    def _bracket(self, depth: int) -> Term:
        start = self._at
        if depth > MAX_DEPTH:
            self._fail(f"brackets nest at most {MAX_DEPTH} deep")
        self._at += 1
        terms = self._terms(depth)
        if self._text[self._at : self._at + 1] != ")":
            self._fail("this bracket is not closed", start)
        if not terms:
            self._fail("there is nothing in these brackets", start)
        self._at += 1
        return terms[0] if len(terms) == 1 else AllOf(terms)

    def _word(self) -> Term:
        word = self._bare()
        if word.lower() in BARE_FLAGS:
            return Flag(word.lower())
        return Text(word[:-1], prefix=True) if len(word) > 1 and word.endswith("*") else Text(word)

    def _bare(self) -> str:
        found = _BARE.match(self._text, self._at)
        if found is None:
            self._fail("a value is missing")
        self._at = found.end()
        return found[0]

    def _value(self) -> tuple[str, bool]:
        """Take a value; return it and whether it stood in quotation marks."""
        opening = self._text[self._at : self._at + 1]
        if opening not in _QUOTES or not opening:
            return self._bare(), False
        start = self._at
        end = self._text.find(_QUOTES[opening], start + 1)
        if end < 0:
            self._fail("this quotation mark is not closed", start)
        value = self._text[start + 1 : end].strip()
        if not value:
            self._fail("there is nothing in these quotation marks", start)
        self._at = end + 1
        return value, True

    def _text_term(self, column: str | None) -> Text:
        value, quoted = self._value()
        if quoted and self._text[self._at : self._at + 1] == "*":
            self._at += 1
            return Text(value, prefix=True, column=column)
        if not quoted and len(value) > 1 and value.endswith("*"):
            return Text(value[:-1], prefix=True, column=column)
        return Text(value, column=column)

    def _named(self, name: str, operator: str, after: int) -> Term:
        start = self._at
        self._at = after
        if name in NUMBERS:
            return self._number(name, "=" if operator == ":" else operator)
        if operator != ":":
            self._fail(f"“{name}” can't be compared; {', '.join(NUMBERS)} can", start)
        if name in TEXT_COLUMNS:
            return self._text_term(TEXT_COLUMNS[name])
        if name in NAMES:
            return Field(name, self._value()[0])
        if name in TIMES:
            return self._time(name)
        if name == "is":
            return self._flag()
        return self._fail(f"there is no “{name}:”; there are {', '.join((*NAMES, *TEXT_COLUMNS, *TIMES, *NUMBERS, 'is'))}", start)

    def _number(self, name: str, operator: str) -> Number:
        start = self._at
        value = self._bare()
        if not re.fullmatch(r"[0-9]{1,9}", value):
            self._fail(f"“{value}” is no number", start)
        return Number(name, operator, int(value))

    def _time(self, name: str) -> Time:
        start = self._at
        value = self._value()[0].lower()
        if moment(value, time.time()) is None:
            self._fail(f"“{value}” is no time; write 3d, 12h, 2w, 2020-01-09, today or yesterday", start)
        return Time(name, value)

    def _flag(self) -> Flag:
        start = self._at
        value = self._bare().lower()
        if value not in FLAGS:
            self._fail(f"a story can't be “{value}”; it can be {', '.join(FLAGS)}", start)
        return Flag(value)
