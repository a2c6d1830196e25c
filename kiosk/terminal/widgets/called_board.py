"""All of the screen when it is somebody's turn: read from three metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.reactive import reactive

from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.digits import digits
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import reader_language
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.drawing import (
    FROM_LARGEST,
    Drawing,
    Rows,
    picture_in,
    words_beside,
    words_in,
)
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from kiosk.terminal.canvas import Canvas

BESIDE, GAP = 2, 2
FRAME = 2
"""Rows, or columns on one side, of the number's own ground around it."""
LOW = 17
"""Rows below which the sentence is plain."""
NUMBER_ROWS = (14, 9, 7, 5, 4)
LOWEST = NUMBER_ROWS[-1] + FRAME
ARROWS = (*FROM_LARGEST, None)


class _Way(NamedTuple):
    """A number, and where arrow and desk stand then, in cells."""

    number: Rows
    x: int
    y: int
    rows: int
    arrow: Drawing | None = None
    desk: Sequence[Rows] = ()

    @property
    def desk_at(self) -> int:
        return self.x + (self.arrow.size.columns + GAP if self.arrow else 0)

    @property
    def worth(self) -> tuple[bool, bool, int, int, int, int]:
        """A desk in one piece before all, with an arrow to it; then all are large."""
        letters, high = len(self.desk[0]), len(self.number)
        arrow = self.arrow.size.rows if self.arrow else 0
        whole = len(self.desk) == 1
        return whole, arrow > 0, min(letters, high), letters, high, arrow


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
        ways = [way for way in self._ways(to, y) if way.desk]
        way = max(ways, key=lambda way: way.worth, default=self._way_written(to, y))
        self._paint_number(to, BESIDE, y, way.number)
        self._paint_way(to, way)

    def _paint_sentence(self, to: Canvas) -> int:
        """The row below it."""
        ink, its = self.colour(Tone.CALLED.ink), reader_language(self)
        room = to.width - 2 * BESIDE
        if to.height < LOW:
            lines = lines_of(self.sentence, room, its.direction)
            return to.write(BESIDE, 0, room, lines, ink, bold=True)
        size = PictureSize.XL if to.height > 2 * LOW else PictureSize.L
        bell, drawn = words_beside(
            *("bell", size, self.sentence, (room, size.rows), GAP + 1, its)
        )
        before = BESIDE + (bell.size.columns + GAP + 1 if bell else 0)
        high = max(bell.size.rows if bell else 1, sum(map(len, drawn)))
        if bell:
            to.stamp(BESIDE, 1 + (high - bell.size.rows) // 2, bell.lines, ink)
        y = 1 + max(0, (high - sum(map(len, drawn))) // 2)
        for line in drawn:
            to.stamp(before, y, line, ink)
            y += len(line)
        if not drawn:
            room -= before - BESIDE
            lines = lines_of(self.sentence, room, its.direction)
            to.write(before, high // 2, room, lines, ink, bold=True)
        return high + 2

    def _ways(self, to: Canvas, y: int) -> Iterator[_Way]:
        """All that have room: each number with each arrow, beside it and below."""
        for number in self._numbers(to.height - y):
            beside = BESIDE + len(number[0]) + 2 * FRAME + GAP
            high = len(number) + FRAME
            left = to.height - y - high - 1
            for size in ARROWS:
                for x, top, rows in ((beside, y, high), (BESIDE, y + high, left)):
                    arrow = size and _arrow(to, size, rows)
                    if size is None or arrow:
                        yield self._way(to, _Way(number, x, top, rows, arrow))

    def _way(self, to: Canvas, way: _Way) -> _Way:
        room = to.width - way.desk_at - 1
        its = reader_language(self)
        return way._replace(desk=words_in(self.desk, room, way.rows, its, doubles=True))

    def _way_written(self, to: Canvas, y: int) -> _Way:
        """Where the desk can only be written: below the number, without an arrow."""
        most = LOWEST if self.desk else to.height - y
        number = next(self._numbers(min(to.height - y, most)), (self.number,))
        high = len(number) + FRAME
        return _Way(number, BESIDE, y + high, max(1, to.height - y - high))

    def _numbers(self, rows: int) -> Iterator[Rows]:
        """From the highest that has room."""
        for high in NUMBER_ROWS:
            drawn = digits(self.number, high) if high + FRAME <= rows else None
            if drawn is not None:
                yield drawn

    def _paint_number(self, to: Canvas, x: int, y: int, number: Rows) -> None:
        """On a ground of its own."""
        width, high = len(number[0]) + 2 * FRAME, len(number) + FRAME
        tone = Tone.CALLED_NUMBER
        to.fill(x, y, width, high, self.colour(tone))
        to.stamp(x + FRAME, y + FRAME // 2, number, self.colour(tone.ink))

    def _paint_way(self, to: Canvas, way: _Way) -> None:
        """An arrow, and the desk as large as there is room for."""
        ink, x = self.colour(Tone.CALLED.ink), way.desk_at
        if way.arrow:
            above = (way.rows - way.arrow.size.rows) // 2
            to.stamp(way.x, way.y + above, way.arrow.lines, ink)
        at = way.y + max(0, (way.rows - sum(map(len, way.desk))) // 2)
        for line in way.desk:
            to.stamp(x, at, line, ink)
            at += len(line)
        if not way.desk:
            room = to.width - x - 1
            lines = lines_of(self.desk, room, reader_language(self).direction)
            above = max(0, (way.rows - len(lines)) // 2)
            to.write(x, way.y + above, room, lines, ink, bold=True)


def _arrow(to: Canvas, size: PictureSize, rows: int) -> Drawing | None:
    """In this size and no smaller one."""
    if size.rows > rows:
        return None
    drawn = picture_in(
        *("go", size.columns, rows), largest=size, mirrored=to.is_mirrored
    )
    return drawn if drawn and drawn.size is size else None
