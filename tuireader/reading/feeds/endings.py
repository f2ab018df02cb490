"""How a feed's text ends: the lines that programs put below it, and the marks of a text that was cut."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Block, Caption, Paragraph, Related
from tuireader.reading.tables import either, names

_CUT = re.compile(r"(?:[\[(]?\s?(?:…|\.\.\.)\s?[\])]?|\[\+\d+ chars\])\W{0,3}$")
_APPEARED = "|".join(
    names("""
appeared first on|first appeared on|erschien zuerst auf|est apparu en premier sur|apareció primero en|aparece primero en
apareceu primeiro em|proviene da|verscheen eerst op|dök först upp på|впервые появилась
""")
)
_FOOTER = re.compile(rf"\S.{{1,400}} (?:{_APPEARED}) .{{1,200}}", re.IGNORECASE | re.DOTALL)
_PROGRAMS = re.compile(
    either(r"""
        submitted by /?u/\S{1,60}(?: to /?r/\S{1,60})? \[link\] \[comments\]
        points: \d{1,6}|# comments: \d{1,6}|\d{1,6} posts? [-–] \d{1,6} participants?
        hosted (?:on acast|by simplecast)\b.{0,200}|(?:see )?privacy (?:policy|& opt-out).{0,40}https?://\S{1,100}.{0,100}
    """),
    re.IGNORECASE,
)
"""Lines of forums and podcasts' hosts."""
_CREDITED = re.compile(r"\((?:image|photo|picture) credit: (?P<credit>.{2,120})\)", re.IGNORECASE)
_MORE = re.compile(
    r"\W{0,4}(?:"
    r"continue[d]? (?:reading|to)|keep reading|read (?:more|on|full|it on|the (?:rest|full|whole|entire))|"
    r"(?:the )?(?:full|whole|rest of the) (?:story|article|post)|view (?:the )?(?:full|entire|original) (?:article|post)|"
    r"click (?:here )?to (?:read|view|continue)|more\s?(?:…|\.\.\.|»|→)|"
    r"weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|sigue leyendo|ler mais|continua(?:re)? a leggere|leggi tutto|"
    r"lees (?:verder|meer)|läs mer|les mer|læs mere|lue lisää|czytaj (?:więcej|dalej)|číst dál|devamını oku|читать)",
    re.IGNORECASE,
)
_LONGEST_MORE = 140
_LONGEST_FOOTER = 600
_SURE_ALONE = 40
"""Characters of a line that says "read more" without being a link."""


def is_cut(text: str) -> bool:
    """Whether a text ends as programs cut it."""
    return bool(_CUT.search(text[-40:]))


def trim(blocks: list[Block]) -> bool:
    """Take away the lines that a feed's program put below the text; True when one of them leads to the rest of it."""
    cut = False
    while blocks and not isinstance(blocks[-1], Caption):
        last = blocks[-1]
        text = (last.text or (last.links[0].text if isinstance(last, Related) and last.links else "")).strip()
        linked = bool(last.marks) or isinstance(last, Related)
        more = len(text) <= (_LONGEST_MORE if linked else _SURE_ALONE) and bool(_MORE.match(text))
        if not more and not (len(text) < _LONGEST_FOOTER and (_FOOTER.fullmatch(text) or _PROGRAMS.fullmatch(" ".join(text.split())))):
            break
        cut = cut or more
        blocks.pop()
    return cut


def credited(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a credit that stands below the text where it belongs: at the first picture."""
    credit = _CREDITED.fullmatch(blocks[-1].text) if blocks and isinstance(blocks[-1], Paragraph) else None
    first = next((block for block in blocks if isinstance(block, Caption)), None)
    if credit is None or first is None:
        return blocks
    told = msgspec.structs.replace(first, credit=first.credit or credit["credit"])
    return [told if block is first else block for block in blocks[:-1]]
