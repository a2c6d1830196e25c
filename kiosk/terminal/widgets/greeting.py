"""The band that greets: in which language now, as large as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from textual.reactive import reactive

from kiosk.bidi import cells
from kiosk.domain.localized import Direction
from kiosk.terminal.canvas import lines_of
from kiosk.terminal.drawn.parts import parts
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.tones import Family
from kiosk.terminal.widgets.drawing import picture_in, words_in
from kiosk.terminal.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from kiosk.i18n.languages import Language
    from kiosk.terminal.canvas import Canvas
    from kiosk.terminal.widgets.drawing import Rows

BESIDE = 2
ROOM_FOR_HAND = 30
"""Rows from which the band is a pane with a waving hand."""


class Welcome(Struct, frozen=True):
    """In one language: a greeting, and that one may choose it."""

    language: Language
    greeting: str
    choose: str


class GreetingBand(Painted):
    """One welcome at a time; what is always said stands below it."""

    DEFAULT_CSS = """
    GreetingBand { width: 1fr; height: 3; }
    """

    ground = Family.FIELD

    turn = reactive(0)

    def __init__(
        self,
        welcomes: Sequence[Callable[[], Welcome]],
        always: Sequence[str],
        funding: str,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`welcomes` are made when it is their turn; `always` stands in lines, and
        `funding` where the band is a pane."""
        super().__init__(id=id)
        self._welcomes = list(welcomes)
        self._always = tuple(always)
        self._funding = funding

    @property
    def welcome(self) -> Welcome:
        return self._welcomes[self.turn % len(self._welcomes)]()

    def words(self) -> tuple[str, ...]:
        return self.welcome.greeting, self.welcome.choose, *self._always

    def says(self) -> Hashable:
        return self.welcome, self._always, self._funding, parts()

    def paint(self, to: Canvas) -> None:
        if to.height >= ROOM_FOR_HAND:
            self._paint_pane(to)
            return
        always = self._lines(to.width)
        left = to.height - len(always)
        drawn = self._drawn(to.width, left - 1)
        y = max(0, (left - 1 - sum(map(len, drawn))) // 2) if drawn else 0
        y = self._paint_drawn(to, y, drawn)
        self._paint_choose(to, y, with_greeting=not drawn and left > 1)
        self._paint_quiet(to, to.height - len(always), always)

    def _paint_pane(self, to: Canvas) -> None:
        hand = picture_in("wave", to.width, PictureSize.XL.rows)
        y = 2
        if hand:
            to.stamp(BESIDE, y, hand.lines, self.colour("warm"))
            y += hand.size.rows + 2
        y = self._paint_drawn(to, y, self._drawn(to.width, to.height // 2)) + 1
        y = self._paint_choose(to, y, with_greeting=False) + 1
        self._paint_quiet(to, y, self._lines(to.width))
        funding = self._lines_of(self._funding, to.width)
        self._paint_quiet(to, to.height - len(funding) - 1, funding)

    def _drawn(self, width: int, rows: int) -> list[Rows]:
        its = self.welcome
        return words_in(its.greeting, width - 2 * BESIDE, rows, its.language)

    def _paint_drawn(self, to: Canvas, y: int, drawn: list[Rows]) -> int:
        for line in drawn:
            x = self._x(to, len(line[0]))
            to.stamp(x, y, line, self.colour("on-field"))
            y += len(line)
        return y

    def _paint_choose(self, to: Canvas, y: int, *, with_greeting: bool) -> int:
        """At the side where its readers begin; below the greeting, if that is plain."""
        its, ink = self.welcome, self.colour("on-field")
        texts = [its.greeting, its.choose] if with_greeting else [its.choose]
        for text in texts:
            for line in lines_of(text, to.width - 2 * BESIDE, its.language.direction):
                to.put(self._x(to, cells.width(line)), y, line, ink, bold=True)
                y += 1
        return y

    def _paint_quiet(self, to: Canvas, y: int, lines: list[str]) -> None:
        to.write(BESIDE, y, to.width - 2 * BESIDE, lines, self.colour("field-quiet"))

    def _x(self, to: Canvas, columns: int) -> int:
        """From the start side of whoever reads the screen, so that it begins at the
        side where the reader of the welcome begins."""
        own = self.welcome.language.direction is Direction.RIGHT_TO_LEFT
        return to.width - BESIDE - columns if own is not to.is_mirrored else BESIDE

    def _lines(self, width: int) -> list[str]:
        return [line for text in self._always for line in self._lines_of(text, width)]

    def _lines_of(self, text: str, width: int) -> list[str]:
        return lines_of(text, width - 2 * BESIDE, direction_of(self))
