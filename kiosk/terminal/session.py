"""What the terminal knows of the visitor in front of it; replaced for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE, Direction
from kiosk.i18n.languages import Language, language

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import LanguageCode
    from kiosk.terminal.ports import Vocabulary


@dataclass(frozen=True, slots=True)
class Session:
    """The language a visitor chose, and the program's words in it."""

    language: Language
    words: Words

    @classmethod
    def in_language(cls, code: LanguageCode, vocabulary: Vocabulary) -> Session:
        return cls(language(code), vocabulary.words(code))

    @classmethod
    def fresh(cls, vocabulary: Vocabulary) -> Session:
        """Nobody has touched anything yet."""
        return cls.in_language(SOURCE_LANGUAGE, vocabulary)

    @property
    def direction(self) -> Direction:
        return self.language.direction

    @property
    def code(self) -> LanguageCode:
        return self.language.code
