"""The vocabularies of the tests."""

from __future__ import annotations

from kiosk.ids import LanguageCode
from tests.fakes.words import Overheard, PseudoVocabulary, SourceVocabulary, pseudo

AR = LanguageCode("ar")


def test_the_source_vocabulary_speaks_english_in_every_language() -> None:
    words = SourceVocabulary().words(AR)
    assert words.language.code == "ar"
    assert words.gettext("Welcome") == "Welcome"
    assert words.ngettext("one", "many", 1) == "one"


def test_pseudo_words_are_longer_and_in_brackets() -> None:
    assert pseudo("Welcome") == "[Wélčómé~~]"


def test_pseudo_words_keep_their_placeholders() -> None:
    assert pseudo("%(n)s people") % {"n": 3} == "[3 péóplé~~~~]"


def test_every_way_to_ask_gives_pseudo_words() -> None:
    words = PseudoVocabulary().words(AR)
    assert words.gettext("Back") == pseudo("Back")
    assert words.pgettext("of a screen", "Back") == pseudo("Back")
    assert words.ngettext("one", "many", 2) == pseudo("many")


def test_an_overheard_vocabulary_writes_down_what_it_cannot_say() -> None:
    overheard = Overheard(SourceVocabulary())
    overheard.words(LanguageCode("en")).gettext("Back")
    assert overheard.missing == set()
    assert overheard.words(AR).gettext("Back") == "Back"
    assert overheard.words(AR).ngettext("one", "many", 2) == "many"
    assert overheard.words(AR).pgettext("of a key", "Up") == "Up"
    assert overheard.missing == {(AR, "Back"), (AR, "one"), (AR, "Up")}
