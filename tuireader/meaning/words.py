"""What kind of word a token is: a function word, a pronoun, part of a name, an office."""

from __future__ import annotations

from tuireader.meaning.lexicon import sections
from tuireader.meaning.tokens import Tokens

_GRAMMAR = sections("grammar.en")
_TITLES = sections("titles.en")
DETERMINERS = _GRAMMAR["determiners"]
SUBJECT_PRONOUNS = _GRAMMAR["subject pronouns"]
PREPOSITIONS = _GRAMMAR["prepositions"]
CONJUNCTIONS = _GRAMMAR["conjunctions"]
SUBORDINATORS = _GRAMMAR["subordinators"]
OPENERS = _GRAMMAR["openers"]
ADVERBS = _GRAMMAR["adverbs"]
PARTICLES = _GRAMMAR["particles"]
DAYS = _GRAMMAR["days and months"]
NOT_NAMES = _GRAMMAR["not names"]
GIVEN_NAMES = frozenset[str]().union(*sections("given_names").values())
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
ROLES = _TITLES["titles"] | _TITLES["qualifiers"] | _TITLES["people"] | _TITLES["groups"] | sections("speech.en")["nouns"]
"""Nouns that speak: offices, bodies, documents."""
_FUNCTIONS = (
    DETERMINERS | SUBJECT_PRONOUNS | _GRAMMAR["other pronouns"] | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | ADVERBS | DAYS | OPENERS
) - {"first", "second", "third", "former", "one", "may"}
_MONTHS_AND_NAMES = frozenset({"april", "may", "june", "august"})
_LIKE_NAMES = frozenset({"us", "who", "it"})


def is_name_word(tokens: Tokens, place: int) -> bool:
    """Whether the token is capitalised and no function word at the head of a sentence."""
    word = tokens.words[place]
    if not word[0].isupper():
        return False
    low = tokens.lows[place]
    if low in _MONTHS_AND_NAMES:
        return _beside_name(tokens, place)
    if low in DAYS or low not in NOT_NAMES:
        return low not in DAYS
    if low in GIVEN_NAMES:
        return place + 1 < len(tokens.words) and tokens.words[place + 1][0].isupper()
    if low in _TITLES["institutions"]:
        # The end of a body's name, and no verb: Human Rights Watch.
        return place > 0 and tokens.words[place - 1][0].isupper()
    return low in _LIKE_NAMES and word.isupper()


def _beside_name(tokens: Tokens, place: int) -> bool:
    """Whether a word that may be a month stands in a name: Mrs May, June Carter."""
    before, after = tokens.words[place - 1 : place], tokens.words[place + 1 : place + 2]
    by_title = bool(before) and before[0][0].isupper() and before[0].lower() not in NOT_NAMES | DAYS
    return by_title or (bool(after) and after[0][0].isupper() and after[0].lower() not in DAYS)


def is_pronoun(tokens: Tokens, place: int) -> bool:
    """Whether the token is a pronoun in the subject's form, and no name in capitals (WHO, US, IT)."""
    word = tokens.words[place]
    return tokens.lows[place] in SUBJECT_PRONOUNS and not (len(word) > 1 and word.isupper())


def is_function(tokens: Tokens, place: int) -> bool:
    """Whether the token is a function word, which no noun phrase runs across."""
    return tokens.lows[place] in _FUNCTIONS and not (tokens.lows[place] in _LIKE_NAMES and tokens.words[place].isupper())


def is_adverb(tokens: Tokens, place: int) -> bool:
    """Whether the token is an adverb or auxiliary that may stand between a subject and its verb."""
    low = tokens.lows[place]
    return (low in ADVERBS or low.endswith("ly")) and tokens.words[place].islower()
