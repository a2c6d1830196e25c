"""A visitor's number as a stub torn off, and the line in which they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from kiosk.bidi import cells
from kiosk.terminal.canvas import clipped_lines
from kiosk.terminal.drawn.digits import HEIGHTS, digits, largest_digits
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import direction_of_words
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.drawing import picture_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.geometry import Size

    from kiosk.i18n.languages import Language
    from kiosk.terminal.canvas import Canvas

ABOVE, BELOW = 1, 2
"""Rows above the number, and below it: where it was torn off, and the topic."""
NUMBER_ROWS = ((40, 14), (30, 9), (23, 7), (0, 5))
"""Of a screen with so many rows or more."""
TEAR, NOTCHES = "╌", ("▌", "▐")


class TicketStub(Painted):
    DEFAULT_CSS = """
    TicketStub { width: 1fr; height: auto; }
    """

    def __init__(
        self,
        text: str,
        topic: str,
        *,
        language: Language | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`language` is the topic's own; without it, the reader's."""
        super().__init__(id=id)
        self.text = text
        self._topic = topic
        self._language = language

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        high = self.app.size.height
        most = next(rows for least, rows in NUMBER_ROWS if high >= least)
        return len(self._number(width, most)) + ABOVE + BELOW

    def words(self) -> tuple[str, ...]:
        return self.text, self._topic

    def says(self) -> Hashable:
        return self.text, self._topic, parts()

    def paint(self, to: Canvas) -> None:
        tone, ground = Tone.TICKET, self.colour(self.ground)
        face, quiet = self.colour(tone), self.colour(tone.quiet)
        to.fill(0, 0, to.width, to.height, face)
        to.soften(0, 0, to.width, to.height, face, ground)
        number = self._number(to.width, to.height - ABOVE - BELOW)
        x = (to.width - cells.width(number[0])) // 2
        to.stamp(x, ABOVE, number, self.colour(tone.ink))
        tear = to.height - BELOW
        to.put(1, tear, TEAR * (to.width - 2), quiet)
        first, last = reversed(NOTCHES) if to.is_mirrored else NOTCHES
        to.put(0, tear, first, ground, face)
        to.put(to.width - 1, tear, last, ground, face)
        direction = direction_of_words(self, self._language)
        topic = clipped_lines(self._topic, to.width - 4, 1, direction)
        to.write(2, tear + 1, to.width - 4, topic, quiet, align="center")

    def _number(self, width: int, rows: int) -> tuple[str, ...]:
        """As text where not even the lowest digits have room."""
        found = largest_digits(self.text, width - 2, rows)
        return found or digits(self.text, HEIGHTS[0]) or (self.text,)


class WaitingLine(Painted):
    """A person for each who waits, and the visitor at the end with an arrow."""

    DEFAULT_CSS = """
    WaitingLine { width: 1fr; height: 3; }
    """
    STEP = PictureSize.S.columns + 1

    before = reactive[int | None](None)
    """How many stand before; None: not known, or nobody waits any more."""

    def says(self) -> Hashable:
        return self.before, parts()

    def paint(self, to: Canvas) -> None:
        person = picture_in("person", self.STEP, to.height, largest=PictureSize.S)
        before = self.before
        if before is None or person is None:
            return
        if (before + 1) * self.STEP + 2 > to.width:
            return  # the sentence says how many they are
        for at in range(before):
            to.stamp(at * self.STEP, 0, person.lines, self.colour("quiet"))
        to.stamp(before * self.STEP, 0, person.lines, self.colour("mark"))
        arrow = "▶" if to.is_mirrored else "◀"
        to.put((before + 1) * self.STEP, to.height - 1, arrow, self.colour("mark"))
