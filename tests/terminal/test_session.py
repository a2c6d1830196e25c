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
