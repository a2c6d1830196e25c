"""The five ways that are at the same place on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual import on
from textual.geometry import NULL_OFFSET, Region, Spacing
from textual.layout import Layout, WidgetPlacement
from textual.message import Message

from kiosk.domain.localized import Direction
from kiosk.terminal.drawn.pictures import PictureSize
from kiosk.terminal.shares import shares
from kiosk.terminal.steady import Holder
from kiosk.terminal.tones import Tone
from kiosk.terminal.widgets.bar_sign import BarSign
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.layout import ArrangeResult
    from textual.widget import Widget

    from kiosk.terminal.canvas import Canvas
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.drawing import Drawing


RULE = "▂"
NOWHERE = "-nowhere"


class Way(Enum):
    BACK = "back"
    HOME = "home"
    LANGUAGE = "language"
    CONTRAST = "contrast"
    HELP = "help"


PICTURES = {
    Way.BACK: "back",
    Way.HOME: "home",
    Way.LANGUAGE: "tongue",
    Way.CONTRAST: "contrast",
    Way.HELP: "ask",
}


class WayButton(TouchButton):
    """Flat as the bar is, with a rule below; a finger fills all of its place."""

    ground = "bar"

    def __init__(self, way: Way) -> None:
        super().__init__(
            "",
            id=way.value,
            tone=Tone.BAR,
            picture=PICTURES[way],
            largest=PictureSize.M,
            turns=way is Way.BACK,
        )
        self._way = way

    @property
    def leads(self) -> bool:
        return not self.has_class(NOWHERE)

    @property
    def has_ledge(self) -> bool:
        """The last row of all but the last, which stands at the foot of the bar."""
        return self._way is not list(Way)[-1]

    def _picture(self, columns: int, rows: int) -> Drawing | None:
        """With a row of air above it, where that leaves room for one at all."""
        air = 1 if rows > PictureSize.XS.rows else 0
        return super()._picture(columns, rows - air)

    def paint_surface(self, to: Canvas) -> None:
        tone = self.tone
        face = self.colour(tone.pressed if self.is_sunk else tone)
        to.fill(0, 0, to.width, to.height, face)
        if self.has_ledge:
            rule = RULE * (to.width - 2)
            to.put(1, to.height - 1, rule, self.colour(tone.ledge), face)


class BarLayout(Layout):
    """Equal places; a rule would follow the last one, below the edge of the screen.

    A sign is as high as the places before the first that leads somewhere.
    """

    name = "bar"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        ways = [child for child in children if isinstance(child, WayButton)]
        places = shares(size.height + 1, len(ways))
        placed: list[tuple[Widget, Region]] = [
            (child, Region(0, y, size.width, min(rows, size.height - y)))
            for (y, rows), child in zip(places, ways, strict=True)
        ]
        free = (y for (y, _), way in zip(places, ways, strict=True) if way.leads)
        sign = Region(0, 0, size.width, next(free, size.height))
        placed += [(child, sign) for child in children if child not in ways]
        return [
            WidgetPlacement(region, NULL_OFFSET, Spacing.all(0), child)
            for child, region in placed
        ]


_BAR = BarLayout()


class AccessBar(Holder):
    """A column at the start side. What leads nowhere keeps its place, empty."""

    DEFAULT_CSS = """
    AccessBar {
        height: 100%;
        background: $bar;
        &.-called { background: $called-bar; }
        .-nowhere { visibility: hidden; }
    }
    """

    @dataclass
    class Chosen(Message):
        """One of the ways was touched."""

        way: Way

    def __init__(
        self, session: Session, without: frozenset[Way], sign: str = ""
    ) -> None:
        super().__init__(id="access-bar")
        self._buttons = {way: WayButton(way) for way in Way}
        self._sign = BarSign()
        self._session: Session | None = None
        self._without: frozenset[Way] = frozenset()
        self.offer(session, without, sign)

    @property
    def layout(self) -> Layout:
        return _BAR

    def compose(self) -> ComposeResult:
        yield from self._buttons.values()
        yield self._sign

    def offer(self, session: Session, without: frozenset[Way], sign: str = "") -> None:
        """Speak the language of this session; leave out what leads nowhere, and put
        the sign there."""
        if session != self._session:
            self._session = session
            for way, (symbol, label) in _faces(session).items():
                self._buttons[way].above = symbol
                self._buttons[way].label = label
                self._buttons[way].refresh()  # a word may stay and yet turn around
        for way, button in self._buttons.items():
            button.set_class(way in without, NOWHERE)
        if sign != self._sign.name_shown or without != self._without:
            self._without = without
            self._sign.name_shown = sign
            self._sign.display = bool(sign)
            self.refresh(layout=True)

    def look_called(self, *, on: bool) -> None:
        """Dark as the screen of whoever is called, or as usual."""
        tone = Tone.CALLED_BAR if on else Tone.BAR
        self.set_class(on, "-called")
        for button in self._buttons.values():
            button.tone = tone
            button.ground = tone

    @on(TouchButton.Pressed)
    def _choose(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.post_message(self.Chosen(Way(event.button.id)))


def _faces(session: Session) -> dict[Way, tuple[str, str]]:
    """Symbol and word of each way."""
    gettext = session.words.gettext
    rtl = session.direction is Direction.RIGHT_TO_LEFT
    return {
        Way.BACK: ("▶" if rtl else "◀", gettext("Back")),
        Way.HOME: ("⌂", gettext("Home")),
        Way.LANGUAGE: ("Aя", gettext("Language")),
        Way.CONTRAST: ("◐", gettext("Contrast")),
        Way.HELP: ("؟" if rtl else "?", gettext("Help")),
    }
