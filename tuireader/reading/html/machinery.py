"""Lines that a site's machinery writes into its pages: counters, buttons, notices, promotions."""

from __future__ import annotations

import re

from tuireader.reading.tables import either, names

_WHOLE = names("""
    close|photo|photos|image|images|share|tweet|enlarge|caption|hide caption|toggle caption|autoplay|skip ad|full screen|fullscreen
    video|play|play video|listen|print|email|e-mail|save|menu|skip|next|previous|back|loading|credit|text size|sharing is caring!
    facebook|twitter|whatsapp|linkedin|pinterest|reddit|telegram|flipboard|pocket|messenger|pin it|copy link|copy url|link copied
    print this|print this page|print this article|print article|email this|email this article
    share this|share this article|share this story|share this post|share this page
    ad|advert|advertisement|advertisements|advertising|advertisement continues below|advertisement - continue reading below
    sponsored|sponsored content|promoted content|story continues|story continues below|story continues below advertisement
    article continues below|article continues below advertisement|article continues after ad|article continues after advertisement
    scroll to continue|continue reading|continue reading below|continue reading the main story|read full article
    view comments|show comments|hide comments
    iklan|publicidade|publicidad|anzeige|werbung|publicité|pubblicità|реклама|reklama|reklame|annons|mainos|advertentie|広告
    top|back to top|return to top|go to top|voltar|voltar ao topo|volver|volver arriba|zurück|nach oben|retour en haut|torna su
    view photos|view all photos|view gallery|view slideshow|view image|buy photo|buy this photo
    subscribe|subscribe now|sign up|sign in|log in|register|follow|follow us|found this helpful|skip to content|skip to main content
    exit full screen|this video can not be played|this video cannot be played|listen to this article|listen to article
    your browser does not support the audio element
""")
_SHAPES = re.compile(
    either(r"""
        [\W_]+|0
        (?:image|photo|slide|picture|foto|bild)?\s*\d{1,3}\s*(?:of|/|von|de|di|sur)\s*/?\s*\d{1,3}
        (?:watch|video|play|now playing|live|listen|audio)?\W{0,3}(?:\d{1,2}:\d\d){2,3}|\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d
        (?:video|watch|play|listen|audio)\W{0,3}\d{1,2}:\d\d|wait \d+ seconds? to continue\.?
        (?:estimated )?(?:reading time|read time|tempo de leitura|lesezeit|temps de lecture|leestijd)\s*:?\s*.{0,12}\d+.{0,20}
        (?:tiempo de lectura|tempo di lettura)\s*:?\s*.{0,12}\d+.{0,20}
        \d+[- ]?min(?:ute|uto|uten)?s?\.?(?: de| di)? (?:read|lecture|leitura|lectura|lettura|lesezeit)
        jump to (?:navigation|content|search|comments|main|recipe).{0,40}|skip (?:to|past) .{0,40}
        was this (?:article|page|story|helpful).{0,40}\?|share (?:this )?(?:on|via|with) .{1,40}
        \(?(?:except for the headline, )?this (?:story|article|report|copy) has not been edited by .{1,200}
        (?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,400}|\d+ (?:shares?|comments?|likes?|views?)
    """)
)
"""For lines in small letters: where case counts, most lines are told by their first letter to be none of these."""
_PROMOTION = re.compile(
    either(r"""
        (?:please )?(?:sign up(?: here)?(?: for| to|:)|subscribe (?:here|to|now|today)|like us on|have a (?:tip|news tip))
        click here (?:to subscribe|for our|to get the .{1,40}\bapp\b)|(?:please )?(?:consider )?support(?:ing)? .{0,60}journalism
        get (?:the latest|our|more|breaking) .{0,80}(?:inbox|newsletter|app|news|updates|alerts)
        follow (?:us|.{0,40} on (?:twitter|facebook|instagram|x|threads|bluesky))|download (?:the|our) .{0,40}app\b
        join (?:us|our) .{0,60}(?:telegram|whatsapp|channel|newsletter|community)
        (?:need|want) more .{0,30}\?.{0,40}\b(?:subscribe|subscription|sign up)|do you rely on\b|visit .{1,60}homepage for more
        there'?’?s (?:plenty )?more where that came from|this (?:article|post|page|story) (?:may )?contains? affiliate|ftc: we use
        abonnieren sie|melden sie sich .{0,40}newsletter|inscrivez-vous|abonnez-vous|suscr[ií]b[ae]te
        recib[ea] .{0,60}(?:correo|bolet[ií]n)|receba .{0,60}(?:e-?mail|newsletter|whatsapp)
        siga .{0,40}(?:instagram|facebook|twitter|telegram|whatsapp)|iscriviti|подпис(?:ывайтесь|аться)
    """),
    re.IGNORECASE,
)
_ASKING = re.compile(
    either(r"""
        (?:sign up|subscribe|register|join|get|receive|follow|listen to|find us|watch|email|e-mail|visit|become)\b
        (?:support|donate|download|check out|click|for more|you can (?:also )?(?:follow|subscribe|listen|sign up))\b
    """),
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    either(r"""
        \b(?:newsletters?|inbox|our (?:app|magazine|podcast|channel)|on (?:twitter|facebook|instagram|youtube|telegram|whatsapp))\b
        (?<!\w)@\w+|\b(?:subscriptions?|subscribers?|letterbox|membership|podcasts|spotify|live at|or (?:listen|watch) back)\b
    """),
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:our|us|homepage|affiliate|e-?mail|app|channel|you rely|more where)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b(?! (?:law|infring|claim|case)))[\s©]*(?:\(c\))?\s*(?:(?:19|20)\d\d|.{0,60}all rights reserved)",
    re.IGNORECASE,
)
_FILED = re.compile(
    r"(?:related|tags?|tagged|topics?|filed|posted|buyer[’']s guide|categor(?:y|ies|ia)|etiquetas|schlagw[oö]rte|mots-clés)\b"
    r"[^:]{0,20}(?::| in | under )",
    re.IGNORECASE,
)
_LONGEST = 500


def is_machinery(line: str) -> bool:
    """Whether a line is a counter, a button or a notice: nothing that the story says."""
    low = line.lower() if len(line) < _LONGEST else ""
    return bool(low) and (low.rstrip(".:!") in _WHOLE or bool(_SHAPES.fullmatch(low)))


def is_promotion(line: str, *, linked: bool) -> bool:
    """Whether a line asks to subscribe, to follow, to listen; ``linked`` when it leads somewhere."""
    if len(line) >= _LONGEST:
        return False
    if _PROMOTION.match(line):
        return linked or bool(_ASKED_FOR.search(line) or _OURS.search(line))
    return linked and bool(_ASKING.match(line)) and bool(_ASKED_FOR.search(line))


def is_copyright(line: str) -> bool:
    """Whether a line says whose the page is."""
    return len(line) < _LONGEST and bool(_COPYRIGHT.match(line))


def is_filed(line: str) -> bool:
    """Whether a line says under what the story is filed."""
    return len(line) < _LONGEST and bool(_FILED.match(line))
