"""What the terminal knows of a visitor."""

from __future__ import annotations

import pytest

from kiosk.domain.localized import Direction
from kiosk.errors import UnknownLanguage
from kiosk.ids import LanguageCode
from kiosk.terminal.session import Session
from tests.fakes.words import SourceVocabulary


def test_a_new_visitor_reads_the_source_language() -> None:
    session = Session.fresh(SourceVocabulary())
    assert session.code == "de"
    assert session.direction is Direction.LEFT_TO_RIGHT


def test_the_direction_follows_the_language() -> None:
    session = Session.in_language(LanguageCode("ar"), SourceVocabulary())
    assert session.direction is Direction.RIGHT_TO_LEFT


def test_a_language_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UnknownLanguage):
        Session.in_language(LanguageCode("xx"), SourceVocabulary())


def test_a_new_visitor_sees_the_first_colours_and_keeps_what_they_choose() -> None:
    session = Session.fresh(SourceVocabulary(), "calm").in_theme("contrast")
    arabic = session.speaking(LanguageCode("ar"), SourceVocabulary())
    assert arabic.theme == "contrast"
    assert Session.fresh(SourceVocabulary()).theme == "calm"


def test_a_visit_stays_the_same_one_whatever_is_chosen() -> None:
    session = Session.fresh(SourceVocabulary())
    arabic = session.in_theme("contrast").speaking(
        LanguageCode("ar"), SourceVocabulary()
    )
    assert arabic.visit is session.visit
    assert Session.fresh(SourceVocabulary()).visit is not session.visit
