"""A question that waits for an answer: large words, seconds, and a bar that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive

from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.digits import HEIGHTS, largest_digits
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import reader_language
from kiosk.terminal.tones import Family
from kiosk.terminal.widgets.drawing import words_beside
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiosk.terminal.canvas import Canvas

GAP = 3
MOST_DIGIT_ROWS = 7
BAR, BAR_LEFT = "─", "━"
BELOW_QUESTION = 1 + min(HEIGHTS) + 2
"""Rows for the lowest digits, the bar, and air around them."""


class Countdown(Painted):
    """A hand beside the question; below it the seconds, and a bar of those left."""

    DEFAULT_CSS = """
    Countdown { width: 1fr; height: 1fr; }
    """

    ground = Family.FIELD

    seconds = reactive(0)

    def __init__(self, question: str, seconds: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.question = question
        self._whole = max(1, seconds)
        self.set_reactive(Countdown.seconds, seconds)

    def words(self) -> tuple[str, ...]:
        return self.question, str(self.seconds)

    def says(self) -> Hashable:
        return self.question, self.seconds, parts()

    def paint(self, to: Canvas) -> None:
        high = max(1, min(to.height // 2, to.height - BELOW_QUESTION))
        y = self._paint_question(to, high) + 1
        digits = largest_digits(
            str(self.seconds), to.width, min(MOST_DIGIT_ROWS, to.height - y - 2)
        )
        for row in digits or (str(self.seconds),):
            to.stamp(0, y, [row], self.colour("on-field"))
            y += 1
        left = to.width * min(self.seconds, self._whole) // self._whole
        to.put(0, to.height - 1, BAR * to.width, self.colour("field-quiet"))
        to.put(0, to.height - 1, BAR_LEFT * left, self.colour("warm"), bold=True)

    def _paint_question(self, to: Canvas, rows: int) -> int:
        """The row below it."""
        its, ink = reader_language(self), self.colour("on-field")
        box = (to.width, rows)
        hand, drawn = words_beside("wave", PictureSize.L, self.question, box, GAP, its)
        x = hand.size.columns + GAP if hand else 0
        high = hand.size.rows if hand else 1
        if hand:
            to.stamp(0, 0, hand.lines, self.colour("warm"))
        high = max(high, sum(map(len, drawn)))
        y = max(0, (high - sum(map(len, drawn))) // 2)
        for line in drawn:
            to.stamp(x, y, line, ink)
            y += len(line)
        if not drawn:
            lines = lines_of(self.question, to.width - x, its.direction)
            to.write(x, (high - len(lines)) // 2, to.width - x, lines, ink, bold=True)
        return high
