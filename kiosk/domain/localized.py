"""Words in several languages, and which one a reader gets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE_LANGUAGE = LanguageCode("de")
"""The language every other text is made from, and the last to fall back to."""


class Direction(StrEnum):
    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text and the language it is really in."""

    text: str
    language: LanguageCode


@dataclass(frozen=True, slots=True)
class Localized:
    """One text by language; German is always there."""

    texts: Mapping[LanguageCode, str]

    def shown(self, language: LanguageCode) -> Shown:
        """The text in this language, or in German, saying which."""
        if language in self.texts:
            return Shown(self.texts[language], language)
        return Shown(self.texts[SOURCE_LANGUAGE], SOURCE_LANGUAGE)

    def __getitem__(self, language: LanguageCode) -> str:
        return self.shown(language).text
