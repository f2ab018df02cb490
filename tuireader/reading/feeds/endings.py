"""How a feed's text ends: the lines that programs put below it, and the marks of a text that was cut."""

from __future__ import annotations

import re

import msgspec

from tuireader.article import Block, Caption, Mark, Paragraph, Related
from tuireader.reading.credits import trailing_credit
from tuireader.reading.html.credits import sure_caption
from tuireader.reading.html.labels import opens_comments
from tuireader.reading.html.machinery import is_copyright, is_filed, is_machinery, is_promotion
from tuireader.reading.html.outward import is_outside
from tuireader.reading.html.titles import fold
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
        (?:article|comments) url: https?://\S{1,500}|log ?in(?: or register)? to (?:post|leave|add) (?:a )?comments?
        (?:see )?privacy (?:policy|& opt-out).{0,40}https?://\S{1,100}.{0,100}|(?:powered by|hosted on) .{1,30}\.(?:fm|com)
    """),
    re.IGNORECASE,
)
"""Lines of forums and podcasts' hosts."""
_HOSTS = re.compile(
    r"\s*(?:hosted (?:on acast|by simplecast)\b|learn more about your ad choices\b|visit \S{1,40}/adchoices|"
    r"\[contains quote post or other embedded content\]|our gdpr privacy policy was updated|"
    r"this podcast uses the following third-party services).{0,300}$",
    re.IGNORECASE | re.DOTALL,
)
"""What the hosts of podcasts write below a text, or behind its last words."""
_CREDITED = re.compile(r"\((?:image|photo|picture) credit: (?P<credit>.{2,120})\)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:^|(?<=[.!?…”\")|–—-])\s)(?:photo|image|picture|foto|bild)(?: credit| by)?\s*:", re.IGNORECASE)
_MORE = re.compile(
    r"\W{0,4}(?:"
    r"continue[d]? (?:reading|to)|keep reading|read (?:more|on|full|it on|the (?:rest|full|whole|entire))|"
    r"(?:the )?(?:full|whole|rest of the) (?:story|article|post)|view (?:the )?(?:full|entire|original) (?:article|post)|"
    r"click (?:here )?to (?:read|view|continue)|more\s?(?:…|\.\.\.|»|→)|"
    r"weiterlesen|mehr lesen|lire la suite|leer más|seguir leyendo|sigue leyendo|ler mais|continua(?:re)? a leggere|leggi tutto|"
    r"lees (?:verder|meer)|läs mer|les mer|læs mere|lue lisää|czytaj (?:więcej|dalej)|číst dál|devamını oku|читать|читати далі|"
    r"citește mai|baca selengkapnya|đọc tiếp|xem thêm|διαβάστε περισσότερα|اقرأ (?:المزيد|أكثر)|قراءة المزيد|ادامه مطلب|بیشتر بخوانید|"
    r"המשך קריאה|להמשך קריאה|קראו? עוד|続きを読む|もっと見る|全文を読む|"
    r"阅读(?:全文|更多|原文)|查看(?:全文|原文)|閱讀(?:全文|更多)|繼續閱讀|继续阅读|"
    r"더 ?보기|계속 읽기|और पढ़ें|आगे पढ़ें)",
    re.IGNORECASE,
)
_LONGEST_MORE = 140
_LONGEST_FOOTER = 600
_SHORTEST_HEADLINE = 8
"""Letters of a headline that is known again where a line below the text links it."""
_SURE_ALONE = 40
"""Characters of a line that says "read more" without being a link."""


def is_cut(text: str) -> bool:
    """Whether a text ends as programs cut it."""
    return bool(_CUT.search(text[-40:]))


def trim(blocks: list[Block], title: str = "", url: str | None = None) -> bool:
    """Take away the lines that a feed's program put below the text; True when one of them leads to the rest of it.

    Args:
        blocks: the text's.
        title: the entry's own headline, which many of those lines link.
        url: the entry's own address.
    """
    cut = False
    while blocks and not isinstance(blocks[-1], Caption):
        last = blocks[-1]
        text = _said(last)
        more = len(text) <= (_LONGEST_MORE if _links(last) or isinstance(last, Related) else _SURE_ALONE) and bool(_MORE.match(text))
        if not more and not _is_programs(last, text, title, url):
            break
        cut = cut or more
        blocks.pop()
    end = blocks[-1] if blocks else None
    if isinstance(end, Paragraph) and (hosts := _HOSTS.search(end.text)):
        blocks[-1:] = [Paragraph(text=end.text[: hosts.start()], marks=_before(end.marks, hosts.start()))] if hosts.start() else []
    return cut


def _said(block: Block) -> str:
    """Return the words of a block as one line, a link's bullets taken away."""
    said = block.text or (" ".join(link.text for link in block.links) if isinstance(block, Related) else "")
    return " ".join(said.split()).strip(" ·•|")


def _links(block: Block) -> list[Mark]:
    marks: tuple[Mark, ...] = getattr(block, "marks", ())
    return [mark for mark in marks if mark.kind == "link"]


def _before(marks: tuple[Mark, ...], end: int) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.end <= end)


def _is_programs(block: Block, text: str, title: str, url: str | None) -> bool:
    """Whether a block below the text is the feed's or the site's and not the story's."""
    if isinstance(block, Related):
        return not block.text and all(_is_button(link.text.strip(" ·•|")) for link in block.links)
    if len(text) >= _LONGEST_FOOTER:
        return False
    links = _links(block)
    linked = sum(mark.end - mark.start for mark in links)
    own = fold(title)
    return bool(
        _FOOTER.fullmatch(text)
        or _PROGRAMS.fullmatch(text)
        or (
            len(own) >= _SHORTEST_HEADLINE
            and any(fold(block.text[mark.start : mark.end]) == own and not is_outside(mark.href, url) for mark in links)
        )
        or is_machinery(text)
        or is_promotion(text, linked=bool(links))
        or is_copyright(text)
        or (linked * 3 > len(text) and is_filed(text))
    )


def _is_button(words: str) -> bool:
    return is_machinery(words) or opens_comments(words)


def captioned(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each line that can be nothing but a caption, or a credit, at the picture that it stands below."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if isinstance(above, Caption) and not above.credit and isinstance(block, Paragraph) and (told := _caption_in(block.text)):
            caption, credit = told
            if not (above.text and caption):
                found[-1] = msgspec.structs.replace(above, text=above.text or caption, credit=credit)
                continue
        found.append(block)
    return found


def _caption_in(line: str) -> tuple[str, str] | None:
    """Return the caption and the credit of a line that says which is its credit."""
    if len(line) >= _LONGEST_FOOTER:
        return None
    labelled = trailing_credit(line) if _LABELLED.search(line[-_LONGEST_MORE:]) else None
    return (labelled.caption, labelled.credit) if labelled and not labelled.credit[0].islower() else sure_caption(line)


def credited(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a credit that stands below the text where it belongs: at the first picture."""
    credit = _CREDITED.fullmatch(blocks[-1].text) if blocks and isinstance(blocks[-1], Paragraph) else None
    first = next((block for block in blocks if isinstance(block, Caption)), None)
    if credit is None or first is None:
        return blocks
    told = msgspec.structs.replace(first, credit=first.credit or credit["credit"])
    return [told if block is first else block for block in blocks[:-1]]
