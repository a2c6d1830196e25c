"""Spellings that are the same word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.search.folding import (
    folded,
    spelled_out,
    spellings,
    without_article,
    without_latin_article,
    words,
)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("mieszkanie ŻÓŁĆ", "mieszkanie zolc"),
        ("Příspěvek na dítě", "prispevek na dite"),
        ("wobydlenje Chóśebuz", "wobydlenje chosebuz"),
        ("šěrośinska", "serosinska"),
        ("locuință, școală", "locuinta, scoala"),
        ("locuinţă, şcoală", "locuinta, scoala"),  # with a cedilla, as many type it
        ("đăng ký nơi ở", "dang ky noi o"),
        ("người lao động", "nguoi lao dong"),
        ("IŞIK ığdır", "isik igdir"),
        ("İkamet", "ikamet"),
        ("Працівник ґанку", "працівник ганку"),
        ("ёлка", "елка"),
        ("сім'я сім’я сімʼя", "сімя сімя сімя"),
        ("إقامة", "اقامه"),
        ("أُسْرَة", "اسره"),
        ("مــدرســة", "مدرسه"),
        ("مدرسى", "مدرسي"),
        ("بیمه درمانی", "بيمه درماني"),
        ("کودک", "كودك"),
        ("می‌شود", "ميشود"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("ﻣﺪﺭﺳﺔ", "مدرسه"),  # letters in the forms of a screen
    ],
)
def test_accents_and_forms_of_letters_are_lost(written: str, typed: str) -> None:
    assert folded(written) == folded(typed) == typed


@given(st.text())
def test_folding_twice_is_folding_once_and_never_fails(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


def test_words_are_letters_and_digits() -> None:
    assert words("Ruf 116117 an – oder (heute) die 112!") == [
        *("ruf", "116117", "an"),
        *("oder", "heute", "die", "112"),
    ]


def test_an_umlaut_is_also_spelled_with_an_e() -> None:
    assert list(spellings("Führerschein")) == [["fuhrerschein"], ["fuehrerschein"]]
    assert list(spellings("Konto")) == [["konto"]]
    assert spelled_out("Äpfel u\u0308ber") == "aepfel ueber"


def test_persian_words_are_also_there_in_parts() -> None:
    assert list(spellings("خانه‌ها")) == [["خانهها"], ["خانه", "ها"]]


@pytest.mark.parametrize("word", ["السكن", "والسكن", "بالسكن", "للسكن", "سكن"])
def test_an_arabic_word_is_the_same_with_its_article(word: str) -> None:
    assert without_article(word) == "سكن"


def test_what_only_looks_like_an_article_stays() -> None:
    assert without_article("الى") == "الى"
    assert without_article("alles") == "alles"


@pytest.mark.parametrize("typed", ["al-sakan", "as-sakan", "El-Sakan", "sakan"])
def test_an_article_in_latin_letters_is_left_out(typed: str) -> None:
    assert without_latin_article(typed) == "sakan"


def test_other_hyphens_are_left_alone() -> None:
    assert without_latin_article("ideal-job al-o") == "ideal-job al-o"
