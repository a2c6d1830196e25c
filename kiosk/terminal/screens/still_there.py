"""Asks whether anybody is still there, and counts down in words and digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from kiosk.i18n.formats import number
from kiosk.terminal.modal import Notice, NoticeSentence
from kiosk.terminal.tones import Family, Tone
from kiosk.terminal.widgets.countdown import Countdown
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.session import Session


class StillThereScreen(Notice):
    """All of the screen asks. Its button or any key stays; the app counts."""

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
            [NoticeSentence(text) for text in (_countdown(session, seconds), *stays)],
            gettext("Yes, go on"),
        )
        self._seconds = seconds

    def compose(self) -> ComposeResult:
        with Vertical(id="notice"):
            yield Countdown(self._title, self._seconds, id="countdown")
            for place, sentence in enumerate(self._sentences):
                yield Paragraph(
                    sentence.text, id=f"sentence-{place}", classes=sentence.classes
                )
            close = TouchButton(self._button, id="close", tone=Tone.GO)
            close.ground = Family.FIELD
            yield close

    def show_seconds(self, seconds: int) -> None:
        for countdown in self.query(Countdown):
            countdown.seconds = seconds
        for paragraph in self.query("#sentence-0").results(Paragraph):
            paragraph.text = _countdown(self.session, seconds)


def _countdown(session: Session, seconds: int) -> str:
    return session.words.ngettext(
        "In %(n)s second everything you did here will be forgotten.",
        "In %(n)s seconds everything you did here will be forgotten.",
        seconds,
    ) % {"n": number(seconds, session.language)}
