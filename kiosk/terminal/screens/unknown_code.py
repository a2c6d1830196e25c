"""One calm sentence when a scanned code leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.modal import Notice, NoticeSentence
from kiosk.terminal.scans import NotOpened

if TYPE_CHECKING:
    from kiosk.terminal.session import Session


class UnknownCodeScreen(Notice):
    """A ticket of another day or another terminal, or no code of ours at all.

    Which of the first two, nobody here can tell: tickets of past days are forgotten.
    """

    def __init__(self, session: Session, why: NotOpened) -> None:
        gettext = session.words.gettext
        if why is NotOpened.ELSEWHERE:
            title = gettext("This number is from another day or another terminal.")
            sentences = [
                gettext("A number is valid on one day only."),
                gettext("If yours is from today, please ask a person."),
            ]
        else:
            title = gettext("This code is not known here.")
            sentences = [gettext("Please ask a person.")]
        super().__init__(
            session,
            title,
            [NoticeSentence(text) for text in sentences],
            gettext("Close"),
        )
