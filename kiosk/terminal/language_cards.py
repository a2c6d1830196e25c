"""A language as a plate: by its own name, to be touched by whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi.controls import FIXED_BLANK, SOFT_HYPHEN
from kiosk.i18n.languages import language
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.face import MARGIN
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import LanguageCode
    from kiosk.terminal.widgets.face import Face

CHOSEN, ASK = "✓", "ask-person"
SYLLABLES = {
    "Dolnoserbski": ("Dolno", "serbski"),
    "Hornjoserbsce": ("Hornjo", "serbsce"),
}
"""Own names that are longer than the smallest plate, and where they may break."""
NARROWEST, MOST_COLUMNS = 10, 4
"""Of plates of languages: as many columns on every grid."""


class ChosenLanguage(TouchButton):
    """Its mark takes the air beside its name, not a column from all others."""

    def columns_needed(self, like: Face | None = None) -> int:
        return super().columns_needed(like) - 2 * MARGIN


def card(
    code: LanguageCode, chosen: LanguageCode | None = None, *, greets: bool = False
) -> TouchButton:
    """`greets` says welcome below the name, where there is room."""
    row = language(code)
    name = SOFT_HYPHEN.join(SYLLABLES.get(row.own_name, (row.own_name,)))
    made = ChosenLanguage if code == chosen else TouchButton
    return made(
        f"{CHOSEN}{FIXED_BLANK}{name}" if code == chosen else name,
        detail=row.greeting if greets else "",
        value=code,
        language=row,
        id=f"language-{code}",
        classes="language",
    )


def ask_card(words: Words) -> TouchButton:
    """In the sixteenth place, for whoever finds no language of theirs."""
    return TouchButton(
        words.gettext("Ask a person"),
        picture="ask",
        largest=PictureSize.M,
        tone=Tone.ASK,
        id=ASK,
    )
