"""What a terminal that is out of order tells whoever comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk.domain.localized import Localized, Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.localized import Fallbacks
    from kiosk.ids import LanguageCode

COMPLAINT = "out-of-order"
"""How the terminal tells staff, as long as it is so."""


class HungSign(Struct, frozen=True):
    texts: Mapping[LanguageCode, str]
    """German is always there."""

    def shown(self, language: LanguageCode, fallbacks: Fallbacks) -> Shown:
        """The text in this language, or in the next that is read, saying which."""
        return Localized(self.texts, fallbacks).shown(language)
