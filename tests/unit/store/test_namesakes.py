from __future__ import annotations

import pytest

from tuireader.store.namesakes import Name, Person, answers_to, people, stands_for, words_of


def told_apart(*names: str, **quoted: int) -> dict[str, set[str]]:
    """Return whose names are whose, by the name shown; ``quoted`` says how often a last word of a name was, 1 by default."""
    given = [Name(number, name, quoted.get(name.replace(" ", "_"), 1)) for number, name in enumerate(names)]
    return {person.name: {names[number] for number in person.numbers} for person in people(given, range(len(names)))}


def person(name: str, *names: str, **quoted: int) -> Person:
    given = [Name(number, each, quoted.get(each.replace(" ", "_"), 1)) for number, each in enumerate(names)]
    (found,) = people(given, {names.index(name)})
    return found


def test_short_and_full_names_are_one_person() -> None:
    names = ("Trump", "Donald Trump", "Donald J. Trump", "D. Trump", "D.J. Trump", "TRUMP", "Donald John Trump")
    assert told_apart(*names, Donald_Trump=9) == {"Donald Trump": {*names} - {"D.J. Trump"}, "D.J. Trump": {"D.J. Trump"}}


def test_namesakes_stay_apart_and_the_short_name_with_neither() -> None:
    names = ("Bill Clinton", "Hillary Clinton", "Hillary Rodham Clinton", "Clinton")
    assert told_apart(*names) == {
        "Bill Clinton": {"Bill Clinton"},
        "Hillary Clinton": {"Hillary Clinton", "Hillary Rodham Clinton"},
        "Clinton": {"Clinton"},
    }
    assert person("Clinton", *names).perhaps == ("Hillary Clinton", "Bill Clinton")
    assert person("Bill Clinton", *names).perhaps == ()


def test_a_short_name_is_that_of_a_namesake_beside_whom_others_hardly_count() -> None:
    names = ("Donald Trump", "Melania Trump", "Trump")
    assert told_apart(*names, Donald_Trump=40, Melania_Trump=10)["Donald Trump"] == {"Donald Trump", "Trump"}
    assert told_apart(*names, Donald_Trump=39, Melania_Trump=10)["Donald Trump"] == {"Donald Trump"}
    assert told_apart(*names, Donald_Trump=0, Melania_Trump=0)["Trump"] == {"Trump"}


def test_a_name_left_with_several_says_whose_it_may_be_unless_it_is_used_most() -> None:
    names = ("George W. Bush", "George H. W. Bush", "George Bush")
    assert set(person("George Bush", *names).perhaps) == {"George W. Bush", "George H. W. Bush"}
    assert person("George Bush", *names, George_Bush=12).perhaps == ()


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hajizadeh", "Amir Ali Hajizadeh"),
        ("Amir Hajizadeh", "Amir Ali Hajizadeh"),
        ("A. Hajizadeh", "Amir Ali Hajizadeh"),
        ("García", "Ana Garcia"),
        ("Trump Jr", "Donald Trump Jr."),
    ],
)
def test_what_a_name_may_be_short_for(short: str, full: str) -> None:
    assert stands_for(words_of(short), words_of(full))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Trump", "Donald Trump Jr"),
        ("Donald Trump", "Donald Trump Jr"),
        ("Melania Trump", "Donald Trump"),
        ("George W. Bush", "George H. W. Bush"),
        ("House", "White House"),
        ("Le Maire", "Bruno Le Maire"),  # two words are a first and a last name, for all that one can tell
        ("China", "Bank of China"),
        ("Jordan", "Jim Jordan"),
        ("National Party", "National Reform Party"),
        ("ministry", "kingdom's ministry"),
        ("Trump", "Ivana"),
        ("", "Donald Trump"),
        ("Bank", "The Very Long Name Of Some Bank"),
    ],
)
def test_what_it_is_not_short_for(short: str, full: str) -> None:
    assert not stands_for(words_of(short), words_of(full))


def test_the_name_shown_is_the_one_in_full_that_is_used_most() -> None:
    assert set(told_apart("J. Biden", "Joseph Robinette Biden", "Joseph Biden", Joseph_Robinette_Biden=5)) == {"Joseph Robinette Biden"}
    assert set(told_apart("Mónica Ruiz", "MONICA RUIZ", "Ruiz", Mónica_Ruiz=2)) == {"Mónica Ruiz"}


def test_names_of_signs_alone_are_nobody_elses() -> None:
    assert told_apart("…", "Ida Holm") == {"…": {"…"}, "Ida Holm": {"Ida Holm"}}
    assert told_apart(".", "Ida Holm") == {".": {"."}, "Ida Holm": {"Ida Holm"}}


def test_only_those_wanted_are_returned() -> None:
    assert [found.name for found in people([Name(1, "Ida Holm"), Name(2, "Per Holm")], {2})] == ["Per Holm"]


@pytest.mark.parametrize(
    ("asked", "unfinished", "answers"),
    [
        ("holm", False, True),
        ("ida", False, True),
        ("ida holm", False, True),
        ("ida holm", True, True),
        ("holm ida", False, False),
        ("hol", False, False),
        ("hol", True, True),
        ("ida h", True, True),
        ("id holm", True, False),
    ],
)
def test_words_asked_for_are_held_in_their_order(asked: str, unfinished: bool, answers: bool) -> None:
    assert answers_to(words_of("Ida Marie Holm"), words_of(asked), unfinished=unfinished) is answers
