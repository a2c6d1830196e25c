"""The layouts: every letter of a language has a key."""

from __future__ import annotations

from itertools import chain
from unicodedata import normalize

import pytest

from kiosk.bidi import cells
from kiosk.i18n.keyboards import (
    GERMAN,
    KEYBOARDS,
    MOST_KEYS,
    Keyboard,
    face,
    keyboard_for,
    other_keyboard,
    switch_name,
)
from kiosk.i18n.languages import LANGUAGES

LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {
    "de": LATIN + "äöüß",
    "de-simple": LATIN + "äöüß",
    "dsb": LATIN + "čćěłńóŕšśžź",
    "hsb": LATIN + "čćěłńóřšž",
    "en": LATIN,
    "pl": LATIN + "ąćęłńóśźż",
    "cs": LATIN + "áčďéěíňóřšťúůýž",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ro": LATIN + "ăâîșț",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "tr": LATIN + "çğıöşü",
    "vi": LATIN + "ăâđêôơư\u0300\u0301\u0303\u0309\u0323",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإؤئىة",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئ",
}
each = pytest.mark.parametrize("keyboard", KEYBOARDS.values(), ids=KEYBOARDS.keys())


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_of_a_language_has_a_key_of_its_own(language: str) -> None:
    keys = list(chain.from_iterable(keyboard_for(language).rows))
    assert set(ALPHABETS[language]) <= set(keys)


@each
def test_no_key_is_there_twice(keyboard: Keyboard) -> None:
    keys = list(chain.from_iterable(keyboard.rows))
    assert len(keys) == len(set(keys))


@each
def test_four_rows_of_at_most_twelve_keys(keyboard: Keyboard) -> None:
    assert len(keyboard.rows) == 4
    assert max(map(len, keyboard.rows)) <= MOST_KEYS


@each
def test_keys_type_small_composed_letters_and_show_one_sign(
    keyboard: Keyboard,
) -> None:
    for typed in chain.from_iterable(keyboard.rows):
        assert typed == normalize("NFC", typed) == typed.lower()
        assert 1 <= cells.width(face(typed)) <= 2


@each
def test_digits_are_on_it_or_one_key_away(keyboard: Keyboard) -> None:
    other = other_keyboard(keyboard)
    assert keyboard.has_digits or (other is not None and other.has_digits)


def test_every_language_of_the_program_has_a_keyboard() -> None:
    for language in LANGUAGES:
        assert language in ALPHABETS
        assert set(ALPHABETS[language]) <= set(
            chain.from_iterable(keyboard_for(language).rows)
        )


def test_who_has_no_keyboard_gets_the_german_one() -> None:
    assert keyboard_for("tlh").id == GERMAN
    assert other_keyboard(keyboard_for("de")) is None


@pytest.mark.parametrize(
    ("language", "there", "back"),
    [
        ("ar", "ABC", "العربية"),
        ("uk", "ABC", "АБВ"),
        ("pl", "äöü", "ąęł"),
        ("cs", "123", "ěšč"),
    ],
)
def test_the_switching_key_says_where_it_leads(
    language: str, there: str, back: str
) -> None:
    home, german = keyboard_for(language), KEYBOARDS[GERMAN]
    assert other_keyboard(home) == german
    assert switch_name(german, home) == there
    assert switch_name(home, home) == back


def test_a_tone_is_shown_above_a_letter() -> None:
    assert normalize("NFC", face("\u0309")) == "ả"
    assert face("ơ") == "ơ"
