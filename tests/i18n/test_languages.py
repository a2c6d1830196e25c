"""The table of languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel import Locale

from kiosk.domain.localized import Direction
from kiosk.errors import UnknownLanguage
from kiosk.i18n.languages import LANGUAGES, language

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode


SIGNS = {"dsb", "hsb"}
"""The Sorbian languages are called on signs and pages as an adverb, "in Sorbian"."""
EASY = {"de-simple"}
"""CLDR does not name it."""


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code not in EASY])
def test_a_language_is_called_as_others_call_it(code: LanguageCode) -> None:
    row = LANGUAGES[code]
    known = Locale.parse(code)
    assert row.german_name == known.get_language_name("de")
    assert row.english_name == known.get_language_name("en")
    if code not in SIGNS:
        assert row.own_name.casefold() == (known.language_name or "").casefold()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_read_in_the_direction_of_its_script(code: LanguageCode) -> None:
    row = LANGUAGES[code]
    assert row.direction == Direction(Locale.parse(row.formats).text_direction)
    assert (row.direction is Direction.RIGHT_TO_LEFT) == (row.script == "Arab")


def test_every_language_but_the_source_is_read_in_german_at_last() -> None:
    for row in LANGUAGES.values():
        assert row.code not in row.fallback
        assert all(code in LANGUAGES for code in row.fallback)
        assert row.reads[-1] == "de"


def test_only_the_sorbian_languages_have_no_voice() -> None:
    assert {code for code, row in LANGUAGES.items() if row.voice is None} == SIGNS


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownLanguage, match="'tlh'") as caught:
        language("tlh")
    assert "de, de-simple, dsb" in caught.value.remedy
