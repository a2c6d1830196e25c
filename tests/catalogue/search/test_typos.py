"""What is forgiven, and what is another word."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.typos import MOST_FOUND, near, slips
from kiosk.catalogue.search.vocabulary import WordTable

KNOWN = ("anmeldung", "arzt", "kita", "kind", "wohnung", "112", "школа")
WORDS = WordTable({word: [1] for word in KNOWN})


def found(word: str, *, unfinished: bool = False) -> set[str]:
    return {WORDS.word(number) for number in near(word, WORDS, unfinished=unfinished)}


@pytest.mark.parametrize(
    "typed",
    ["anmeldnug", "anmelding", "anmeldug", "anmelddung", "amneldung", "naneldung"],
)
def test_a_long_word_may_have_slips(typed: str) -> None:
    assert found(typed) == {"anmeldung"}


def test_a_word_in_another_script_too() -> None:
    assert found("шклоа") == {"школа"}


@pytest.mark.parametrize(
    ("typed", "allowed"),
    [("arz", 0), ("arzt", 1), ("wohnung", 1), ("anmeldung", 2), ("11611711", 0)],
)
def test_what_is_forgiven_grows_with_the_word(typed: str, allowed: int) -> None:
    assert slips(typed) == allowed


def test_short_words_and_numbers_must_be_right() -> None:
    assert found("ktia") == {"kita"}
    assert found("kit") == set()
    assert found("115") == set()


def test_of_many_words_that_are_near_few_are_looked_at() -> None:
    letters = [chr(ord("а") + place) for place in range(MOST_FOUND + 1)]
    crowd = WordTable({f"kinder{letter}": [1] for letter in letters})
    assert len(list(near("kindern", crowd, unfinished=False))) == MOST_FOUND


def test_two_slips_in_a_short_word_are_another_word() -> None:
    assert found("kurt") == set()


def test_an_unfinished_word_is_like_the_beginning_of_another() -> None:
    assert found("anmedlu", unfinished=True) == {"anmeldung"}
    assert found("anmedlu") == set()


def test_a_wrong_letter_makes_a_short_word_another_one() -> None:
    assert found("kota") == set()
    assert found("школ") == {"школа"}
    assert found("anmu", unfinished=True) == set()


def test_vowels_without_stress_may_begin_a_word_as_they_sound() -> None:
    holiday = WordTable({"отпуск": [1]})
    assert list(near("атпуск", holiday, unfinished=False)) == [0]
