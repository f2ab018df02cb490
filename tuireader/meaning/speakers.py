"""Who says what: the words that stand for the speaker (:mod:`.attribution`), led back to the name in the article (:mod:`.people`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tuireader.meaning.attribution import Attribution, before, behind, farther_behind, introducing
from tuireader.meaning.passages import Passage, Quoted
from tuireader.meaning.resolution import Resolver
from tuireader.meaning.subjects import main_subject
from tuireader.meaning.tokens import Tokens

_CLOSING_MARKS = "'\"’”»"
_NEAR = 6
_SAME_SENTENCE = frozenset(",?!…—–-:;")


def attribute(passages: Sequence[Passage]) -> None:
    """Fill in speaker, description, mention and cue of every quotation where the article tells them."""
    resolver = Resolver(passages)
    earlier: _Reading | None = None
    for number, passage in enumerate(passages):
        if passage.kind != "text":
            if passage.quoted:
                _Reading(passage, number, resolver).attribute_alone()
            if passage.kind == "heading":
                earlier = None
            continue
        reading = _Reading(passage, number, resolver)
        reading.attribute(earlier)
        if earlier is not None and passage.quoted:
            earlier.take_from_next(passage.quoted[0])
        earlier = reading
    _unite_groups(passages)


def _unite_groups(passages: Sequence[Passage]) -> None:
    """Give every part of a quotation over several paragraphs the speaker of the first part that has one."""
    groups: dict[int, list[Quoted]] = {}
    for passage in passages:
        for quoted in passage.quoted:
            if quoted.group is not None:
                groups.setdefault(quoted.group, []).append(quoted)
    for parts in groups.values():
        known = next((part for part in parts if part.mention), None)
        for part in parts:
            if known is not None and not part.speaker:
                _copy(known, part)


class _Reading:
    """The attribution of one passage's quotations."""

    def __init__(self, passage: Passage, number: int, resolver: Resolver) -> None:
        self.passage = passage
        self.number = number
        self.resolver = resolver

    @cached_property
    def tokens(self) -> Tokens:
        """The passage's tokens; most passages without quotations are never cut."""
        return Tokens(self.passage, self.resolver.mind.evidence)

    @property
    def places(self) -> list[int]:
        return self.tokens.places

    def attribute_alone(self) -> None:
        """Take the quotations of a headline, a heading or a caption: only what names somebody there counts."""
        for quoted, place in zip(self.passage.quoted, self.places, strict=True):
            found = self.attribution(quoted, place)
            if found and found.phrase.kind == "name" and (self.passage.kind == "caption" or self.resolver.knows(self.tokens, found.phrase)):
                self.give(quoted, found, self)

    def attribute(self, earlier: _Reading | None) -> None:
        """Take the quotations in order; one that stands alone goes on with who spoke before.

        Args:
            earlier: the passage before, if it is running text.
        """
        current: Quoted | None = None
        current_place = 0
        if not self.passage.quoted:
            return
        for quoted, place in zip(self.passage.quoted, self.places, strict=True):
            found = self.attribution(quoted, place)
            if found:
                self.give(quoted, found, self)
            elif self.stands_alone(place) and self.is_whole(place):
                if current is not None:
                    _copy(current, quoted)
                elif place > 0:
                    self.carry_from_sentence_before(quoted, place)
                elif earlier is not None:
                    self.carry_from_passage_before(quoted, earlier)
            elif current is None and earlier is not None and earlier.passage.text.endswith(":"):
                self.carry_from_passage_before(quoted, earlier)
            elif _is_long(self.passage.text, quoted):
                self.carry_on(quoted, place, current, current_place)
            if quoted.mention:
                current, current_place = quoted, place

    def stands_alone(self, place: int) -> bool:
        return self.tokens.heads[place] == place

    def is_whole(self, place: int) -> bool:
        """Whether the quotation's sentence holds nothing but the quotation."""
        following = place + 1
        return following >= len(self.tokens.words) or self.tokens.heads[following] == following

    def take_from_next(self, following: Quoted) -> None:
        """Give an unattributed passage that is one quotation to the speaker of the quotation with which the next passage begins."""
        quoted = self.passage.quoted
        if following.before == 0 and following.mention and len(quoted) == 1 and not quoted[0].mention and self.is_all(quoted[0]):
            _copy(following, quoted[0])

    def is_all(self, quoted: Quoted) -> bool:
        return quoted.before == 0 and quoted.after >= len(self.passage.text) - 1

    def carry_on(self, quoted: Quoted, place: int, current: Quoted | None, current_place: int) -> None:
        """Give a part of a sentence that names nobody to who spoke in the sentence before ("… he said. The result was "a mess"…")."""
        head = self.tokens.heads[place]
        if head == 0:
            return
        if current is not None and self.tokens.heads[current_place] >= self.tokens.heads[head - 1]:
            if not self.names_another(head, place, current.mention or ""):
                _copy(current, quoted)
        else:
            found = introducing(self.tokens, head)
            if found and found.cue:
                self.give(quoted, found, self)

    def names_another(self, head: int, place: int, mention: str) -> bool:
        """Whether the sentence that begins at ``head`` has somebody for its subject who is not the speaker before."""
        subject = main_subject(self.tokens, head, place)
        return subject is not None and subject.kind == "name" and self.tokens.words[subject.end - 1] not in mention

    def carry_from_sentence_before(self, quoted: Quoted, place: int) -> None:
        found = introducing(self.tokens, place)
        if found and found.cue:
            self.give(quoted, found, self)

    def carry_from_passage_before(self, quoted: Quoted, earlier: _Reading) -> None:
        count = len(earlier.tokens.words)
        if not count:
            return
        if earlier.tokens.words[-1] == ":":
            found = before(earlier.tokens, count) or introducing(earlier.tokens, count)
            if found:
                self.give(quoted, found, earlier)
        elif earlier.passage.quoted and earlier.passage.quoted[-1].mention and earlier.tokens.heads[-1] <= earlier.places[-1] + 6:
            _copy(earlier.passage.quoted[-1], quoted)
        else:
            found = introducing(earlier.tokens, count)
            if found and found.cue:
                self.give(quoted, found, earlier)

    def attribution(self, quoted: Quoted, place: int) -> Attribution | None:
        tokens, text = self.tokens, self.passage.text
        last = (text[max(quoted.start, quoted.end - 4) : quoted.end].rstrip(_CLOSING_MARKS) or " ")[-1]
        follows = text[quoted.after : quoted.after + 1]
        alone = self.stands_alone(place)
        found = None
        if alone or last == "," or follows == ",":
            if last in _SAME_SENTENCE or not self.is_whole(place):
                found = behind(tokens, place, any_verb=last == ",")
            elif last == ".":
                found = behind(tokens, place, short=True)
            if found and not alone and found.phrase.kind == "name":
                found = self.nearer(place) or found
            if found:
                return found
        found = before(tokens, place)
        if found and found.strong:
            return found
        if place and tokens.words[place - 1] == ":":
            return introducing(tokens, place) or found
        return farther_behind(tokens, place) or found

    def nearer(self, place: int) -> Attribution | None:
        """Return the attribution right before a quotation: in "Lee claimed that "it failed," Roe said" it is Lee's."""
        found = before(self.tokens, place)
        return found if found and found.strong and place - found.phrase.end <= _NEAR else None

    def give(self, quoted: Quoted, found: Attribution, where: _Reading) -> None:
        """Give the quotation the speaker that the attribution found in ``where`` names."""
        tokens, phrase = where.tokens, found.phrase
        quoted.mention = where.passage.text[tokens.starts[phrase.start] : tokens.ends[phrase.end - 1]]
        quoted.cue = found.cue or None
        speaker = self.resolver.resolve(tokens, phrase, where.number)
        if speaker:
            quoted.speaker = speaker.name
            quoted.description = speaker.description or None


def _is_long(text: str, quoted: Quoted) -> bool:
    """Whether a quotation has the length of speech, and not of a scare word or a term."""
    return text.count(" ", quoted.start, quoted.end) >= 3


def _copy(source: Quoted, target: Quoted) -> None:
    target.speaker, target.description, target.mention, target.cue = source.speaker, source.description, source.mention, source.cue
