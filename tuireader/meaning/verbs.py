"""The verbs of saying in all their forms."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tuireader.meaning.lexicon import sections

Strength = Literal["say", "judge", "weak"]
Shape = Literal["present", "past", "base", "ing", "participle"]

_STRENGTHS: tuple[Strength, ...] = ("weak", "judge", "say")
_SHAPES: tuple[Shape, ...] = ("ing", "participle", "past", "present", "base")
_VOWELS = frozenset("aeiou")


class Form(NamedTuple):
    """A form of a verb of saying."""

    strength: Strength
    shape: Shape


def _regular(base: str) -> tuple[str, str, str]:
    """Return the third person, the past and the -ing form of a regular verb; a particle ("point out") stays as it is."""
    verb, space, particle = base.partition(" ")
    tail = space + particle
    if verb.endswith("e"):
        return f"{verb}s{tail}", f"{verb}d{tail}", (f"{verb}ing" if verb.endswith("ee") else f"{verb[:-1]}ing") + tail
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return f"{verb[:-1]}ies{tail}", f"{verb[:-1]}ied{tail}", f"{verb}ing{tail}"
    third = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh")) else f"{verb}s"
    if verb.endswith(("mit", "fer", "fess")) and not verb.endswith(("fess", "offer", "suffer")):
        return third + tail, f"{verb}{verb[-1]}ed{tail}", f"{verb}{verb[-1]}ing{tail}"
    return third + tail, f"{verb}ed{tail}", f"{verb}ing{tail}"


def _forms() -> dict[str, Form]:
    lexicon = sections("speech.en")
    irregular: dict[str, list[list[str]]] = {}
    for entry in lexicon["forms"]:
        parts = entry.split("/")
        irregular.setdefault(parts[0], []).append(parts)
    forms: dict[str, Form] = {}
    # The stronger reading wins where two verbs share a form.
    for strength in _STRENGTHS:
        for base in sorted(lexicon[strength] - (lexicon["weak"] if strength == "judge" else frozenset())):
            rows = irregular.get(base)
            if not rows:
                third, past, ing = _regular(base)
                rows = [[base, third, past, past, ing]]
            for row in rows:
                for word, shape in zip(row[::-1], _SHAPES, strict=True):
                    forms[word] = Form(strength, shape)
    return forms


FORMS = _forms()
"""Every form by its words in lower case; those with a particle have a space."""

FIRST_WORDS = frozenset(form.partition(" ")[0] for form in FORMS if " " in form)
"""The verbs that may be followed by a particle."""
