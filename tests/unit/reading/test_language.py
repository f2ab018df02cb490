"""Telling a text's language, and not telling it where it can't be told."""

import pytest

from tuireader.reading.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The river rose in the night, and it was the first time that the mill had been under water for a hundred years."),
        ("de", "Der Fluss stieg in der Nacht, und es war das erste Mal seit hundert Jahren, dass die Mühle unter Wasser stand."),
        ("fr", "Le fleuve est monté dans la nuit, et c'est la première fois depuis cent ans que le moulin est sous les eaux."),
        ("es", "El río subió por la noche, y es la primera vez en cien años que el molino queda bajo las aguas de la crecida."),
        ("pt", "O rio subiu durante a noite, e foi a primeira vez em cem anos que o moinho ficou debaixo da água, não muito longe do mar."),
        ("it", "Il fiume è salito nella notte, ed è la prima volta in cento anni che il mulino è sotto le acque della piena."),
        ("nl", "De rivier is in de nacht gestegen, en het is voor het eerst in honderd jaar dat de molen onder water staat."),
        ("sv", "Floden steg under natten, och det är första gången på hundra år som kvarnen står under vatten i den här byn."),
        ("pl", "Rzeka wezbrała w nocy i po raz pierwszy od stu lat młyn jest pod wodą, ale nie ma powodu do obaw, jak się zdaje."),
        ("tr", "Nehir gece yükseldi ve bu yüz yıl sonra ilk kez oldu, ama değirmen için bir tehlike olarak görülmüyor."),
        ("ru", "Река поднялась ночью, и это было в первый раз за сто лет, как мельница не была видна из воды."),
        ("uk", "Річка піднялася вночі, і це вперше за сто років, що млин був під водою, та він не зник."),
        ("ar", "ارتفع النهر في الليل وهذه هي المرة الأولى التي غمرت فيها المياه الطاحونة من مئة عام على أن ذلك لا يدوم"),
        ("ja", "川は夜のうちに増水し、百年ぶりに水車小屋が水に浸かった。"),
        ("zh", "河水在夜里上涨，磨坊百年来第一次被水淹没。"),
        ("ko", "밤사이 강물이 불어나 백 년 만에 처음으로 물레방앗간이 잠겼다."),
        ("el", "Το ποτάμι φούσκωσε τη νύχτα και ο μύλος βρέθηκε κάτω από το νερό."),
        ("he", "הנהר עלה בלילה והטחנה עמדה מתחת למים."),
        ("hi", "रात में नदी चढ़ गई और चक्की पानी में डूब गई।"),
    ],
)
def test_running_text_tells_its_language(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text", ["", "Rain", "12 345 678", "Lorem ipsum dolor sit amet consectetur", "Paris Berlin Roma Madrid Lisboa Oslo"]
)
def test_too_little_text_tells_nothing(text: str) -> None:
    assert detect(text) is None
