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


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_calls_itself_as_its_speakers_do(code: LanguageCode) -> None:
    row = LANGUAGES[code]
    known = Locale.parse(code)
    assert row.own_name.casefold() == (known.language_name or "").casefold()
    assert row.german_name == known.get_language_name("de")
    assert row.english_name == known.get_language_name("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_read_in_the_direction_of_its_script(code: LanguageCode) -> None:
    row = LANGUAGES[code]
    assert row.direction == Direction(Locale.parse(row.formats).text_direction)
    assert (row.direction is Direction.RIGHT_TO_LEFT) == (row.script == "Arab")


def test_every_fallback_ends_at_the_source() -> None:
    for row in LANGUAGES.values():
        seen = []
        while row.fallback is not None:
            assert row.code not in seen
            seen.append(row.code)
            row = language(row.fallback)
        assert row.code == "de"


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownLanguage, match="'tlh'") as caught:
        language("tlh")
    assert "de, en, pl, uk, ar" in caught.value.remedy
