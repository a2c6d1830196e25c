"""One calm sentence when something went wrong, and a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.terminal.beside_areas import BesideAreas
from kiosk.terminal.messages import Finished
from kiosk.terminal.places import Mishap
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.told import Told
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand


class TroubleScreen(BesideAreas):
    """What staff must know is in the log, not here."""

    WITHOUT = frozenset({Way.BACK})

    def __init__(self, ports: Ports, session: Session, mishap: Mishap) -> None:
        super().__init__(ports, session)
        self._mishap = mishap

    def head(self) -> HeadBand:
        return self.band(self.words.gettext("We are sorry"))

    @property
    def has_areas(self) -> bool:
        """Whatever did not work, this screen leans on as little as it can."""
        return super().has_areas and self._mishap is not Mishap.UNEXPECTED

    def compose_told(self) -> ComposeResult:
        gettext = self.words.gettext
        sentence = {
            Mishap.NO_TICKETS: gettext(
                "This terminal cannot issue a number at the moment. "
                "Please go to the desk. Our staff will help you there."
            ),
            Mishap.NOT_OFFERED: gettext(
                "This is no longer offered. Please choose again, or go to the desk."
            ),
            Mishap.UNEXPECTED: gettext(
                "Something did not work. It was not your fault. "
                "Please start again, or go to the desk."
            ),
        }[self._mishap]
        yield Told("help", Paragraph(sentence, id="sentence"))
        yield self.way_on(gettext("Start again"), "start-again")

    @on(TouchButton.Pressed, "#start-again")
    def _start_again(self) -> None:
        self.post_message(Finished())
