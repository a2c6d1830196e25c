"""What one asks first of a service, on one card: whom, where, how, and whether now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.bidi import cells
from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import direction_of_words
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.drawing import picture_in
from kiosk.terminal.widgets.painted import Painted
from kiosk.terminal.widgets.paragraph import address_lines

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kiosk.terminal.canvas import Canvas

INDENT = 2
UNBROKEN = re.compile(r"[^\s./@-]+[./@-]?")
"""What stands on one line: up to a blank, or to a sign that a line may end with."""
BEFORE_WORDS = INDENT + PictureSize.S.columns + 1


@dataclass(frozen=True, slots=True)
class KnownFact:
    picture: str
    text: str
    """In lines; what is German in it stands apart already."""
    is_strong: bool = False
    is_address: bool = False
    """In no language, and typed: it breaks where whoever types it makes a pause."""


class FactsCard(Painted):
    """It lies flat, because it is only read; what has no room is in the text too."""

    DEFAULT_CSS = """
    FactsCard { width: 1fr; height: 1fr; }
    """

    def __init__(
        self,
        facts: Sequence[KnownFact],
        not_known: str,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`not_known` is one quiet sentence, or empty."""
        super().__init__(id=id)
        self.facts = tuple(facts)
        self._not_known = not_known

    def tell(self, facts: Sequence[KnownFact]) -> None:
        """Other ones from now on."""
        if tuple(facts) != self.facts:
            self.facts = tuple(facts)
            self.refresh()

    def words(self) -> tuple[str, ...]:
        return (*(fact.text for fact in self.facts), self._not_known)

    def says(self) -> Hashable:
        return self.facts, self._not_known, parts()

    def paint(self, to: Canvas) -> None:
        face, ground = self.colour(Tone.SUNK), self.colour(self.ground)
        to.fill(0, 0, to.width, to.height, face)
        to.soften(0, 0, to.width, to.height, face, ground)
        y = 1
        for fact in self.facts:
            y += self._paint_fact(to, y, fact)
        quiet = self._lines(self._not_known, to.width - 2 * INDENT)
        if y + len(quiet) < to.height:
            to.write(INDENT, y, to.width, quiet, self.colour(Tone.SUNK.quiet))

    def _paint_fact(self, to: Canvas, y: int, fact: KnownFact) -> int:
        """The rows that it took; none where it has no room whole."""
        drawn = picture_in(fact.picture, *PictureSize.S.value, largest=PictureSize.S)
        if self._breaks_a_word(fact, to.width - BEFORE_WORDS - 1):
            drawn = None  # words come before pictures
        before = BEFORE_WORDS if drawn else INDENT
        room = to.width - before - 1
        lines = self._lines_of(fact, room)
        rows = max(len(lines), drawn.size.rows if drawn else 0)
        if y + rows >= to.height:
            return 0
        if drawn:
            to.stamp(INDENT, y, drawn.lines, self.colour("mark"))
        ink = self.colour(Tone.SUNK.ink)
        above = (rows - len(lines)) // 2
        to.write(before, y + above, room, lines, ink, bold=fact.is_strong)
        return rows + 1

    def _breaks_a_word(self, fact: KnownFact, width: int) -> bool:
        return any(cells.width(part) > width for part in UNBROKEN.findall(fact.text))

    def _lines_of(self, fact: KnownFact, width: int) -> list[str]:
        if fact.is_address:
            return address_lines(fact.text, width)
        return self._lines(fact.text, width)

    def _lines(self, text: str, width: int) -> list[str]:
        return lines_of(text, width, direction_of_words(self, None))
