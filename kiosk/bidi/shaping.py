"""How a text of any script is put on screen: joined, wrapped, then ordered by line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kiosk.bidi import atoms, cells, controls
from kiosk.bidi.contexts import in_context
from kiosk.bidi.joining import joined
from kiosk.bidi.ordering import needs_ordering, ordered
from kiosk.bidi.wrapping import wrapped
from kiosk.domain.localized import Direction

if TYPE_CHECKING:
    from typing import Literal

    Align = Literal["start", "center", "end"]

_REMEMBERED = 1024
"""A button is painted line by line, and asks for all of its lines each time."""


def visual_lines(text: str, width: int, direction: Direction) -> list[str]:
    """Lines of at most `width` cells in visual order, without padding.

    A line feed begins a new line. Each line is ordered by itself after wrapping, so
    that what is read first stands on the upper line. A character wider than `width`
    is left as it is.
    """
    return list(_visual_lines(text, width, direction))


def visual(text: str, direction: Direction) -> str:
    """The whole text as one line in visual order."""
    line = joined(" ".join(controls.paragraphs(text)))
    if needs_ordering(line, direction):
        line = ordered(atoms.isolated(line), direction)
    return controls.without_invisible(line)


def aligned(
    line: str, width: int, direction: Direction, *, align: Align = "start"
) -> str:
    """A visual line padded to `width` cells; it starts where its readers start."""
    room = max(0, width - cells.width(line))
    before = {"start": 0, "center": room // 2, "end": room}[align]
    if direction is Direction.RIGHT_TO_LEFT:
        before = room - before
    return " " * before + line + " " * (room - before)


@lru_cache(maxsize=_REMEMBERED)
def _visual_lines(text: str, width: int, direction: Direction) -> tuple[str, ...]:
    return tuple(
        controls.without_invisible(line)
        for paragraph in controls.paragraphs(text)
        for line in _lines(atoms.bound(joined(paragraph)), width, direction)
    )


def _lines(paragraph: str, width: int, direction: Direction) -> list[str]:
    if not needs_ordering(paragraph, direction):
        return wrapped(paragraph, width)
    lines = wrapped(atoms.isolated(paragraph), width)
    return [ordered(line, direction) for line in in_context(lines)]
