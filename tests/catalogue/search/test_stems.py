"""Which forms of a word are one, in languages with a stemmer and without."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.finding import ServiceSearch
from kiosk.catalogue.search.stems import stems
from kiosk.ids import LanguageCode
from tests.builders import a_catalogue


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Kündigungen".casefold(), "kündigung"),
        ("en", "payments", "payment"),
        ("pl", "lekarzem", "lekarz"),
        ("ru", "врача", "врач"),
        ("uk", "лікарями", "лікар"),
        ("bg", "градината", "градина"),
        ("tr", "doktora", "doktor"),
        ("de", "kundigung", "kündigung"),
    ],
)
def test_forms_of_a_word_have_a_stem_in_common(
    language: str, one: str, other: str
) -> None:
    code = LanguageCode(language)
    assert (stems(one, code) | {one}) & (stems(other, code) | {other})


@pytest.mark.parametrize("word", ["112", "ab", "bus"])
def test_numbers_and_short_words_have_none(word: str) -> None:
    assert stems(word, LanguageCode("de")) == frozenset()


def test_a_language_without_endings_has_none() -> None:
    assert stems("nhà trẻ", LanguageCode("vi")) == frozenset()


def test_an_index_that_is_made_keeps_no_stem_of_its_words() -> None:
    """They would take 5 MiB of a terminal, for words that nobody may ever type."""
    ServiceSearch(a_catalogue())
    assert stems.cache_info().currsize == 0
