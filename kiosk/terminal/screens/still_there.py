"""Asks whether anybody is still there, and counts down in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.formats import number
from kiosk.terminal.modal import Notice
from kiosk.terminal.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from kiosk.terminal.session import Session


class StillThereScreen(Notice):
    """Its button or any key stays; the app counts."""

    def __init__(self, session: Session, seconds: int, *, has_ticket: bool) -> None:
        gettext = session.words.gettext
        stays = (
            [gettext("Your number stays valid. You need not stay at this screen.")]
            if has_ticket
            else []
        )
        super().__init__(
            session,
            gettext("Are you still there?"),
            [_countdown(session, seconds), *stays],
            gettext("Yes, go on"),
        )

    def show_seconds(self, seconds: int) -> None:
        for paragraph in self.query("#sentence-0").results(Paragraph):
            paragraph.text = _countdown(self.session, seconds)


def _countdown(session: Session, seconds: int) -> str:
    return session.words.ngettext(
        "In %(n)s second everything you did here will be forgotten.",
        "In %(n)s seconds everything you did here will be forgotten.",
        seconds,
    ) % {"n": number(seconds, session.language)}
