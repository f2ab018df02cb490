"""Which language a text is in: told by its script, or by its commonest little words. Unsure is an answer."""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_letters

from tuireader.article import Article, Paragraph
from tuireader.lettering import plain_bytes, with_spaces

# The words that each language can't do without and its neighbours do: articles, prepositions, auxiliaries.
_LITTLE_WORDS = {
    "en": "the of and to in is that for was with his they this have from had are but were been which would their it not as by be on",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus hat dass sie nach wird bei",
    "fr": "le la les des et en un une du est que dans pour qui sur pas au plus par avec il ce sont aux ont été cette mais se leur ne",
    "es": "el la los las de que y en un una del se por con no para su al lo como más pero sus es fue ha este entre cuando muy sin",
    "pt": "o os da do das dos de que e em um uma para com não por mais as foi ao na no são pelo pela também ele seu sua à é",
    "it": "il di che la e un per in è del non della sono con si una da le gli nel alla dei ha più anche come al dal lo ma",
    "nl": "de het een van en in is dat op te zijn voor met niet aan er die ook als bij door maar om uit naar heeft worden wordt werd nog",
    "sv": "och att det som en på är av för med den till inte har om ett han men var jag sig från vi så kan när år säger under också",
    "da": "og det at en den til er som på de med han af for ikke der var mig sig men et har om vi havde ud blev efter også over",
    "nb": "og det at en den til er som på de med han av for ikke der var seg men et har om vi hadde ut ble etter også fra sier",
    "fi": "ja on ei että se oli hän mutta joka ovat kun myös niin sen mukaan kuin voi ole olla vain vuoden mitä tai nyt sekä jos",
    "pl": "i w nie na się z do to że jest o jak ale po co tak za od przez który są dla przy był było może oraz już tym",
    "cs": "a se v na je že s z do o to i ale za jsem jako podle by který po jsou však pro od byl bylo této své jeho už",
    "hu": "a az és hogy nem is egy van meg de volt ez már csak mint még ki el azt szerint lesz vagy kell ha után így",
    "ro": "și de în a la cu nu pe din care că este o un pentru mai au fost sunt sau dar prin ce fi după al lui",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ama en ne olduğu var değil göre her yeni olduğunu",
    "id": "yang dan di dengan untuk ini dari tidak dalam pada itu adalah akan juga oleh ke karena telah bisa sudah ada mereka lebih kata",
    "vi": "và của là có trong cho không được với các một người này đã những khi đến từ để về cũng năm ra nhiều tại",
    "ru": "и в не на что с по как из это к у за но от его он о так для был мы бы все она было были после",
    "uk": "і в не на що з та до у як за це від про його для але він був які із після є також під або ми",
    "bg": "и на да се за от в с не че са по е като ще който към но до при след също беше тази които",
    "ar": "في من على أن إلى عن التي الذي مع هذا هذه كان لا ما بعد قال بين كما قد",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد",
    "ur": "کے کی میں ہے اور سے کا کو اس نے کہ پر یہ ہیں کر بھی نہیں",
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _LITTLE_WORDS.items():
    for _word in set(_words.split()):
        _LANGUAGES_OF.setdefault(_word, []).append(_language)
_LATIN = re.compile("[\x00-\u02ff]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("th", re.compile("[\u0e01-\u0e5b]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = ascii_letters.encode()
_WORDS_ALONE = with_spaces(ascii_letters)
_SAMPLE = 4000


def language_of(article: Article) -> str | None:
    """Return the language of the article's running text as BCP 47, or None when there is too little of it or it is none that is known."""
    parts, size = [article.title, article.standfirst or ""], 0
    for block in article.blocks:
        if isinstance(block, Paragraph):
            parts.append(block.text)
            size += len(block.text)
            if size > _SAMPLE:
                break
    return detect("\n".join(parts)[:_SAMPLE])


def detect(text: str) -> str | None:
    """Return the language of ``text`` as BCP 47, or None when unsure."""
    plain = plain_bytes(text)
    letters = sum(map(str.isalpha, text)) if plain is None else len(plain) - len(plain.translate(None, _LETTERS))
    if letters < 12:
        return None
    other = _LATIN.sub("", text) if plain is None else ""
    if len(other) * 10 > letters:
        for language, script in _SCRIPTS:
            # A tenth is enough for kana: a Japanese text is mostly Chinese characters.
            if len(script.findall(other)) * (10 if language == "ja" else 3) > letters:
                return language
    words = _WORD.findall(text.lower()) if plain is None else plain.lower().translate(_WORDS_ALONE).decode().split()
    counted = Counter(words)
    found: Counter[str] = Counter()
    for word in _LANGUAGES_OF.keys() & counted.keys():
        for language in _LANGUAGES_OF[word]:
            found[language] += counted[word]
    scores = sorted(((found[language], language) for language in _LITTLE_WORDS), reverse=True)
    (best, language), (second, _) = scores[0], scores[1]
    # Running text has a little word in every third or fourth place; sister languages share many of them.
    sure = best >= 4 and best * 8 >= len(words) and best * 10 >= second * 12
    return language if sure else None
