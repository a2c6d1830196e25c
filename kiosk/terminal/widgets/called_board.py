"""All of the screen when it is somebody's turn: read from three metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.reactive import reactive

from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.digits import HEIGHTS, digits
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import reader_language
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.drawing import Drawing, Rows, picture_in, words_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiosk.terminal.canvas import Canvas

BESIDE, GAP = 2, 2
FRAME = 2
"""Rows, or columns on one side, of the number's own ground around it."""
LOW = 17
"""Rows below which the sentence is plain, and the desk always below the number."""
NUMBER_ROWS = (14, 9, 7, 5)


class _Way(NamedTuple):
    """A number, and where arrow and desk stand then, in cells."""

    number: Rows
    x: int
    y: int
    rows: int
    arrow: Drawing | None = None

    @property
    def desk_at(self) -> int:
        return self.x + (self.arrow.size.columns + GAP if self.arrow else 0)

    def room(self, columns: int) -> int:
        """For the desk, of so many."""
        return columns - self.desk_at - 1


class CalledBoard(Painted):
    """A sentence, the number, an arrow, and where to go."""

    DEFAULT_CSS = """
    CalledBoard { width: 1fr; height: 1fr; }
    """

    ground = Tone.CALLED

    sentence = reactive("")
    desk = reactive("")

    def __init__(self, number: str, sentence: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.number = number
        self.set_reactive(CalledBoard.sentence, sentence)

    def words(self) -> tuple[str, ...]:
        return self.sentence, self.number, self.desk

    def says(self) -> Hashable:
        return self.number, self.sentence, self.desk, parts()

    def paint(self, to: Canvas) -> None:
        y = self._paint_sentence(to)
        ways = [self._way(to, y, number) for number in self._numbers(to.height - y)]
        below = [self._way_below(to, y, has_arrow=arrow) for arrow in (True, False)]
        wished = [*ways, *below] if to.height >= LOW else below
        way = next(filter(self._is_drawn, wished), wished[-1])
        self._paint_number(to, BESIDE, y, way.number)
        self._paint_way(to, way)

    def _paint_sentence(self, to: Canvas) -> int:
        """The row below it."""
        ink, its = self.colour(Tone.CALLED.ink), reader_language(self)
        if to.height < LOW:
            lines = lines_of(self.sentence, to.width - 2 * BESIDE, its.direction)
            return to.write(BESIDE, 0, to.width - BESIDE, lines, ink, bold=True)
        size = PictureSize.XL if to.height > 2 * LOW else PictureSize.L
        bell = picture_in("bell", size.columns, size.rows)
        before = BESIDE + 1 + (bell.size.columns + GAP + 1 if bell else 0)
        high = bell.size.rows if bell else PictureSize.M.rows
        drawn = words_in(self.sentence, to.width - before - BESIDE, high, its)
        if bell:
            to.stamp(BESIDE + 1, 1, bell.lines, ink)
        y = 1 + max(0, (high - sum(map(len, drawn))) // 2)
        for line in drawn:
            to.stamp(before, y, line, ink)
            y += len(line)
        if not drawn:
            lines = lines_of(self.sentence, to.width - before - BESIDE, its.direction)
            to.write(before, high // 2, to.width - before, lines, ink, bold=True)
        return high + 2

    def _numbers(self, rows: int) -> list[Rows]:
        """From the highest that has room."""
        return [
            n for high in NUMBER_ROWS if high + FRAME <= rows for n in self._at(high)
        ]

    def _at(self, high: int) -> list[Rows]:
        drawn = digits(self.number, high)
        return [] if drawn is None else [drawn]

    def _way(self, to: Canvas, y: int, number: Rows) -> _Way:
        """Beside the number: the arrow has a third of the room."""
        x, rows = BESIDE + len(number[0]) + 2 * FRAME + GAP, len(number) + FRAME
        return self._with_arrow(to, _Way(number, x, y, rows))

    def _way_below(self, to: Canvas, y: int, *, has_arrow: bool) -> _Way:
        number = next(iter(self._at(HEIGHTS[0])), (self.number,))
        high = len(number) + FRAME
        way = _Way(number, BESIDE, y + high, max(1, to.height - y - high))
        return self._with_arrow(to, way) if has_arrow else way

    def _with_arrow(self, to: Canvas, way: _Way) -> _Way:
        columns = (to.width - way.x) // 3
        arrow = picture_in("go", columns, way.rows, mirrored=to.is_mirrored)
        return way._replace(arrow=arrow)

    def _is_drawn(self, way: _Way) -> bool:
        return bool(self._desk(way.room(self.size.width), way.rows))

    def _paint_number(self, to: Canvas, x: int, y: int, number: Rows) -> None:
        """On a ground of its own."""
        width, high = len(number[0]) + 2 * FRAME, len(number) + FRAME
        tone = Tone.CALLED_NUMBER
        to.fill(x, y, width, high, self.colour(tone))
        to.stamp(x + FRAME, y + FRAME // 2, number, self.colour(tone.ink))

    def _paint_way(self, to: Canvas, way: _Way) -> None:
        """An arrow, and the desk as large as there is room for."""
        ink, x, room = self.colour(Tone.CALLED.ink), way.desk_at, way.room(to.width)
        if way.arrow:
            above = (way.rows - way.arrow.size.rows) // 2
            to.stamp(way.x, way.y + above, way.arrow.lines, ink)
        drawn = self._desk(room, way.rows)
        at = way.y + max(0, (way.rows - sum(map(len, drawn))) // 2)
        for line in drawn:
            to.stamp(x, at, line, ink)
            at += len(line)
        if not drawn:
            lines = lines_of(self.desk, room, reader_language(self).direction)
            above = max(0, (way.rows - len(lines)) // 2)
            to.write(x, way.y + above, room, lines, ink, bold=True)

    def _desk(self, columns: int, rows: int) -> list[Rows]:
        return words_in(self.desk, columns, rows, reader_language(self))
