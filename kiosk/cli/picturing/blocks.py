"""Which parts of its cell a block or a line of a frame fills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.drawn.bitmap import INK, PAPER, Bitmap
from kiosk.terminal.drawn.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

Part = tuple[float, float, float, float]
"""Left, top, width, height, as fractions of the cell."""

_LOWER = "▁▂▃▄▅▆▇█"
_LEFT = "▏▎▍▌▋▊▉"
_WIDE, _HIGH = 0.2, 0.1
"""Half as high as wide: a cell is twice as high, and lines are as thick both ways."""
_UP: Part = (0.5 - _WIDE / 2, 0, _WIDE, 0.5 + _HIGH / 2)
_DOWN: Part = (0.5 - _WIDE / 2, 0.5 - _HIGH / 2, _WIDE, 0.5 + _HIGH / 2)
_START: Part = (0, 0.5 - _HIGH / 2, 0.5 + _WIDE / 2, _HIGH)
_END: Part = (0.5 - _WIDE / 2, 0.5 - _HIGH / 2, 0.5 + _WIDE / 2, _HIGH)
_FRAMES = {
    "━─": (_START, _END),
    "┃│": (_UP, _DOWN),
    "┏┌╭": (_DOWN, _END),
    "┓┐╮": (_DOWN, _START),
    "┗└╰": (_UP, _END),
    "┛┘╯": (_UP, _START),
}


def _of_parts(parts: Parts) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Every character that divides a cell so; a row that is full is one rectangle."""
    down = parts.down
    for bits in range(1, 1 << 2 * down):
        points = "".join(INK if bits >> at & 1 else PAPER for at in range(2 * down))
        rows = tuple(points[at : at + 2] for at in range(0, 2 * down, 2))
        (character,) = Bitmap(rows).lines(parts)
        yield (
            character,
            tuple(
                (row.index(INK) / 2, y / down, row.count(INK) / 2, 1 / down)
                for y, row in enumerate(rows)
                if INK in row
            ),
        )


BLOCKS: dict[str, tuple[Part, ...]] = {
    **dict(_of_parts(Parts.SEXTANTS)),
    **dict(_of_parts(Parts.QUADRANTS)),
    **{c: ((0, 1 - n / 8, 1, n / 8),) for n, c in enumerate(_LOWER, start=1)},
    **{c: ((0, 0, n / 8, 1),) for n, c in enumerate(_LEFT, start=1)},
    "▀": ((0, 0, 1, 0.5),),
    "▔": ((0, 0, 1, 0.125),),
    "▐": ((0.5, 0, 0.5, 1),),
    "▕": ((0.875, 0, 0.125, 1),),
    **{c: parts for line, parts in _FRAMES.items() for c in line},
}
