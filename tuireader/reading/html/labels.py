"""Labels that stand above what is not the story: other stories, readers' comments, newsletters, who wrote it."""

from __future__ import annotations

import re
from functools import lru_cache

from tuireader.reading.tables import either

_THINGS = either("""
    stories|story|articles?|news|coverage|posts?|content|links?|topics?|reading|headlines|videos?|features|reviews|deals
    games news|recommendations|from .{1,40}
""")
_ABOUT = r"(?: (?:on|about|from|in|of) .{1,50})?"
_SURE = either(rf"""
    related(?: (?:{_THINGS}))?{_ABOUT}|(?:read|watch|up|what to read|what to watch) next|(?:read|see) also|also read|also on .{{1,40}}
    don[’']t miss(?: it| this)?|in case you missed it|in other news|elsewhere on .{{1,40}}|from our partners|(?:from|around) the web
    (?:you|we) (?:may|might|will|think you)(?:[’']ll)?(?: also)? (?:like|enjoy|be interested in|love)(?: .{{0,30}})?
    (?:recommended|suggested|trending|popular|most (?:read|popular|viewed|shared|recent))(?: now| for you)?(?: (?:{_THINGS}))?{_ABOUT}
    editor[’']?s[’']? (?:picks?|choice)
    promoted stories|paid content|(?:next|previous) (?:article|story|post|up)
    [-«‹]?\s*(?:next|previous|prev) (?:\w+ )?(?:news|articles?|story|post)\s*[-»›]?
    você pode gostar.{{0,20}}|leia (?:também|mais)|veja (?:também|mais)|notícias relacionadas|lea también|leer también
    (?:también )?te puede interesar|noticias relacionadas|à lire (?:aussi|également)|lire aussi|sur le même (?:sujet|thème)|à voir aussi
    lesen sie auch|auch interessant|das könnte sie auch interessieren|leggi anche|potrebbe interessarti.{{0,20}}|articoli correlati
    lees ook|läs (?:också|även)|les også|læs også|lue myös|(?:czytaj|zobacz) (?:też|także|również)|čtěte také|mohlo by vás zajímat
    olvassa el ezt is|читайте также|читати також|ilgili haberler|baca juga|artikel terkait
    関連記事|関連ニュース|あわせて読みたい|相关阅读|相关新闻|延伸閱讀|推荐阅读|관련기사|اقرأ أيضا|यह भी पढ़ें
""")
_LIKELY = either(rf"""
    (?:for |read |see |watch )?more(?! than\b)(?: \w+){{0,3}} (?:{_THINGS}){_ABOUT}
    (?:read |see |learn )?more(?: (?:on|about|from|in) .{{1,50}})?
    (?:selected|featured|latest|recent|top)(?: picks?| now| today)?(?: (?:{_THINGS})){_ABOUT}
    about the authors?|about us|about this (?:author|article)|filed under.{{0,60}}|(?:tags?|topics?)(?:: .{{0,80}})?|share this.{{0,20}}
    saiba mais|más (?:noticias|sobre|en) ?.{{0,40}}|mehr (?:zum thema|aus .{{1,40}}|von .{{1,40}}|zu .{{1,40}})
    weitere (?:artikel|themen|meldungen)|meer over .{{1,40}}|läs mer|по теме
""")
_ENDING = r"\s*(?::|»|›|\.{3}|…|\?)?"
_SURELY_OTHERS = re.compile(rf"(?:{_SURE}){_ENDING}", re.IGNORECASE)
_LIKELY_OTHERS = re.compile(rf"(?:{_LIKELY}){_ENDING}", re.IGNORECASE)
_COMMENTS = re.compile(
    either(r"""
        (?:[\d,.]+ )?(?:(?:top rated|reader|latest|view|show|all|user) )?comments?(?: \(?\d*\)?)?:?
        [\d,.]+ (?:responses?|replies):?
        (?:[\d,.]+ )?(?:kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarze)(?: \(?\d*\)?)?:?
        комментарии|コメント|评论|(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply)|leave a reply.{0,30}|cancel reply
        join the (?:conversation|discussion)|enviá tu comentario|deja (?:un|tu) comentario
        deixe (?:um|seu) comentário|laisser un commentaire|schreib(?:en sie)? einen kommentar|lascia un commento
        (?:atenção: )?(?:los )?coment[aá]rios? (?:publicados|com textos).{0,300}
    """),
    re.IGNORECASE,
)
_NEWSLETTERS = re.compile(
    either(r"""
        newsletters?|sign up(?: (?:for|to) .{1,60})?|stay (?:connected|informed|up to date).{0,20}|get (?:our|the) .{1,30}newsletter
        subscribe(?: to .{1,60})?|breaking news (?:emails?|alerts?)|follow us(?: on .{1,30})?|our newsletters?|join our .{1,40}
    """),
    re.IGNORECASE,
)
_LONGEST = 70


def opens_others(line: str) -> bool:
    """Whether a line may stand above other stories, or above who wrote this one; a heading of the story's own may sound like it."""
    return 1 < len(line) <= _LONGEST and bool(_SURELY_OTHERS.fullmatch(line) or _LIKELY_OTHERS.fullmatch(line))


def surely_opens_others(line: str) -> bool:
    """Whether a line stands above other stories and can be no heading of the story's own."""
    return 1 < len(line) <= _LONGEST and bool(_SURELY_OTHERS.fullmatch(line))


def opens_comments(line: str) -> bool:
    """Whether a line stands above what readers wrote."""
    return 1 < len(line) < 400 and bool(_COMMENTS.fullmatch(line))


def opens_newsletters(line: str) -> bool:
    """Whether a line stands above a form to subscribe with."""
    return 1 < len(line) <= _LONGEST and bool(_NEWSLETTERS.fullmatch(line))


@lru_cache(maxsize=4096)
def opens_box(line: str) -> bool:
    """Whether a line stands above a box that is no part of the story."""
    return opens_others(line) or opens_comments(line) or opens_newsletters(line)
