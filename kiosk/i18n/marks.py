"""Which small line tells a reader how far a text can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.translations import Made, TranslationState, state_of
from kiosk.i18n.formats import listed
from kiosk.i18n.languages import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.localized import Localized
    from kiosk.domain.services import Article, Service
    from kiosk.domain.translations import Origin
    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.languages import Language
    from kiosk.ids import LanguageCode


def of_article(service: Service, article: Article, words: Words) -> str | None:
    """None for a text that is current and read, and for the German one."""
    if article.language != words.language.code:
        return only_in(article.language, words)
    if article.origin is None:
        return None
    state = state_of(article.origin, service.source_text(article))
    return of_state(state, article.origin, words)


def only_in(read_in: LanguageCode, words: Words) -> str:
    notice = words.gettext("This text is only available in %(language)s.")
    return notice % {"language": language(read_in).own_name}


def of_state(state: TranslationState, origin: Origin, words: Words) -> str | None:
    gettext = words.gettext
    if state is TranslationState.OUTDATED:
        return gettext("The German text is newer. The German text counts.")
    if state is not TranslationState.UNREAD:
        return None
    if origin.made is Made.MACHINE:
        return gettext("Translated by machine, not checked. The German text counts.")
    return gettext("This translation is not checked. The German text counts.")


def named(text: str, read_in: LanguageCode, reader: Language) -> str:
    """A title, with the name of its language where that is not the reader's."""
    if read_in == reader.code:
        return text
    return f"{text} ({language(read_in).own_name})"


def named_shown(text: Localized, reader: Language) -> str:
    shown = text.shown(reader.code)
    return named(shown.text, shown.language, reader)


def page_speaks(languages: Sequence[LanguageCode], words: Words) -> str:
    """Of a page that does not speak the reader's language."""
    names = listed((language(code).own_name for code in languages), words.language)
    return words.gettext("Language of the page: %(languages)s") % {"languages": names}
