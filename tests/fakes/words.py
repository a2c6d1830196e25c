"""Vocabularies without files: the words as the code has them, and stretched ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.i18n.catalogs import Words
from kiosk.i18n.languages import language

if TYPE_CHECKING:
    from kiosk.ids import LanguageCode

_PARTS = re.compile(r"(%\(\w+\)[sd]|%%)")
_LETTERS = str.maketrans("aeiouyAEIOUYcnszCNSZ", "áéíóúýÁÉÍÓÚÝčñšžČÑŠŽ")


class SourceVocabulary:
    """Says everything in the English of the code."""

    def words(self, language_code: LanguageCode) -> Words:
        return Words(language(language_code))


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
