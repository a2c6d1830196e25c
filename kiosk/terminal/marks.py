"""Which small line tells a reader how far a text can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.translations import Made, TranslationState, state_of
from kiosk.i18n.formats import listed
from kiosk.i18n.languages import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized
    from kiosk.domain.services import Service
    from kiosk.domain.translations import Origin
    from kiosk.ids import LanguageCode
    from kiosk.terminal.session import Session


def of_service(service: Service, session: Session) -> str | None:
    """None for a text that is current and read, and for the German one."""
    article = service.article(session.code)
    if article.language != session.code:
        return _only_in(article.language, session)
    if article.origin is None:
        return None
    state = state_of(article.origin, service.source_version(article))
    return _of_state(state, article.origin, session)


def of_privacy(catalogue: Catalogue, session: Session) -> str | None:
    read_in = catalogue.site.privacy.shown(session.code).language
    if read_in != session.code:
        return _only_in(read_in, session)
    there = catalogue.words.get(session.code)
    if there is None or there.origin is None:
        return None
    return _of_state(catalogue.words_state(session.code), there.origin, session)


def named(text: str, read_in: LanguageCode, session: Session) -> str:
    """A title, with the name of its language where that is not the visitor's."""
    if read_in == session.code:
        return text
    return f"{text} ({language(read_in).own_name})"


def named_shown(text: Localized, session: Session) -> str:
    shown = text.shown(session.code)
    return named(shown.text, shown.language, session)


def page_speaks(session: Session, languages: Sequence[LanguageCode]) -> str:
    """Of a page that does not speak the visitor's language."""
    names = listed((language(code).own_name for code in languages), session.language)
    return session.words.gettext("Language of the page: %(languages)s") % {
        "languages": names
    }


def _only_in(read_in: LanguageCode, session: Session) -> str:
    notice = session.words.gettext("This text is only available in %(language)s.")
    return notice % {"language": language(read_in).own_name}


def _of_state(state: TranslationState, origin: Origin, session: Session) -> str | None:
    gettext = session.words.gettext
    if state is TranslationState.OUTDATED:
        return gettext("The German text is newer. The German text counts.")
    if state is not TranslationState.UNREAD:
        return None
    if origin.made is Made.MACHINE:
        return gettext("Translated by machine, not checked. The German text counts.")
    return gettext("This translation is not checked. The German text counts.")
