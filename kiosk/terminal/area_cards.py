"""A life area as a plate: its picture, its title, in the colour of its family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.languages import language
from kiosk.terminal.marks import named
from kiosk.terminal.tones import Tone, family_of
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue, Category
    from kiosk.ids import CategoryId
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.paging import TurnerWords


def area_cards(
    catalogue: Catalogue,
    session: Session,
    words: TurnerWords,
    *,
    above: bool = False,
    here: CategoryId | None = None,
    most_columns: int = 3,
    narrowest: int = 18,
) -> Cards:
    """One of each that has something to read; `above` puts pictures above words.

    The one of `here`, where one is, is filled.
    """
    return Cards(
        [
            _card(category, session, above=above, is_here=category.id == here)
            for category in catalogue.categories
            if any(catalogue.of_category(category.id, session.code))
        ],
        words,
        narrowest=narrowest,
        tallest=11 if above else 6,
        most_columns=most_columns,
        id="categories",
    )


def _card(
    category: Category, session: Session, *, above: bool, is_here: bool
) -> TouchButton:
    title = category.title.shown(session.code)
    picture = category.picture or ""
    return TouchButton(
        named(title.text, title.language, session),
        value=category.id,
        picture=picture,
        family=None if is_here else family_of(picture),
        tone=Tone.ASK if is_here else Tone.CARD,
        align="center" if above else "start",
        language=language(title.language),
        id=f"category-{category.id}",
        classes="area",
    )
