"""Words in several languages, and which one a reader gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Fallbacks = Mapping[LanguageCode, tuple[LanguageCode, ...]]
    """What is read instead of a language, best first; a table of `kiosk.i18n`."""

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
    fallbacks: Fallbacks = field(default_factory=dict, repr=False)

    def shown(self, language: LanguageCode) -> Shown:
        """The text in this language, or in the next that is read, saying which."""
        for code in reading_order(language, self.fallbacks):
            if code in self.texts:
                return Shown(self.texts[code], code)
        raise KeyError(SOURCE_LANGUAGE)

    def __getitem__(self, language: LanguageCode) -> str:
        return self.shown(language).text


def reading_order(
    language: LanguageCode, fallbacks: Fallbacks
) -> Iterator[LanguageCode]:
    """The language itself, what stands in for it, and German at the end."""
    yield language
    yield from fallbacks.get(language, ())
    yield SOURCE_LANGUAGE
