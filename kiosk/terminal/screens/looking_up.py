"""Says that a scanned code is being looked up, for whom that takes a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.modal import Notice

if TYPE_CHECKING:
    from kiosk.terminal.session import Session


class LookingUpScreen(Notice):
    """Goes with the answer; whoever closes it before wants none any more."""

    def __init__(self, session: Session) -> None:
        gettext = session.words.gettext
        title = gettext("One moment, please")
        super().__init__(session, title, [], gettext("Close"))
