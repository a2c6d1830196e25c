"""A plate of words: how they stand on it, and what gives way when room is short."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.reactive import reactive

from kiosk.bidi import cells
from kiosk.domain.localized import Direction
from kiosk.terminal.canvas import Surface, clipped_lines, lines_of, widest_part
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import (
    direction_of,
    direction_of_words,
    reader_language,
)
from kiosk.terminal.tones import Family, Tone
from kiosk.terminal.widgets.drawing import picture_in, words_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kiosk.i18n.languages import Language
    from kiosk.terminal.canvas import Canvas
    from kiosk.terminal.widgets.drawing import Drawing, Rows
    from kiosk.terminal.widgets.paragraph import Align

LEDGE = 1
"""Rows that a plate stands on; they are the gap to what is below."""
MARGIN = 1
"""Columns beside words in the middle, and at their end."""
INDENT = 2
"""Columns before words that begin at the start side."""
ARROW = 5
"""Columns at the end of a plate that shows that it leads on."""
ROOM_FOR_ARROW = 34
BESIDE_PICTURE, CLOSE_TO_PICTURE = 3, 2
"""Columns that a picture takes besides its own; the fewest."""
ROOM_FOR_GAP = 3
"""Rows left over from which one lies between picture and words."""
ROWS_WITHOUT_MIDDLE = 2
LISTED_ROWS = 3
"""Of a plate in a list: a title, and two lines of its summary."""


class Inks(NamedTuple):
    """Colours of the moment."""

    ink: str
    quiet: str
    picture: str
    """Of a small one, which stands on the plate itself."""


class _Beside(NamedTuple):
    """A picture, the columns before words and for them, and their lines."""

    picture: Drawing | None
    before: int
    room: int
    label: list[str]
    detail: list[str]


class Face(Painted):
    """To be read. A `TouchButton` is a face that can be touched."""

    DEFAULT_CSS = """
    Face { width: 1fr; height: 4; min-width: 8; min-height: 3; }
    """

    label = reactive("")
    above = reactive("")
    tone = reactive(Tone.CARD)

    def __init__(
        self,
        label: str,
        *,
        above: str = "",
        detail: str = "",
        value: str = "",
        picture: str = "",
        family: Family | None = None,
        largest: PictureSize = PictureSize.XL,
        turns: bool = False,
        align: Align = "center",
        tone: Tone = Tone.CARD,
        listed: bool = False,
        is_large: bool = False,
        language: Language | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """`above` (a symbol) and `detail` are shown where there is room for them.

        `value` tells equal ones apart. The `picture` stands on a tile of its family,
        above words in the middle, else beside them, where it has room; it `turns`
        around where one reads from the right, as an arrow does. `listed` is one of
        many that lead on: it has an arrow, and as much of its detail as there is room
        for. One that `is_large` has its label drawn, where it has room. `language` is
        the words' own; without it, the reader's.
        """
        super().__init__(id=id, classes=classes)
        self.set_reactive(Face.label, label)
        self.set_reactive(Face.above, above)
        self.set_reactive(Face.tone, tone)
        self.detail = detail
        self.value = value
        self.picture = picture
        self.family = family
        self._largest = largest
        self._turns = turns
        self._align: Align = align
        self._listed = listed
        self._is_large = is_large
        self._language = language
        self._is_brief = False

    @property
    def is_sunk(self) -> bool:
        """Whether it has gone down under a finger."""
        return False

    @property
    def has_ledge(self) -> bool:
        return True

    # how large it must be

    def rows_needed(
        self, width: int, *, with_detail: bool = True, like: Face | None = None
    ) -> int:
        """How high it must be at this outer width to show its words.

        `like` is a mounted one of the same look, for a face that is not mounted yet.
        """
        label = len(self._lines(self.label, self._room(width, like), like))
        if not with_detail:
            return max(label, 1) + LEDGE
        if self._listed:
            return max(label, LISTED_ROWS) + LEDGE
        detail = len(self._lines(self.detail, self._room(width, like), like))
        beside = self.picture and self._align != "center"
        least = PictureSize.S.rows if beside else 1
        return max(label + detail, least) + LEDGE

    def columns_needed(self, like: Face | None = None) -> int:
        """How wide it should be: no word of its label broken, and some air."""
        return self._widest_word(like) + 2 * MARGIN

    def is_cut(self) -> bool:
        """Whether some of its label is not there."""
        width, height = self.size
        lines = self._lines(self.label, self._room(width))
        return len(lines) > self._rows(height) or self._widest_word() > width

    def tells_detail(self, width: int, height: int) -> bool:
        """Whether its detail has room beside its picture, or without one."""
        return bool(self._set_beside(width, self._rows(height)).detail)

    def be_brief(self, *, brief: bool) -> None:
        """Whether it leaves out its detail, as those beside it must."""
        self._is_brief = brief

    def _room(self, width: int, like: Face | None = None) -> int:
        """Columns for words."""
        return width - self._start(width, like) - self._end(width, like)

    def _start(self, width: int, like: Face | None = None) -> int:
        """Columns before words; none where a word would be broken."""
        if self._align != "center" and self._fits(width - INDENT - MARGIN, like):
            return INDENT
        return MARGIN if self._fits(width - 2 * MARGIN, like) else 0

    def _end(self, width: int, like: Face | None = None) -> int:
        leads = self._listed and width >= ROOM_FOR_ARROW
        if leads and self._fits(width - INDENT - ARROW, like):
            return ARROW
        return MARGIN if self._fits(width - 2 * MARGIN, like) else 0

    def _fits(self, room: int, like: Face | None) -> bool:
        return self._widest_word(like) <= room

    def _widest_word(self, like: Face | None = None) -> int:
        return widest_part(self.label, direction_of_words(like or self, self._language))

    def _rows(self, height: int) -> int:
        """Of the face, without what it stands on."""
        return height - LEDGE if self.has_ledge else height

    # how it looks

    def words(self) -> tuple[str, ...]:
        return (*self.label.split("\n"), *self.detail.split("\n"))

    def says(self) -> Hashable:
        return (
            *(self.label, self.above, self.detail, self.tone, self._language),
            *(self.is_sunk, self.has_focus, self.has_ledge),
            *(self.picture, self.family, self._is_brief, parts()),
        )

    def paint(self, to: Canvas) -> None:
        self.paint_surface(to)
        if self._align == "center":
            self._paint_stacked(to)
        else:
            self._paint_beside(to)
        if self.has_focus:
            to.ring(self.colour(self.tone.focus))

    def paint_surface(self, to: Canvas) -> None:
        """What the words stand on."""
        tone, ground = self.tone, self.colour(self.ground)
        if self.is_sunk:
            face = self.colour(tone.pressed)
            to.sink(0, 0, to.width, to.height, Surface(face, face, ground))
            return
        face, ledge = self.colour(tone), self.colour(self.ledge)
        made = Surface(face, ledge, ground, tone.is_deep, self._stands_low(to))
        to.stand(0, 0, to.width, to.height, made)

    @property
    def ledge(self) -> str:
        """The token of what it stands on."""
        return self.family.line if self.family else self.tone.ledge

    def _stands_low(self, to: Canvas) -> bool:
        """One line on two rows would stand high: the plate gives half a row."""
        rows = self._rows(to.height)
        if rows != ROWS_WITHOUT_MIDDLE or self.detail or not self.tone.is_deep:
            return False
        label = self._lines(self.label, self._room(to.width))
        return len(label) == 1 and self._picture(to.width, rows) is None

    def inks(self) -> Inks:
        tone = self.tone
        if self.is_sunk:
            ink = self.colour(tone.on_pressed)
            return Inks(ink, ink, ink)
        ink, quiet = self.colour(tone.ink), self.colour(tone.quiet)
        return Inks(ink, quiet, self.colour(self.family.line) if self.family else ink)

    def _paint_stacked(self, to: Canvas) -> None:
        """A picture or symbol, the label below it, the detail below that."""
        inks, rows, width = self.inks(), self._rows(to.height), to.width
        x, room = self._start(width), self._room(width)
        label = self._lines(self.label, room)
        left = rows - len(label)
        drawn = self._picture(width - 2 * MARGIN, left)
        above = [] if drawn or left < 1 or not self.above else [self.above]
        left -= len(above) + (drawn.size.rows if drawn else 0)
        detail = self._whole(self.detail, room, left)
        left -= len(detail)
        gap = 1 if drawn and left >= ROOM_FOR_GAP else 0
        y = max(0, (left - gap) // 2) + self._lower(to, left - gap)
        if drawn:
            y = self._paint_picture_above(to, y, drawn, gap)
        y += to.write(x, y, room, above, inks.ink, align="center")
        y += to.write(x, y, room, label, inks.ink, bold=True, align="center")
        to.write(x, y, room, detail, inks.quiet, align="center")

    def _paint_picture_above(self, to: Canvas, y: int, drawn: Drawing, gap: int) -> int:
        """On a tile of its family, if it has one; the row where words may begin."""
        tile, ink = self._tile()
        bottom = y + drawn.size.rows
        if tile:
            to.fill(0, 0, to.width, bottom + gap, tile)
            to.soften(0, 0, to.width, 1, tile, self.colour(self.ground))
        to.stamp((to.width - drawn.size.columns) // 2, y, drawn.lines, ink)
        return bottom + gap

    def _paint_beside(self, to: Canvas) -> None:
        """A picture at the start side; beside it the label, and below the detail."""
        inks, rows = self.inks(), self._rows(to.height)
        drawn, before, room, label, detail = self._set_beside(to.width, rows)
        if self._is_brief:
            detail = []
        if drawn:
            self._paint_picture_beside(to, drawn, rows)
        if large := self._drawn_label(room, rows):
            air = rows - sum(map(len, large))
            for at, line in enumerate(large):
                y = air // 2 + self._down(air) + at * len(line)
                to.stamp(before, y, line, inks.ink)
            return
        air = rows - len(label) - len(detail)
        y = max(0, air // 2) + self._lower(to, air)
        y += to.write(before, y, room, label, inks.ink, bold=True)
        to.write(before, y, room, detail, inks.quiet)
        self._paint_arrow(to, rows // 2, inks)

    def _set_beside(self, width: int, rows: int) -> _Beside:
        """How words stand beside a picture, or without one; the air at their end is
        for a detail that has no other room."""
        drawn, before, room = self._picture_beside(width, rows)
        label, detail = self._words_in(room, rows)
        if self.detail and not detail and self._end(width) <= MARGIN:
            room = width - before
            label, detail = self._words_in(room, rows)
        return _Beside(drawn, before, room, label, detail)

    def _words_in(self, room: int, rows: int) -> tuple[list[str], list[str]]:
        """The lines of label and detail in so many columns."""
        label = self._lines(self.label, room)
        left = rows - len(label)
        shown = self._as_much if self._listed else self._whole
        return label, shown(self.detail, room, left)

    def _drawn_label(self, room: int, rows: int) -> list[Rows]:
        if not self._is_large:
            return []
        return words_in(self.label, room, rows, self._language or reader_language(self))

    def _paint_picture_beside(self, to: Canvas, drawn: Drawing, rows: int) -> None:
        tile, ink = self._tile()
        if drawn.size in (PictureSize.XS, PictureSize.S):
            ink = self.inks().picture
        elif tile:
            to.fill(0, 0, drawn.size.columns + 2 * MARGIN, rows, tile)
            ground = self.colour(self.ground)
            to.soften(0, 0, drawn.size.columns, rows, tile, ground, end=False)
        air = rows - drawn.size.rows
        to.stamp(MARGIN, air // 2 + self._down(air), drawn.lines, ink)

    def _picture_beside(self, width: int, rows: int) -> tuple[Drawing | None, int, int]:
        """The largest beside which no word is broken and none is left out; the columns
        before words, and for them. Before it goes, words stand closer to it."""
        end = self._end(width)
        close = 0 if end <= MARGIN else end
        share = max(width * 2 // 5 - 2 * MARGIN, PictureSize.S.columns)
        for beside, air, most in (
            (BESIDE_PICTURE, end, PictureSize.XL.columns),
            (CLOSE_TO_PICTURE, close, PictureSize.S.columns),
        ):
            while drawn := self._picture(min(most, share), rows):
                before = drawn.size.columns + beside
                room = width - before - air
                fits = len(self._lines(self.label, room)) <= rows
                if self._widest_word() <= room and fits:
                    return drawn, before, room
                most = drawn.size.columns - 1
        before = self._start(width)
        return None, before, width - before - end

    def _picture(self, columns: int, rows: int) -> Drawing | None:
        return picture_in(
            *(self.picture, columns, rows),
            largest=self._largest,
            mirrored=self._turns and direction_of(self) is Direction.RIGHT_TO_LEFT,
        )

    def _tile(self) -> tuple[str, str]:
        """What a larger picture stands on, if on anything, and its ink."""
        if self.family is None or self.is_sunk:
            return "", self.inks().ink
        return self.colour(self.family), self.colour(self.family.ink)

    def _paint_arrow(self, to: Canvas, y: int, inks: Inks) -> None:
        if self._end(to.width) == ARROW:
            arrow = "❮" if to.is_mirrored else "❯"
            to.put(to.width - 3, y, arrow, inks.quiet, bold=True)

    def _down(self, air: int) -> int:
        """Words go down with the plate, where there is room below them."""
        return 1 if self.is_sunk and air > 0 else 0

    def _lower(self, to: Canvas, air: int) -> int:
        """Rows that words go down with the plate, pressed or not."""
        return 1 if self._stands_low(to) else self._down(air)

    def _whole(self, text: str, room: int, rows: int) -> list[str]:
        """All of it or nothing."""
        if cells.widest_word(text) > room:
            return []
        lines = self._lines(text, room)
        return lines if len(lines) <= rows else []

    def _as_much(self, text: str, room: int, rows: int) -> list[str]:
        direction = direction_of_words(self, self._language)
        return clipped_lines(text, room, rows, direction)

    def _lines(self, text: str, room: int, like: Face | None = None) -> list[str]:
        return lines_of(text, room, direction_of_words(like or self, self._language))
