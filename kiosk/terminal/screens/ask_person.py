"""Whom to ask when the screen does not help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.modal import Notice

if TYPE_CHECKING:
    from kiosk.terminal.session import Session


class AskPersonScreen(Notice):
    """People first: the desk, and the number for emergencies."""

    def __init__(self, session: Session) -> None:
        gettext = session.words.gettext
        super().__init__(
            session,
            gettext("Ask a person"),
            [
                gettext("Please go to the desk. Our staff will help you there."),
                gettext("You can show this screen to anybody who works here."),
                gettext("In an emergency call 112."),
            ],
            gettext("Close"),
        )
