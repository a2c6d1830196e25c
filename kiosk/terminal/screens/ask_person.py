"""Whom to ask when the screen does not help; and who pays for this place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.i18n.languages import language
from kiosk.terminal.modal import Notice, NoticeSentence
from kiosk.terminal.places import TicketShown
from kiosk.terminal.standings import rule

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words
    from kiosk.terminal.places import Place
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class AskPersonScreen(Notice):
    """People first: the desk, and the number for emergencies.

    What the visitor shows to somebody who works here stands there in German too. Who
    holds a number reads how the line works, and who pays for this place elsewhere.
    """

    def __init__(self, ports: Ports, session: Session, asked_at: Place) -> None:
        gettext = session.words.gettext
        funding = ports.contents.site().funding.shown(session.code)
        last = NoticeSentence(funding.text, language(funding.language), is_quiet=True)
        if isinstance(asked_at, TicketShown):
            last = NoticeSentence(rule(session))
        sentences = [
            *_in_german_too(session, ports.vocabulary.words(SOURCE_LANGUAGE)),
            NoticeSentence(
                gettext("You can show this screen to anybody who works here.")
            ),
            NoticeSentence(gettext("In an emergency call 112."), is_strong=True),
            last,
        ]
        super().__init__(
            session, gettext("Ask a person"), sentences, gettext("Close"), picture="ask"
        )


def _in_german_too(session: Session, german: Words) -> list[NoticeSentence]:
    """Where to go; beneath it the same for whoever is shown the screen."""
    where = "Please go to the desk. Our staff will help you there."
    said, meant = session.words.gettext(where), german.gettext(where)
    if said == meant:
        return [NoticeSentence(said)]
    spoken = language(SOURCE_LANGUAGE)
    return [
        NoticeSentence(said, is_followed=True),
        NoticeSentence(meant, spoken, is_quiet=True),
    ]
