"""Quotations are found by the marks of many languages, the outermost pair only, and without taking apostrophes for marks."""

from __future__ import annotations

import pytest

from tuireader.article import Article, Paragraph, all_quotes
from tuireader.meaning.quotations import annotate


def found(text: str, language: str | None) -> list[str]:
    return [quote.text for quote in all_quotes(annotate(Article(language=language, blocks=(Paragraph(text=text),))))]


_TEXTS = [
    # German
    ("de", "„Der Fluss steigt seit gestern“, sagte die Wärterin am Wehr.", ["Der Fluss steigt seit gestern"]),
    ("de", "Die Wärterin sagte: „Wir haben ‚keine Angst‘, nur nasse Füße.“", ["Wir haben ‚keine Angst‘, nur nasse Füße."]),
    ("de", "»Er hat ›vielleicht‹ gerufen«, erzählt der Müller, »und dann gelacht.«", ["Er hat ›vielleicht‹ gerufen", "und dann gelacht."]),
    ("de", "Das »alte Wehr« und die „neue Schleuse“ liegen nah beieinander.", ["alte Wehr", "neue Schleuse"]),
    ("de", 'So geht\'s nicht, dachte sie: "Das Wasser kommt wieder."', ["Das Wasser kommt wieder."]),
    # French
    ("fr", "« L'eau monte depuis hier », a dit l'éclusière.", ["L'eau monte depuis hier"]),
    ("fr", "Elle a répondu : « Il a crié “peut-être” et il a ri. »", ["Il a crié “peut-être” et il a ri."]),
    ("fr", "« Il a crié « peut-être » et il a ri », raconte le meunier.", ["Il a crié « peut-être » et il a ri"]),
    ("fr", "C’est « l’ancien barrage », dit-on aujourd’hui à l’auberge.", ["l’ancien barrage"]),
    ("fr", "Le « vieux moulin » et la “nouvelle écluse” sont voisins.", ["vieux moulin", "nouvelle écluse"]),
    # Spanish
    ("es", "«El río sube desde ayer», dijo la guardiana de la presa.", ["El río sube desde ayer"]),
    ("es", "«Gritó “quizá” y se rio», cuenta el molinero.", ["Gritó “quizá” y se rio"]),
    ("es", "La guardiana respondió: “¿Quién dijo ‘quizá’ anoche?”.", ["¿Quién dijo ‘quizá’ anoche?"]),
    ("es", 'La "presa vieja" y el «molino nuevo» son vecinos.', ["presa vieja", "molino nuevo"]),
    # Italian
    ("it", "«Il fiume sale da ieri», ha detto la custode della diga.", ["Il fiume sale da ieri"]),
    ("it", "«Ha gridato “forse” e poi ha riso», racconta il mugnaio.", ["Ha gridato “forse” e poi ha riso"]),
    ("it", "L'acqua è salita: “Non l'abbiamo mai vista così”, dice l'oste.", ["Non l'abbiamo mai vista così"]),
    ("it", "La “diga vecchia” e il «mulino nuovo» sono vicini.", ["diga vecchia", "mulino nuovo"]),
    # Dutch
    ("nl", "‘De rivier stijgt sinds gisteren’, zei de sluiswachter.", ["De rivier stijgt sinds gisteren"]),
    ("nl", "„Hij riep ‚misschien’ en lachte”, vertelt de molenaar.", ["Hij riep ‚misschien’ en lachte"]),
    ("nl", "“Ze riep ‘misschien’ en lachte”, vertelt de molenaar.", ["Ze riep ‘misschien’ en lachte"]),
    ("nl", "’s Avonds zei hij: ‘Zo’n vloed zag ik nooit.’", ["Zo’n vloed zag ik nooit."]),
    # Russian
    ("ru", "«Река поднимается со вчерашнего дня», — сказала смотрительница.", ["Река поднимается со вчерашнего дня"]),
    ("ru", "Мельник вспомнил: «Он крикнул „может быть“ и засмеялся».", ["Он крикнул „может быть“ и засмеялся"]),
    ("ru", "«Вода уйдёт, — сказал мельник, — и мы вернёмся».", ["Вода уйдёт, — сказал мельник, — и мы вернёмся"]),
    ("ru", "„Старая плотина“ и «новая мельница» стоят рядом.", ["Старая плотина", "новая мельница"]),
    # Chinese
    ("zh", "守闸人说：“河水从昨天开始上涨。”", ["河水从昨天开始上涨。"]),
    ("zh", "磨坊主说：“他喊了‘也许’，然后笑了。”大家都听见了。", ["他喊了‘也许’，然后笑了。"]),
    ("zh", "守閘人說：「他喊了『也許』，然後笑了。」", ["他喊了『也許』，然後笑了。"]),
    ("zh", "“旧水坝”和“新磨坊”离得很近。", ["旧水坝", "新磨坊"]),
    # Japanese
    ("ja", "「川は昨日から増えている」と水門の番人は言った。", ["川は昨日から増えている"]),
    ("ja", "粉屋は「彼は『たぶん』と叫んで笑った」と話した。", ["彼は『たぶん』と叫んで笑った"]),
    ("ja", "「水は引く」と彼は言い、「また戻る」と続けた。", ["水は引く", "また戻る"]),
    ("ja", "『古い水門』と〝新しい水車〟は隣り合っている。", ["古い水門", "新しい水車"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), _TEXTS)
def test_marks_of_a_language(language: str, text: str, expected: list[str]) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(("language", "text", "expected"), _TEXTS)
def test_the_marks_are_enough_where_the_language_is_not_told(language: str, text: str, expected: list[str]) -> None:
    assert found(text, None) == expected


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("de", "„Der Fluss steigt, und keiner weiß, wie weit.", "„Wir bleiben trotzdem hier.“"),
        ("fr", "« L'eau monte, et nul ne sait jusqu'où.", "« Nous restons quand même. »"),
        ("es", "«El río sube, y nadie sabe hasta dónde.", "«Nos quedamos de todos modos»."),
        ("ru", "«Река поднимается, и никто не знает, докуда.", "«Мы всё равно остаёмся»."),
    ],
)
def test_a_quotation_over_two_paragraphs_is_one_group(language: str, first: str, second: str) -> None:
    article = annotate(Article(language=language, blocks=(Paragraph(text=first), Paragraph(text=second))))
    assert [quote.group for quote in all_quotes(article)] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "L'eau d'hier n'est plus celle d'aujourd'hui.",
        "Dell'acqua d'ieri non c'è più un po' di traccia.",
        "’s Morgens en in de jaren ’90 was ’t hier droog.",
        "Wie geht’s dem Fluss, und wie war’s im Jahr ’97?",
    ],
)
def test_apostrophes_of_other_languages_are_no_marks(text: str) -> None:
    assert found(text, None) == []
