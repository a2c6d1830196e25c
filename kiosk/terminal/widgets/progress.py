"""How far one is on the way to a number: what is done, what is now, what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.bidi import cells, shaping
from kiosk.terminal.canvas import UPPER
from kiosk.terminal.shares import shares
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.head import HeadBand

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.geometry import Size

    from kiosk.terminal.canvas import Canvas

DONE, DONE_LINE, LINE = "✓", "━", "╌"
MARGIN = 1
TALL = 3
"""Rows from which a plate marks the step of now, and lines the others."""


class StepSlot(NamedTuple):
    """Where a step stands, in columns from the start side, and the row of its name."""

    x: int
    width: int
    y: int


class Progress(HeadBand):
    """Told apart by signs and shapes, not by colour alone."""

    def __init__(self, steps: Sequence[str], now: int) -> None:
        """`now` counts from 0."""
        super().__init__("", "")
        self.steps = tuple(steps)
        self.now = now

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def words(self) -> tuple[str, ...]:
        return self.steps

    def says(self) -> Hashable:
        return self.steps, self.now

    def paint(self, to: Canvas) -> None:
        room = to.width - 2 * MARGIN
        y = (to.height - 1) // 2
        for at, (x, width) in enumerate(shares(room, len(self.steps), MARGIN)):
            slot = StepSlot(x + MARGIN, width, y)
            if at == self.now:
                self._paint_now(to, slot, at)
            else:
                self._paint_other(to, slot, at)

    def _paint_now(self, to: Canvas, slot: StepSlot, at: int) -> None:
        face, ink = self.colour(Tone.GO), self.colour(Tone.GO.ink)
        x, width, y = slot
        if to.height >= TALL:
            low = UPPER[0] + UPPER[1] * (width - 2) + UPPER[2]
            high = "▗" + "▄" * (width - 2) + "▖"
            to.put(x, y - 1, high, face)
            to.put(x, y + 1, low, face)
        to.fill(x, y, width, 1, face)
        self._paint_name(to, slot, f"{at + 1}  {self.steps[at]}", ink)

    def _paint_other(self, to: Canvas, slot: StepSlot, at: int) -> None:
        is_done = at < self.now
        ink = self.colour("on-field" if is_done else "field-quiet")
        sign = DONE if is_done else str(at + 1)
        self._paint_name(to, slot, f"{sign}  {self.steps[at]}", ink)
        if to.height >= TALL:
            line = DONE_LINE if is_done else LINE
            to.put(slot.x, slot.y + 1, line * slot.width, ink)

    def _paint_name(self, to: Canvas, slot: StepSlot, name: str, ink: str) -> None:
        shown = shaping.visual(cells.clip(name, slot.width), to.direction)
        to.write(slot.x, slot.y, slot.width, [shown], ink, bold=True, align="center")
