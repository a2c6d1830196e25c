"""Many screens on one sheet, each with its name, for whoever looks them all over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from kiosk.cli.picturing.svg import FONTS, HEIGHT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP, NAME = 16, 24
"""Pixels around each screen, and for its name above it."""
WIDEST = 4000
"""Pixels of a sheet; a screen that is wider stands alone in its row."""
GREY, BLACK = "#b0b0b0", "#000000"


class Pictured(NamedTuple):
    name: str
    svg: str
    """As `kiosk.cli.picturing.svg` draws it."""


def contact_sheet(screens: Sequence[Pictured], grid: tuple[int, int]) -> str:
    """All of the same grid, in rows, as SVG."""
    wide, high = grid[0] * WIDTH + GAP, grid[1] * HEIGHT + GAP + NAME
    across = max(1, min(len(screens), (WIDEST - GAP) // wide))
    down = -(-len(screens) // across)
    width, height = across * wide + GAP, down * high + GAP
    drawn = [
        _placed(each, GAP + place % across * wide, GAP + place // across * high)
        for place, each in enumerate(screens)
    ]
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{FONTS}" font-size="16">'
    )
    ground = f'<rect width="{width}" height="{height}" fill="{GREY}"/>'
    return "\n".join([opening, ground, *drawn, "</svg>\n"])


def _placed(screen: Pictured, x: int, y: int) -> str:
    """A picture within another stands where it is told to."""
    picture = re.sub("^<svg ", f'<svg x="{x}" y="{y + NAME}" ', screen.svg, count=1)
    name = (
        f'<text x="{x}" y="{y + NAME - 6}" fill="{BLACK}">{escape(screen.name)}</text>'
    )
    return name + "\n" + picture.rstrip("\n")
