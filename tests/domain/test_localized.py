"""Which words a reader gets, and that the reader is told."""

from __future__ import annotations

import pytest

from kiosk.domain.localized import SOURCE_LANGUAGE, Direction, Localized, Shown
from kiosk.ids import LanguageCode
from tests.builders import AR, DE, EN, FIVE, UK, a_text

WELCOME = Localized({DE: "Willkommen", AR: "مرحبًا"})


def test_a_text_is_read_in_the_wished_language() -> None:
    assert WELCOME[AR] == "مرحبًا"
    assert WELCOME.shown(AR) == Shown("مرحبًا", AR)


@pytest.mark.parametrize("language", [EN, UK, LanguageCode("hsb")])
def test_a_missing_text_is_german_and_says_so(language: LanguageCode) -> None:
    assert WELCOME.shown(language) == Shown("Willkommen", SOURCE_LANGUAGE)
    assert WELCOME[language] == "Willkommen"


def test_german_is_the_source() -> None:
    assert SOURCE_LANGUAGE == "de"


def test_every_language_of_a_whole_text_is_its_own() -> None:
    text = a_text("eins", "one", "jeden", "один", "واحد")
    assert [text.shown(code).language for code in FIVE] == list(FIVE)


def test_texts_with_the_same_words_are_equal() -> None:
    assert Localized({DE: "a"}) == Localized({DE: "a"})
    assert Localized({DE: "a"}) != Localized({DE: "b"})


def test_directions_are_written_as_in_html() -> None:
    assert [str(direction) for direction in Direction] == ["ltr", "rtl"]


def test_what_is_read_instead_comes_before_german() -> None:
    text = Localized({DE: "ja", EN: "yes"}, {UK: (EN, DE)})
    assert text.shown(UK) == Shown("yes", EN)
    assert text.shown(AR) == Shown("ja", DE)
