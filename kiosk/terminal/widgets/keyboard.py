"""The on-screen keyboard: how large its keys are, and which one was meant.

All keys are one widget: forty would take longer to appear than a touch may take. A key
is at least 4 columns wide and 2 rows high, 20 mm at the distance the text is made for,
and larger where the screen has many rows, or the field is told to fill its room. Keys
lie side by side without a dead strip: the gap that is seen between two of them belongs
to the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from kiosk.bidi import cells, shaping
from kiosk.domain.localized import Direction
from kiosk.i18n import keyboards
from kiosk.terminal.inks import ink_on
from kiosk.terminal.speaking import direction_of
from kiosk.terminal.touches import Guarded
from kiosk.terminal.widgets.pressable import Pressable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.geometry import Size

    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.keyboards import Keyboard
    from kiosk.terminal.touches import Spot

SMALLEST_KEY = (4, 2)
WIDEST_KEY = 7
"""Wider ones are farther from each other than an eye sees at once, but for high keys,
which are as wide as high."""
HIGHEST_KEY = 6
MORE_ROWS = {"-high": 1, "-lofty": 2}
"""That a key has on a screen of so many rows."""
UPPER_HALF = "▀"


class KeyAction(Enum):
    """What the keys of the lowest row do, from the left."""

    SWITCH = "switch"
    SPACE = "space"
    DELETE = "delete"
    CLEAR = "clear"
    SHOW_ALL = "show all"


OF_CODES = (KeyAction.DELETE, KeyAction.CLEAR)
"""What there is to do with a code, in which there is no blank."""
SHARES = {
    KeyAction.SWITCH: 2,
    KeyAction.SPACE: 3,
    KeyAction.DELETE: 2,
    KeyAction.CLEAR: 2,
    KeyAction.SHOW_ALL: 3,
}
"""How much of the lowest row each takes."""


@dataclass(frozen=True, slots=True)
class Key:
    """Types a letter or does a key_action."""

    faces: tuple[str, ...]
    """What stands on it: the first that fits."""
    typed: str = ""
    key_action: KeyAction | None = None


Placed = tuple[Key, Region]


class KeyField(Pressable, can_focus=True):
    """Letters in four rows, key_actions in a fifth."""

    DEFAULT_CSS = """
    KeyField { width: 1fr; height: auto; background: $background; }
    """
    FOCUS_ON_CLICK = False
    BINDINGS = [
        Binding("enter,space", "press", show=False),
        Binding("left", "along(-1)", show=False),
        Binding("right", "along(1)", show=False),
        Binding("up", "across(-1)", show=False),
        Binding("down", "across(1)", show=False),
    ]

    @dataclass
    class Pressed(Message):
        """A key was touched, or Enter was pressed on it."""

        key: Key

    def __init__(self, home: Keyboard, words: Words, *, id: str | None = None) -> None:  # noqa: A002
        """`home` is the visitor's own; the switching key leads to German and back."""
        super().__init__(id=id)
        self._home = home
        self._shown = home
        self._words = words
        self._found = 0
        self._down: Placed | None = None
        self._pressed: Placed | None = None
        self._at = (1, 0)

    @property
    def shown(self) -> Keyboard:
        return self._shown

    def tell_found(self, found: int) -> None:
        """How many results there are; without any, their key is gone."""
        if found != self._found:
            self._found = found
            self.refresh()

    def keys(self) -> list[list[Key]]:
        letters = [
            [Key((keyboards.face(typed),), typed) for typed in row]
            for row in self._shown.rows
        ]
        return [*letters, self._deeds()]

    def placed(self) -> list[list[Placed]]:
        """The keys and the cells where a touch means them."""
        width, height = self.size.width, self._row_height()
        rows = self.keys()
        columns = max(len(row) for row in rows)
        pitch = min(width // columns, max(WIDEST_KEY, 2 * height))
        left = (width - pitch * columns) // 2
        return [
            list(_placed(row, left, y * height, pitch * columns, pitch, height))
            for y, row in enumerate(rows)
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.keys()) * self._row_height()

    def render_line(self, y: int) -> Strip:
        height = self._row_height()
        row, part = divmod(y, height)
        placed = self.placed()
        if row >= len(placed):  # what is left of the room that it fills
            return Strip.blank(self.size.width, self.rich_style)
        segments: list[Segment] = []
        x = 0
        for place, (key, region) in enumerate(placed[row]):
            segments.append(Segment(" " * (region.x - x), self.rich_style))
            focused = self.has_focus and self._at == (row, place)
            segments += self._painted(key, region, part, focused=focused)
            x = region.right
        segments.append(Segment(" " * (self.size.width - x), self.rich_style))
        return Strip(segments, self.size.width)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._down = self._pressed = self._under(event.x, event.y)
        if self._pressed is not None:
            self.press_down(self._pressed[1])

    def look_pressed(self, *, pressed: bool) -> None:
        if not pressed:
            self._pressed = None

    async def _on_click(self, event: events.Click) -> None:
        """What the finger went down on counts, even if it slips a little."""
        event.stop()
        meant, self._down = self._down, None
        if meant is not None:
            self._touch(meant, (event.screen_x, event.screen_y))

    def action_press(self) -> None:
        row, place = self._at
        self._touch(self.placed()[row][place], "enter")

    def action_along(self, steps: int) -> None:
        row, place = self._at
        self._move_to(row, (place + steps) % len(self.keys()[row]))

    def action_across(self, steps: int) -> None:
        """To the key above or below; beyond the edge the focus goes on."""
        placed = self.placed()
        row, place = self._at
        if not 0 <= row + steps < len(placed):
            leave = self.screen.focus_next if steps > 0 else self.screen.focus_previous
            leave()
            return
        middle = _middle(placed[row][place][1])
        distances = [abs(_middle(region) - middle) for _, region in placed[row + steps]]
        self._move_to(row + steps, distances.index(min(distances)))

    def _move_to(self, row: int, place: int) -> None:
        self._at = (row, place)
        self.refresh()

    def _touch(self, meant: Placed, spot: Spot) -> None:
        key, region = meant
        if not key.faces:
            return
        app = self.app
        if isinstance(app, Guarded) and not app.touches.allows_key(str(region), spot):
            return
        if key.key_action is KeyAction.SWITCH:
            self._switch()
        else:
            self.post_message(self.Pressed(key))

    def _switch(self) -> None:
        other = keyboards.other_keyboard(self._shown)
        self._shown = self._home if other is None else other
        row, place = self._at
        self._at = (row, min(place, len(self.keys()[row]) - 1))
        self.refresh()

    def _under(self, x: int, y: int) -> Placed | None:
        for row in self.placed():
            for key, region in row:
                if region.contains(x, y):
                    return key, region
        return None

    def _row_height(self) -> int:
        """As the screen is high, or as the room is that it fills."""
        height = self.styles.height
        if height is None or height.is_auto:
            more = (n for name, n in MORE_ROWS.items() if self.screen.has_class(name))
            return SMALLEST_KEY[1] + next(more, 0)
        each = self.size.height // len(self.keys())
        return min(max(each, SMALLEST_KEY[1]), HIGHEST_KEY)

    def _deeds(self) -> list[Key]:
        gettext = self._words.gettext
        delete, clear = gettext("Delete"), gettext("Clear")
        all_found = gettext("All")
        arrow = "→" if self._runs_to_the_left() else "←"
        every = (f"▼ {all_found} {self._found}", f"▼ {self._found}")
        faces = {
            KeyAction.SWITCH: (self._switch_face(),) if self._has_other() else (),
            KeyAction.SPACE: (gettext("Space"), "▁▁▁"),
            KeyAction.DELETE: (f"{arrow} {delete}", arrow),
            KeyAction.CLEAR: (f"× {clear}", "×"),
            KeyAction.SHOW_ALL: every if self._found else (),
        }
        return [
            Key(
                faces[key_action],
                " " if key_action is KeyAction.SPACE else "",
                key_action,
            )
            for key_action in (OF_CODES if self._types_codes() else KeyAction)
        ]

    def _runs_to_the_left(self) -> bool:
        """Whether the letters shown are written so: deleting goes to the right then."""
        rtl = direction_of(self) is Direction.RIGHT_TO_LEFT
        return rtl and self._shown is self._home

    def _types_codes(self) -> bool:
        return self._home is keyboards.CODES

    def _has_other(self) -> bool:
        return keyboards.other_keyboard(self._home) is not None

    def _switch_face(self) -> str:
        other = keyboards.other_keyboard(self._shown) or self._home
        return keyboards.switch_name(other, self._home)

    def _painted(
        self, key: Key, region: Region, part: int, *, focused: bool
    ) -> list[Segment]:
        """One line of a key: full, but for half of the last, and a column, as gaps."""
        width = region.width - 1
        gap = Segment(" ", self.rich_style)
        if not key.faces:
            return [Segment(" " * width, self.rich_style), gap]
        if self._pressed == (key, region):
            style = ink_on(self, "on-key-pressed", "key-pressed")
        elif focused:
            style = ink_on(self, "on-focus", "focus")
        else:
            style = ink_on(self, "on-key", "key")
        if part == region.height - 1:
            half = ink_on(self, "key-ledge", "background")
            return [Segment(UPPER_HALF * width, half), gap]
        shown = ""
        if part == (region.height - 1) // 2:
            shown = self._face(key, width)
        line = shaping.aligned(shown, width, direction_of(self), align="center")
        if focused and part == (region.height - 1) // 2:
            line = f"[{line[1:-1]}]" if line[:1] == line[-1:] == " " else line
        return [Segment(line, style + Style(bold=True)), gap]

    def _face(self, key: Key, width: int) -> str:
        fitting = (face for face in key.faces if cells.width(face) <= width - 2)
        face = next(fitting, key.faces[-1])
        return shaping.visual(face, direction_of(self))


def _placed(
    row: list[Key], left: int, y: int, width: int, pitch: int, height: int
) -> Iterator[Placed]:
    """Letters in the middle of their row, actions over all of it by their shares."""
    shares = [SHARES[key.key_action] if key.key_action else 0 for key in row]
    if sum(shares):
        ends = [width * so_far // sum(shares) for so_far in accumulate(shares)]
    else:
        left += (width - pitch * len(row)) // 2
        ends = [pitch * (place + 1) for place in range(len(row))]
    for key, (begin, end) in zip(row, pairwise([0, *ends]), strict=True):
        yield key, Region(left + begin, y, end - begin, height)


def _middle(region: Region) -> int:
    return region.x + region.width // 2
