"""Whose terminal it is: a name where the access bar leads nowhere yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.reactive import reactive

from kiosk.bidi import cells
from kiosk.terminal.canvas import lines_of
from kiosk.terminal.speaking import direction_of_words
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiosk.terminal.canvas import Canvas

ABOVE, BESIDE = 1, 1
PARTS = re.compile(r"[^\s-]+-?")
"""Of a name, between which a line may end."""


class BarSign(Painted):
    """To be read: in the middle, at the top of the bar."""

    ground = Tone.BAR

    name_shown = reactive("")

    def words(self) -> tuple[str, ...]:
        return (self.name_shown,)

    def says(self) -> Hashable:
        return self.name_shown

    def paint(self, to: Canvas) -> None:
        """From edge to edge, where else a word would be broken."""
        widest = max(map(cells.width, PARTS.findall(self.name_shown)), default=0)
        beside = BESIDE if widest <= to.width - 2 * BESIDE else 0
        room = to.width - 2 * beside
        lines = lines_of(self.name_shown, room, direction_of_words(self, None))
        ink = self.colour(Tone.BAR.ink)
        to.write(beside, ABOVE, room, lines, ink, bold=True, align="center")
