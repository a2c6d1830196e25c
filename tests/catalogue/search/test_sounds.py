"""Latin spellings of Cyrillic words, as people of three languages type them."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.folding import folded
from kiosk.catalogue.search.sounds import MOST_READINGS, of_cyrillic, of_latin

SPELLINGS = {
    "житло": "zhytlo zytlo žytlo jytlo żytło zhitlo",
    "школа": "shkola skola škola szkola schkola",
    "дитсадок": "dytsadok ditsadok",
    "дитячий": "dytiachyi ditjacij dytyachyy dytjaczyj",
    "рахунок": "rakhunok rachunok rahunok raxunok",
    "хвороба": "khvoroba chworoba hvoroba",
    "сім'я": "simya simia simja",
    "навчання": "navchannia navchannya nawczannia nawtschannja",
    "лікар": "likar lykar",
    "їжа": "yizha jizha izha jiza",
    "працівник": "pratsivnyk pracivnik",
    "щеплення": "shcheplennia szczeplennia ščeplennja",
    "громадянство": "hromadianstvo gromadyanstvo",
    "Квартира": "kvartira kvartyra kwartira",
    "работа": "rabota",
    "жильё": "zhilye zhile jilie zilje",
    "больница": "bolnitsa bolnica bolnitza",
    "учёба": "ucheba utscheba uczeba",
    "детский": "detskiy detskij detskii",
}


@pytest.mark.parametrize("word", SPELLINGS)
def test_each_common_spelling_sounds_like_the_word(word: str) -> None:
    key = of_cyrillic(folded(word))
    for spelling in SPELLINGS[word].split():
        assert key in of_latin(folded(spelling)), spelling


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("къща", ["kashta"]),
        ("жилище", ["zhilishte", "jiliste"]),
        ("училище", ["uchilishte", "utschilischte"]),
        ("работа", ["rabota"]),
        ("лекар", ["lekar"]),
    ],
)
def test_bulgarian_reads_two_letters_its_own_way(
    word: str, spellings: list[str]
) -> None:
    key = of_cyrillic(folded(word), bulgarian=True)
    for spelling in spellings:
        assert key in of_latin(folded(spelling)), spelling


def test_another_word_has_another_key() -> None:
    keys = {of_cyrillic(folded(word)) for word in SPELLINGS}
    assert len(keys) == len(SPELLINGS)


def test_short_words_are_not_guessed() -> None:
    assert of_latin("zzzz") == frozenset()
    assert of_latin("da") == frozenset()


def test_the_readings_of_a_word_are_few() -> None:
    assert len(of_latin("ch" * 20)) <= MOST_READINGS
