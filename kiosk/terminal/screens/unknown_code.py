"""One calm sentence when a scanned code leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.modal import Notice

if TYPE_CHECKING:
    from kiosk.terminal.session import Session


class UnknownCodeScreen(Notice):
    """Of yesterday, of another place, or of something that is no code at all."""

    def __init__(self, session: Session) -> None:
        gettext = session.words.gettext
        super().__init__(
            session,
            gettext("This code is not known here."),
            [gettext("Please ask a person.")],
            gettext("Close"),
        )
