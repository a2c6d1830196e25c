"""Vocabularies without files: the words as the code has them, and stretched ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.i18n.catalogs import WRITTEN_IN, Words
from kiosk.i18n.languages import language

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode
    from kiosk.terminal.ports import Vocabulary

_PARTS = re.compile(r"(%\(\w+\)[sd]|%%)")
_LETTERS = str.maketrans("aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝčñšžČÑŠŽ")


class SourceVocabulary:
    """Says everything in the English of the code."""

    def words(self, language_code: LanguageCode) -> Words:
        return Words(language(language_code))


class Overheard:
    """Hands on another vocabulary, and writes down what it cannot say."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.missing: set[tuple[LanguageCode, str]] = set()

    def words(self, language_code: LanguageCode) -> Words:
        return OverheardWords(self._vocabulary.words(language_code), self.missing)


class OverheardWords(Words):
    """English is what the code says; every other language must translate it."""

    def __init__(self, words: Words, missing: set[tuple[LanguageCode, str]]) -> None:
        super().__init__(words.language, words._messages)
        self._missing = missing

    def gettext(self, message: str) -> str:
        self._look(message, message)
        return super().gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        self._look(singular, singular)
        return super().ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        self._look(f"{context}\x04{message}", message)
        return super().pgettext(context, message)

    def _look(self, key: str, message: str) -> None:
        if key not in self._messages and self.language.code != WRITTEN_IN:
            self._missing.add((self.language.code, message))


class PseudoWords(Words):
    """Every word that went through gettext is longer, accented and in brackets."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return pseudo(singular if n == 1 else plural)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)


class PseudoVocabulary:
    """Shows at a glance what was never handed to gettext, and what does not fit."""

    def words(self, language_code: LanguageCode) -> PseudoWords:
        return PseudoWords(language(language_code))


def pseudo(message: str) -> str:
    """A third longer, as German is; placeholders are left alone."""
    parts = _PARTS.split(message)
    accented = "".join(
        part if _PARTS.fullmatch(part) else part.translate(_LETTERS) for part in parts
    )
    return f"[{accented}{'~' * max(1, len(message) // 3)}]"
