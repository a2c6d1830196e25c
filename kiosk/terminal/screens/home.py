"""The few things one can do here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.terminal import held_back, places
from kiosk.terminal.messages import Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.terminal.places import Place


CHOICES: dict[str, Place] = {
    "talk": places.Topics(),
    "browse": places.Categories(),
    "search": places.Search(),
    "emergency": places.Emergency(),
}
"""Where each button leads, by its id."""


class HomeScreen(VisitorScreen):
    """Four choices, one touch each; two of them lead to the same information."""

    WITHOUT = frozenset({Way.HOME})

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        yield self.heading(gettext("How can we help you?"))
        yield TouchButton(
            gettext("Talk to a counsellor"),
            detail=self._talk_detail(),
            id="talk",
            classes=f"-choice {TouchButton.PRIMARY}",
        )
        with MirroredRow(classes="-choices"):
            yield TouchButton(
                gettext("Find information"),
                detail=gettext("Health, housing, work, family and more."),
                id="browse",
                classes="-choice",
            )
            yield TouchButton(
                gettext("Search"),
                detail=gettext("Type a word, in any language."),
                id="search",
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
        told = self._talk_detail()
        for button in self.query("#talk").results(TouchButton):
            if button.detail != told:
                button.detail = told
                button.refresh()

    @on(TouchButton.Pressed, ".-choice")
    def _choose(self, event: TouchButton.Pressed) -> None:
        place = CHOICES[str(event.button.id)]
        if isinstance(place, places.Topics) and self.ports.desk.not_issuing():
            place = places.NoNumbers()
        self.post_message(Wanted(place))

    def _talk_detail(self) -> str:
        why = self.ports.desk.not_issuing()
        return held_back.in_short(why, self.ports, self.session)
