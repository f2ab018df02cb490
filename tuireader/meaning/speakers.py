"""Who says what: the words that stand for the speaker (:mod:`.attribution`), led back to the name in the article (:mod:`.people`)."""

from __future__ import annotations

from collections.abc import Sequence

from tuireader.meaning.attribution import Attribution, before, behind
from tuireader.meaning.passages import Passage, Quoted
from tuireader.meaning.people import Roster
from tuireader.meaning.resolution import Resolver
from tuireader.meaning.tokens import Tokens

_SAME_SENTENCE = frozenset(",?!…—–-:;")


def attribute(passages: Sequence[Passage]) -> None:
    """Fill in speaker, description, mention and cue of every quotation where the article tells them."""
    resolver = Resolver(Roster(passages))
    for number, passage in enumerate(passages):
        if passage.quoted and passage.kind != "title":
            _Reading(passage, number, resolver).attribute()


class _Reading:
    """The attribution of one passage's quotations."""

    def __init__(self, passage: Passage, number: int, resolver: Resolver) -> None:
        self.passage = passage
        self.number = number
        self.resolver = resolver
        self.tokens = Tokens(passage)
        self.places = self.tokens.places

    def attribute(self) -> None:
        """Take the quotations in order; one that stands as a sentence of its own goes on with the one before."""
        current: Quoted | None = None
        for quoted, place in zip(self.passage.quoted, self.places, strict=True):
            found = self.attribution(quoted, place)
            if found:
                self.give(quoted, found)
                current = quoted
            elif current is not None and self.stands_alone(place):
                _copy(current, quoted)

    def stands_alone(self, place: int) -> bool:
        return self.tokens.heads[place] == place

    def attribution(self, quoted: Quoted, place: int) -> Attribution | None:
        tokens, text = self.tokens, self.passage.text
        last = text[quoted.end - 1]
        follows = text[quoted.after : quoted.after + 1]
        may_follow = last in _SAME_SENTENCE or follows in {",", ""} or (last not in "." and self.stands_alone(place))
        first, second = (behind, before) if self.stands_alone(place) or last == "," else (before, behind)
        for rule in (first, second):
            if rule is behind and not may_follow:
                continue
            found = rule(tokens, place)
            if found:
                return found
        return None

    def give(self, quoted: Quoted, found: Attribution) -> None:
        tokens, phrase = self.tokens, found.phrase
        quoted.mention = self.passage.text[tokens.starts[phrase.start] : tokens.ends[phrase.end - 1]]
        quoted.cue = found.cue
        speaker = self.resolver.resolve(tokens, phrase, self.number)
        if speaker:
            quoted.speaker = speaker.name
            quoted.description = speaker.description or None


def _copy(source: Quoted, target: Quoted) -> None:
    target.speaker, target.description, target.mention, target.cue = source.speaker, source.description, source.mention, source.cue
