"""Screens that tell one thing: on the largest grids all life areas stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.ids import CategoryId
from kiosk.terminal import places
from kiosk.terminal.area_cards import area_cards
from kiosk.terminal.messages import Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.steady import Column
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult


class BesideAreas(VisitorScreen):
    """Whoever goes on to read something is one touch nearer."""

    @property
    def has_areas(self) -> bool:
        return self.is_vast

    def compose_content(self) -> ComposeResult:
        if not self.has_areas:
            yield from self.compose_told()
            return
        words = self.turner_words()
        with MirroredRow(classes="-areas-aside"):
            with Column(classes="told-side"):
                yield from self.compose_told()
            yield area_cards(self.catalogue, self.session, words, most_columns=2)

    def compose_told(self) -> ComposeResult:
        """What this screen tells, from top to bottom."""
        yield from ()

    @on(TouchButton.Pressed, ".area")
    def _open_area(self, event: TouchButton.Pressed) -> None:
        area = places.Services(CategoryId(event.button.value))
        self.post_message(Wanted(area))
