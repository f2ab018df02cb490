"""Leading the words that stand for a speaker back to the name in the article."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from tuireader.meaning.people import Entity, Mention, Roster, read_name
from tuireader.meaning.phrases import Phrase
from tuireader.meaning.tokens import Tokens

_MALE_PRONOUNS = frozenset({"he", "him", "his"})
_FEMALE_PRONOUNS = frozenset({"she", "her"})
_FARTHEST_PASSAGE = 3


class Speaker(NamedTuple):
    """A speaker by name, and what the article says of the office."""

    name: str
    description: str


class Resolver:
    """Knows whom the article has named up to any point."""

    def __init__(self, roster: Roster) -> None:
        """Take everyone that the article names."""
        self.roster = roster
        self.keys = [(mention.passage, mention.start) for mention in roster.mentions]

    def resolve(self, tokens: Tokens, phrase: Phrase, passage: int) -> Speaker | None:
        """Return the speaker that ``phrase`` in the passage stands for, None where nobody is named."""
        if phrase.kind == "name":
            name = read_name(tokens.words[phrase.head[0] : phrase.head[1]])
            if not name:
                return None
            entity = self.roster.find(name)
            if entity:
                return Speaker(entity.name, name.description or entity.description)
            return Speaker(" ".join(name.words), name.description)
        if phrase.kind == "pronoun":
            entity = self._antecedent(tokens.lows[phrase.start], passage, tokens.starts[phrase.start])
            return Speaker(entity.name, entity.description) if entity else None
        return None

    def _antecedent(self, pronoun: str, passage: int, start: int) -> Entity | None:
        wanted = "male" if pronoun in _MALE_PRONOUNS else "female" if pronoun in _FEMALE_PRONOUNS else ""
        if not wanted:
            return None
        at = bisect_left(self.keys, (passage, start)) - 1
        while at >= 0 and self.keys[at][0] >= passage - _FARTHEST_PASSAGE:
            mention: Mention = self.roster.mentions[at]
            if mention.entity.is_person and mention.entity.gender in {wanted, ""}:
                return mention.entity
            at -= 1
        return None
