"""Numbers to call at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.i18n.languages import language
from kiosk.terminal.marks import named_shown
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.face import Face

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kiosk.domain.catalogue import EmergencyNumber


class EmergencyScreen(VisitorScreen):
    """To dial from; nobody has to be asked first."""

    def compose_content(self) -> ComposeResult:
        yield self.heading(self.words.gettext("Emergency numbers"))
        cards = [self._card(entry) for entry in self.catalogue.emergency]
        yield Cards(cards, self.turner_words(), most_columns=2, id="numbers")

    def _card(self, entry: EmergencyNumber) -> Face:
        title = entry.title.shown(self.session.code)
        note = named_shown(entry.note, self.session) if entry.note is not None else ""
        return Face(
            f"{entry.number}\n{named_shown(entry.title, self.session)}",
            detail=note,
            align="start",
            language=language(title.language),
            classes="-alarm",
        )
