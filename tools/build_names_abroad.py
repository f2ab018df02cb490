# ruff: noqa: INP001 - a script, not a package
"""Make ``tuireader/meaning/data/names.<language>.tsv``: countries, well-known cities, peoples and powers in other languages.

Run from the checkout: ``python tools/build_names_abroad.py``, with ``babel`` installed (for development only). Countries' and cities' names
come from Unicode CLDR, the rest from ``abroad.tsv`` beside this script; both are inflected here, so that reading needs no grammar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from babel import Locale
from babel.core import get_global

from tuireader.meaning.gazetteer import load, tokens
from tuireader.meaning.scripts import plain_arabic

DATA = Path(__file__).parents[1] / "tuireader" / "meaning" / "data"
LATIN = ("de", "fr", "es", "pt", "it", "nl")
UNSPACED = ("zh", "ja")
LANGUAGES = (*LATIN, "ru", "ar", "zh", "ja")
# Names of countries that mean something else far oftener in some language: Mauritius is a given name, Grenada a Spanish city.
LEFT_OUT = frozenset(
    ["Maurice", "Granada", "Man", "Jersey", "Reunião", "Réunion", "Guernsey", "Мэн", "Джерси", "Macao", "Mali Road", "阿曼湾"]
)
RUSSIAN_NOUNS = (
    ("ия", ("ия", "ии", "ию", "ией", "иею")),
    ("ая", ("ая", "ой", "ую")),
    ("ль", ("ль", "ля", "лю", "лем", "ле", "ли", "лью")),
    ("рь", ("рь", "ря", "рю", "рем", "ре", "ри", "рью")),
    ("нь", ("нь", "ня", "ню", "нем", "не", "ни", "нью")),
    ("ь", ("ь", "и", "ью")),
    ("й", ("й", "я", "ю", "ем", "е")),
    ("я", ("я", "и", "ю", "ей", "е")),
    ("а", ("а", "ы", "и", "е", "у", "ой")),
    ("ы", ("ы", "", "ам", "ами", "ах", "ов")),
    ("", ("", "а", "у", "ом", "ем", "е")),
)
RUSSIAN_ADJECTIVE = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
UNCHANGING = tuple("иоуэюеИОУЭ")


def both_cases(words: Iterable[str]) -> list[str]:
    """Return the words in small letters and with a capital."""
    return [form for word in words for form in (word, word[:1].upper() + word[1:])]


def german_adjective(word: str) -> list[str]:
    """Return the forms of "polnisch"."""
    return both_cases(word + ending for ending in ("", "e", "er", "es", "en", "em"))


def german_noun(word: str) -> list[str]:
    """Return the forms of "Franzose"."""
    return [word + ending for ending in ("", "n", "s", "en", "in", "innen")]


def dutch_adjective(word: str) -> list[str]:
    """Return the forms of "Pools", "Amerikaans"."""
    stem = word[:-2] + word[-1] if word[-3:-1] in ("aa", "ee") and word.endswith("s") else word
    return [word, word + "e", stem + "e", word[:-2] + "se" if word.endswith("es") else word + "e"]


def dutch_noun(word: str) -> list[str]:
    """Return the forms of "Belg"."""
    return [word, word + "s", word + "en", word.removesuffix("an") + "anen" if word.endswith("aan") else word + "en"]


def french_adjective(word: str) -> list[str]:
    """Return the forms of "français"."""
    feminine = (
        word + "ne" if word.endswith("ien") else word[:-1] + "cque" if word == "grec" else word + "e" if not word.endswith("e") else word
    )
    feminine = "turque" if word == "turc" else "grecque" if word == "grec" else feminine
    return both_cases([word, word if word.endswith("s") else word + "s", feminine, feminine + "s"])


def iberian_adjective(word: str) -> list[str]:
    """Spanish and Portuguese."""
    for end, plain in (("és", "es"), ("ês", "es"), ("án", "an"), ("ón", "on"), ("ão", "ã")):
        if word.endswith(end):
            stem = word[: -len(end)] + plain
            plural = word[:-2] + "ães" if end == "ão" else stem + "es"
            return both_cases([word, stem + "a" if end != "ão" else stem, plural, stem + ("as" if end != "ão" else "s")])
    if word.endswith("o"):
        return both_cases(word[:-1] + ending for ending in ("o", "a", "os", "as"))
    if word.endswith("z"):
        return both_cases([word, word + "a", word[:-1] + "ces", word + "as"])
    if word.endswith("eu"):
        return both_cases([word, word[:-2] + "eia", word + "s", word[:-2] + "eias"])
    return both_cases([word, word + "s", word + "es"])


def italian_adjective(word: str) -> list[str]:
    """Return the forms of "francese", "italiano"."""
    endings = {"o": ("o", "a", "i", "e", "hi", "he"), "e": ("e", "i"), "a": ("a", "i", "e")}[word[-1]]
    return both_cases(word[:-1] + ending for ending in endings)


def russian_noun(name: str) -> list[str]:
    """Return the cases of a name; in one of two words both change, the first as an adjective if it is one."""
    words = name.split(" ")
    if len(words) > 1 and not words[0].endswith(("ая", "ий", "ый", "ое", "ие", "ые")):
        return [name]
    if name.isupper() or name.endswith(UNCHANGING):
        return [name]
    forms = next([words[-1].removesuffix(end) + one for one in ones] for end, ones in RUSSIAN_NOUNS if words[-1].endswith(end))
    if len(words) == 1:
        return forms
    head = words[0]
    heads = {head, head[:-2] + "ой", head[:-2] + "ую", head[:-2] + "ого", head[:-2] + "ом", head[:-2] + "ых", head[:-2] + "их"}
    return [f"{one} {other}" for one in sorted(heads) for other in forms]


def russian_adjective(stem: str) -> list[str]:
    """Return the forms of the stem "польск"."""
    return (
        both_cases(stem + ending for ending in RUSSIAN_ADJECTIVE)
        if stem.endswith("к")
        else both_cases(stem + e for e in ("ый", *RUSSIAN_ADJECTIVE))
    )


def arabic_adjective(word: str) -> list[str]:
    """Return the forms of an adjective in ya."""
    first, _, rest = word.partition(" ")
    tail = f" {rest}" if rest else ""
    return [plain_arabic(first) + ending + tail for ending in ("", "ه", "ين", "ون", "ا", "ات")]


INFLECTED: dict[tuple[str, str], Callable[[str], list[str]]] = {
    ("de", "adjective"): german_adjective,
    ("de", "noun"): german_noun,
    ("de", "country"): lambda name: [name, name if name.endswith("s") else name + "s"],
    ("de", "city"): lambda name: [name, name + "er", name if name.endswith("s") else name + "s"],
    ("nl", "adjective"): dutch_adjective,
    ("nl", "noun"): dutch_noun,
    ("fr", "adjective"): french_adjective,
    ("es", "adjective"): iberian_adjective,
    ("pt", "adjective"): iberian_adjective,
    ("it", "adjective"): italian_adjective,
    ("ru", "adjective"): russian_adjective,
    ("ru", "noun"): russian_noun,
    ("ru", "country"): russian_noun,
    ("ru", "city"): russian_noun,
    ("ar", "adjective"): arabic_adjective,
}


def plain(name: str) -> str:
    """Return a name of CLDR without what stands in brackets behind it."""
    for mark in (" (", "（", "("):
        name = name.partition(mark)[0]
    return name.strip()


def from_cldr(language: str) -> list[tuple[str, str, str]]:
    """Return (kind, code, name) of countries, and of the cities that stand for time zones: capitals mostly."""
    locale, zones, codes = Locale.parse(language), get_global("zone_territories"), load().countries
    found = [("country", code, plain(name)) for code, name in locale.territories.items() if code in codes]
    for zone, data in locale.time_zones.items():
        code = zones.get(zone)
        if code in codes and "city" in data:
            found.append(("city", code, plain(data["city"])))
    return found


def from_hand(language: str) -> list[tuple[str, str, str]]:
    """Return (kind, code, word) of the hand-made list."""
    found = []
    for line in Path(__file__).with_name("abroad.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            _, kind, entries = line.split("\t")
            for entry in entries.split(";"):
                code, _, words = entry.partition("=")
                found += [(kind, code, word) for word in words.split(",")]
    return found


def key(name: str, language: str) -> str:
    """Return the name as it is looked up: its words without accents; as it stands where words aren't parted."""
    return name if language in UNSPACED else " ".join(token.text for token in tokens(name))


def table(language: str) -> str:
    """Return the language's table of names."""
    names: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for kind, code, word in sorted(from_cldr(language)) + from_hand(language):
        shortest = 2 if language in ("zh", "ja", "ru") else 3 if kind != "name" else 2
        if word in LEFT_OUT or len(word) < shortest:
            continue
        shown = {"adjective": "people", "noun": "institution", "name": "institution"}.get(kind, kind)
        forms = INFLECTED.get((language, kind), lambda one: [one])(word)
        if language == "ar":
            forms = [plain_arabic(form) for form in forms]
        names[shown, code].update(dict.fromkeys(key(form, language) for form in forms))
    lines = [
        f"# Names in {Locale.parse(language).english_name}: Unicode CLDR, Unicode License v3; the rest compiled by hand for this project.",
        "# Generated by tools/build_names_abroad.py; do not edit.",
        "# kind\tcode\tnames",
    ]
    return "\n".join(lines + [f"{kind}\t{code}\t{'|'.join(forms)}" for (kind, code), forms in sorted(names.items())]) + "\n"


if __name__ == "__main__":
    for one in LANGUAGES:
        (DATA / f"names.{one}.tsv").write_text(table(one), encoding="utf-8")
