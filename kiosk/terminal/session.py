"""What the terminal knows of the visitor in front of it; replaced for the next one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE, Direction
from kiosk.i18n.languages import Language, language
from kiosk.terminal.themes import CALM

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import LanguageCode
    from kiosk.terminal.ports import Vocabulary


class VisitMark:
    """Tells one visitor from the next, and nothing about either."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a visitor chose: a language, the program's words in it, the colours."""

    language: Language
    words: Words
    theme: str = CALM.name
    visit: VisitMark = field(default_factory=VisitMark, compare=False, repr=False)
    """The same one from the first touch until all is forgotten."""

    @classmethod
    def in_language(cls, code: LanguageCode, vocabulary: Vocabulary) -> Session:
        return cls(language(code), vocabulary.words(code))

    @classmethod
    def fresh(cls, vocabulary: Vocabulary, theme: str = CALM.name) -> Session:
        """Nobody has touched anything yet."""
        return cls.in_language(SOURCE_LANGUAGE, vocabulary).in_theme(theme)

    def speaking(self, code: LanguageCode, vocabulary: Vocabulary) -> Session:
        """The same visitor, reading another language."""
        return replace(self, language=language(code), words=vocabulary.words(code))

    def in_theme(self, theme: str) -> Session:
        return replace(self, theme=theme)

    @property
    def direction(self) -> Direction:
        return self.language.direction

    @property
    def code(self) -> LanguageCode:
        return self.language.code
