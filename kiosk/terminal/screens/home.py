"""The few things one can do here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from kiosk.terminal.mirroring import Row
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.access_bar import Way
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Choice(Enum):
    COUNSELLING = "talk"
    BROWSE = "browse"
    SEARCH = "search"
    EMERGENCY = "emergency"


class HomeScreen(VisitorScreen):
    """Four choices, one touch each; two of them lead to the same information."""

    WITHOUT = frozenset({Way.HOME})

    @dataclass
    class Chosen(Message):
        """The visitor chose where to go."""

        choice: Choice

    def compose_content(self) -> ComposeResult:
        gettext = self.words.gettext
        yield self.heading(gettext("How can we help you?"))
        yield TouchButton(
            gettext("Talk to a counsellor"),
            detail=gettext("Get a number and wait for your turn."),
            id=Choice.COUNSELLING.value,
            classes=f"-choice {TouchButton.PRIMARY}",
        )
        with Row(classes="-choices"):
            yield TouchButton(
                gettext("Find information"),
                detail=gettext("Health, housing, work, family and more."),
                id=Choice.BROWSE.value,
                classes="-choice",
            )
            yield TouchButton(
                gettext("Search"),
                detail=gettext("Type a word, in any language."),
                id=Choice.SEARCH.value,
                classes="-choice",
            )
        yield TouchButton(
            gettext("Emergency numbers"),
            detail=gettext("Ambulance, fire brigade, police."),
            id=Choice.EMERGENCY.value,
            classes="-choice -alarm",
        )

    @on(TouchButton.Pressed, ".-choice")
    def _choose(self, event: TouchButton.Pressed) -> None:
        self.post_message(self.Chosen(Choice(event.button.id)))
