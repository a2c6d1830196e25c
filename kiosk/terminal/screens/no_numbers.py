"""Why no number is given out now, and what can be done instead; it follows the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.terminal import held_back, places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.issuing import NotIssuing
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session

PATIENCE = 8
"""Seconds in which the hub may still answer for the first time."""
WAYS: dict[str, tuple[places.Place, int | None]] = {
    "talk": (places.Topics(), -1),
    "browse": (places.Categories(), None),
    "emergency": (places.Emergency(), None),
}
"""Where each button leads, and how much of the way here stays a way back."""


class NoNumbersScreen(VisitorScreen):
    """When the reason is over while somebody reads it, numbers are offered."""

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__(ports, session)
        self._why = ports.desk.not_issuing()
        self._seconds = 0

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        yield self.heading(gettext("Talk to a counsellor"))
        yield Paragraph(self._sentence(self._why), id="sentence")
        talk = self.button(gettext("Get my number"), "talk", primary=True)
        talk.display = self._why is None
        yield talk
        told = gettext("Meanwhile you can find information here.")
        meanwhile = Paragraph(told, id="meanwhile")
        meanwhile.display = self._why is not None
        yield meanwhile
        with MirroredRow(classes="-choices"):
            yield TouchButton(
                gettext("Find information"),
                detail=gettext("Health, housing, work, family and more."),
                id="browse",
                classes="-choice",
            )
            yield TouchButton(
                gettext("Emergency numbers"),
                detail=gettext("Ambulance, fire brigade, police."),
                id="emergency",
                classes="-choice -alarm",
            )

    def tell_news(self) -> None:
        super().tell_news()
        self._seconds += 1
        why = self.ports.desk.not_issuing()
        for paragraph in self.query("#sentence").results(Paragraph):
            paragraph.text = self._sentence(why)
        if (why is None) is not (self._why is None):
            self.query_one("#talk").display = why is None
            self.query_one("#meanwhile").display = why is not None
        self._why = why

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        place, after = WAYS[str(event.button.id)]
        self.post_message(Wanted(place, after=after))

    def _sentence(self, why: NotIssuing | None) -> str:
        patient = self._seconds < PATIENCE
        return held_back.sentence(why, self.ports, self.session, patient=patient)
