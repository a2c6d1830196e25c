"""Which small line tells the visitor how far a text can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized
    from kiosk.ids import LanguageCode
    from kiosk.terminal.session import Session


def of_privacy(catalogue: Catalogue, session: Session) -> str | None:
    read_in = catalogue.site.privacy.shown(session.code).language
    if read_in != session.code:
        return marks.only_in(read_in, session.words)
    there = catalogue.words.get(session.code)
    if there is None or there.origin is None:
        return None
    state = catalogue.state_of_words_there(there)
    return marks.of_state(state, there.origin, session.words)


def named(text: str, read_in: LanguageCode, session: Session) -> str:
    """A title, with the name of its language where that is not the visitor's."""
    return marks.named(text, read_in, session.language)


def named_shown(text: Localized, session: Session) -> str:
    return marks.named_shown(text, session.language)


def page_speaks(session: Session, languages: Sequence[LanguageCode]) -> str:
    """Of a page that does not speak the visitor's language."""
    return marks.page_speaks(languages, session.words)
