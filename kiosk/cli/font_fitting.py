"""How large the letters are: as large as a person needs, and so that every screen fits.

A capital is to be seen at 0.7 degrees from 60 cm (EN 301 549, ISO 9241-303), which is a
cell of 12 mm; and the screens are made for grids from 66 x 19 to 160 x 45.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.terminal.grids import SMALLEST, USUAL, too_large, too_small

if TYPE_CHECKING:
    from kiosk.cli.wayland_outputs import OutputSize

CELL_MM = 12.1
ADVANCE, ASCENT, DESCENT = 0.602, 0.928, 0.2363
"""Of DejaVu Sans Mono, in parts of its size."""
NOTICED = 1.25
"""Times the size: letters of another screen that are no better are left as they are."""
LEAST_PIXELS, MOST_PIXELS = 6, 400
SMALLEST_SCREEN_MM, LARGEST_SCREEN_MM = 60, 1500
"""Heights that are believed; a projector or a cheap screen says 0, 9 or 90."""


@dataclass(frozen=True, slots=True)
class FittedFont:
    pixels: int
    columns: int
    rows: int

    @property
    def fits(self) -> bool:
        grid = self.columns, self.rows
        return not too_small(*grid) and not too_large(*grid)


def fitted(screen: OutputSize) -> FittedFont:
    """The size that comes nearest to what eyes need, among those that fit.

    Where none fits (a screen on its side), the largest with all columns and rows.
    """
    every = [_on(screen, pixels) for pixels in range(LEAST_PIXELS, MOST_PIXELS)]
    fitting = [font for font in every if font.fits]
    if fitting:
        wanted = _wanted_rows(screen)
        return min(fitting, key=lambda font: abs(math.log(font.rows / wanted)))
    enough = [f for f in every if f.columns >= SMALLEST[0] and f.rows >= SMALLEST[1]]
    return enough[-1] if enough else every[0]


def names_with(fonts: str, pixels: int) -> str | None:
    """The fonts of foot's settings in this size; None where they say a size."""
    if re.search(r":(pixel)?size=", fonts):
        return None
    named = [name.strip() for name in fonts.split(",")]
    return ", ".join(f"{name}:pixelsize={pixels}" for name in named)


def still_fits(pixels: int, screen: OutputSize) -> bool:
    """Whether letters of this size may stay there, and eyes see no other than new."""
    wanted = fitted(screen).pixels
    is_seen = max(wanted, pixels) > NOTICED * min(wanted, pixels)
    return _on(screen, pixels).fits and not is_seen


def cell(pixels: int) -> tuple[int, int]:
    """Width and height of a cell, as foot makes it."""
    height = math.ceil(ASCENT * pixels) + math.ceil(DESCENT * pixels)
    return max(round(ADVANCE * pixels), 1), height


def _on(screen: OutputSize, pixels: int) -> FittedFont:
    width, height = cell(pixels)
    return FittedFont(pixels, screen.width // width, screen.height // height)


def _wanted_rows(screen: OutputSize) -> float:
    if SMALLEST_SCREEN_MM <= screen.height_mm <= LARGEST_SCREEN_MM:
        return screen.height_mm / CELL_MM
    return USUAL[1]
