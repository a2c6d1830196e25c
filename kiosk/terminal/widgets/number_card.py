"""A number to dial as large as there is room for, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.digits import HEIGHTS, digits
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import direction_of_words
from kiosk.terminal.tones import Family, Tone
from kiosk.terminal.widgets.drawing import picture_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiosk.i18n.languages import Language
    from kiosk.terminal.canvas import Canvas

MARGIN = 2
NARROWEST_WORDS = 15
"""Columns beside the number in which words still read well."""
LOUD_ROWS, ROWS = 14, 9
"""The highest digits of the first numbers, and of the others."""
ROOM_FOR_AIR = 5


class NumberCard(Painted):
    """To be read and dialled. It lies flat; nothing happens by a touch."""

    def __init__(
        self,
        number: str,
        title: str,
        note: str,
        *,
        picture: str = "",
        is_loud: bool = False,
        language: Language | None = None,
    ) -> None:
        """`is_loud`: life is in danger. `language` is the words' own."""
        super().__init__()
        self.number, self.title, self.note = number, title, note
        self._picture = picture
        self._is_loud = is_loud
        self._language = language
        self._most = LOUD_ROWS if is_loud else ROWS
        self._may_stand_beside = True

    def words(self) -> tuple[str, ...]:
        return self.number, self.title, self.note

    def says(self) -> Hashable:
        return (
            self.number,
            self.title,
            self.note,
            self._is_loud,
            self._most,
            self._may_stand_beside,
            parts(),
        )

    def digit_rows(self, width: int, height: int) -> int:
        """Of its number in a place of this size; 1 where it has room for text alone."""
        self._most = LOUD_ROWS if self._is_loud else ROWS
        return len(self._number(width, height - 1))

    def has_room_beside(self, width: int, height: int) -> bool:
        """Whether its words stand beside its number in a place of this size."""
        self._most, self._may_stand_beside = LOUD_ROWS if self._is_loud else ROWS, True
        number = self._number(width, height - 1)
        return self._stands_beside(width - len(number[0]) - 2 * MARGIN - 1)

    def stand_below(self) -> None:
        """Its words do, as those of the numbers beside it must."""
        self._may_stand_beside = False

    def at_most(self, rows: int) -> None:
        """Its digits are no higher than those of the numbers beside it."""
        self._most = rows

    def shown_rows(self) -> int:
        """Of its number, as it stands there now."""
        return len(self._number(self.size.width, self.size.height - 1))

    def is_cut(self) -> bool:
        """Whether its number or some of its title is not there."""
        width, rows = self.size.width, self.size.height - 1
        number = self._number(width, rows)
        beside = width - len(number[0]) - 2 * MARGIN - 1
        if self._stands_beside(beside):
            return len(self._lines(self.title, beside)) > rows
        below = self._lines(self.title, width - MARGIN - 1)
        return len(number) + len(below) > rows or len(number[0]) > width

    def paint(self, to: Canvas) -> None:
        face = self.colour(Family.ALARM if self._is_loud else Tone.CARD)
        rows = to.height - 1
        to.fill(0, 0, to.width, rows, face)
        to.soften(0, 0, to.width, rows, face, self.colour(self.ground))
        number = self._number(to.width, rows)
        air = rows - len(number)
        x = MARGIN if len(number[0]) + 2 * MARGIN <= to.width else 1
        y = 1 if air >= ROOM_FOR_AIR else 0
        beside = x + len(number[0]) + MARGIN
        stands_beside = self._stands_beside(to.width - beside - 1)
        words_at = self._paint_beside(to, beside, rows) if stands_beside else y
        if len(number) > 1:
            to.stamp(x, y, number, self._ink())
        else:
            to.put(x, words_at, self.number, self._ink(), bold=True)
        if not stands_beside:
            self._paint_below(to, y + len(number), rows)

    def _paint_beside(self, to: Canvas, x: int, rows: int) -> int:
        """A picture, the title, and the note if there is room for all of it; the row
        of the title."""
        room = to.width - x - 1
        title = self._lines(self.title, room)
        note = self._note(room, rows - len(title))
        left = rows - len(title) - len(note)
        drawn = picture_in(self._picture, room, left - 1, largest=PictureSize.L)
        if drawn and drawn.size is not PictureSize.XS:
            y = max(0, (left - drawn.size.rows) // 2)
            to.stamp(x, y, drawn.lines, self._ink())
            y += drawn.size.rows
        else:
            y = left // 2
        self._paint_words(to, x, y, title, note)
        return y

    def _paint_below(self, to: Canvas, y: int, rows: int) -> None:
        room = to.width - MARGIN - 1
        title = self._lines(self.title, room)
        note = self._note(room, rows - y - len(title))
        self._paint_words(to, MARGIN, y, title, note)

    def _paint_words(
        self, to: Canvas, x: int, y: int, title: list[str], note: list[str]
    ) -> None:
        room = to.width - x - 1
        quiet = Family.ALARM.ink if self._is_loud else Tone.CARD.quiet
        y += to.write(x, y, room, title, self._ink(), bold=True)
        to.write(x, y, room, note, self.colour(quiet))

    def _ink(self) -> str:
        return self.colour(Family.ALARM.ink if self._is_loud else Tone.ALARM.ink)

    def _stands_beside(self, room: int) -> bool:
        if not self._may_stand_beside:
            return False
        widest = max((len(word) for word in self.title.split()), default=0)
        return room >= max(NARROWEST_WORDS, widest)

    def _number(self, width: int, rows: int) -> tuple[str, ...]:
        """As high as leaves the title its rows, where it stands below."""
        plain = (self.number,)
        for high in reversed(HEIGHTS):
            drawn = digits(self.number, high)
            if drawn is None or high > self._most or len(drawn[0]) > width - 2:
                continue
            beside = width - len(drawn[0]) - 2 * MARGIN - 1
            if self._stands_beside(beside):
                words = self._lines(self.title, beside)
                fits = max(high, len(words)) <= rows
            else:
                below = self._lines(self.title, width - MARGIN - 1)
                fits = high + len(below) <= rows
            if fits:
                return drawn
        return plain

    def _note(self, room: int, rows: int) -> list[str]:
        lines = self._lines(self.note, room)
        return lines if len(lines) <= rows else []

    def _lines(self, text: str, width: int) -> list[str]:
        return lines_of(text, width, direction_of_words(self, self._language))
