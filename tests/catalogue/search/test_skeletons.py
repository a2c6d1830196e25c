"""Latin spellings of Arabic and Persian words."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.folding import folded, without_article
from kiosk.catalogue.search.skeletons import of_arabic, of_latin

ARABIC = {
    "سكن": "sakan seken",
    "مدرسة": "madrasa mdrasa madrasah medrese madrase",
    "طبيب": "tabib tbib 6abib",
    "إقامة": "iqama ikama iqamah eqama",
    "عمل": "amal 3amal aamal",
    "حساب": "hisab 7isab hesab",
    "شقة": "shaqqa shakka",
    "تأمين": "tamin taamin ta'min tameen",
    "جواز": "jawaz jwaz gawaz djawaz",
    "خدمة": "khidma khedma 5edma",
    "توجيه": "tawjih tawjeeh",
    "ثقافة": "thaqafa thakafa",
    "غرفة": "ghurfa ghorfa",
}
PERSIAN = {
    "بیمه": "bime bimeh beema",
    "مدرسه": "madrese madreseh",
    "خانه": "khane khaneh xaneh",
    "کار": "kar kaar",
    "پزشک": "pezeshk pezeschk",
    "اجازه": "ejaze ejazeh",
    "ثبت": "sabt",
    "قرارداد": "gharardad qarardad",
}


@pytest.mark.parametrize("word", ARABIC)
def test_spellings_of_an_arabic_word_share_its_consonants(word: str) -> None:
    keys = of_arabic(without_article(folded(word)))
    for spelling in ARABIC[word].split():
        assert keys & of_latin(folded(spelling)), spelling


@pytest.mark.parametrize("word", PERSIAN)
def test_spellings_of_a_persian_word_share_its_consonants(word: str) -> None:
    keys = of_arabic(folded(word), persian=True)
    for spelling in PERSIAN[word].split():
        assert keys & of_latin(folded(spelling)), spelling


def test_an_article_may_be_written_in_one_word() -> None:
    assert of_arabic("سكن") & of_latin("alsakan")


def test_one_consonant_says_nothing() -> None:
    assert of_latin("oma") == frozenset()
    assert of_latin("aeiou") == frozenset()


def test_numbers_are_not_read_as_letters() -> None:
    assert of_latin("112") == frozenset()
