"""A screen as SVG, drawn cell by cell, with nothing in it that is fetched or run.

Textual's own picture names a font of another site, and leaves half blocks and joined
Arabic letters to whatever font there is; here blocks are rectangles and every letter
has its cell.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kiosk.cli.picturing.blocks import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.cli.picturing.cells import Cell, Grid, Rgb

WIDTH, HEIGHT = 10, 20
"""Of a cell, in pixels: as most terminal fonts, and whole halves and fifths."""
FONTS = "'DejaVu Sans Mono', 'Noto Sans Mono', monospace"
VIETNAMESE = re.compile("[\u1e00-\u1eff]")
"""Letters that DejaVu Sans Mono has not; a converter to PNG looks no further."""
INSTEAD = "'Noto Sans Mono', monospace"
FONT_SIZE = 16
BASELINE = 15
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""One of them, and a browser shows no picture at all."""


def svg(grid: Grid) -> str:
    columns, rows = max(map(len, grid)), len(grid)
    width, height = columns * WIDTH, rows * HEIGHT
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-family="{FONTS}"'
        f' font-size="{FONT_SIZE}" shape-rendering="crispEdges" direction="ltr">'
    )
    lines = [opening]
    for row, cells in enumerate(grid):
        lines += _papers(cells, row * HEIGHT)
    for row, cells in enumerate(grid):
        lines += _inks(cells, row * HEIGHT)
    return "\n".join([*lines, "</svg>\n"])


def _papers(cells: list[Cell], y: int) -> Iterator[str]:
    """One rectangle for each run of the same colour: no hairlines in between."""
    x = 0
    for paper, run in groupby(cells, key=lambda cell: cell.paper):
        width = len(list(run)) * WIDTH
        yield _rectangle(x, y, width, HEIGHT, paper)
        x += width


def _inks(cells: list[Cell], y: int) -> Iterator[str]:
    for column, cell in enumerate(cells):
        x = column * WIDTH
        if cell.text in BLOCKS:
            for left, top, width, height in BLOCKS[cell.text]:
                yield _rectangle(
                    x + left * WIDTH,
                    y + top * HEIGHT,
                    width * WIDTH,
                    height * HEIGHT,
                    cell.ink,
                )
        elif cell.text.strip():
            style = ' font-weight="bold"' if cell.bold else ""
            if VIETNAMESE.search(cell.text):
                style += f' font-family="{INSTEAD}"'
            for character in cell.text:  # a converter does not put marks on letters
                yield (
                    f'<text x="{x}" y="{y + BASELINE}" fill="{_hex(cell.ink)}"{style}>'
                    f"{_letter(character)}</text>"
                )


def _rectangle(x: float, y: float, width: float, height: float, color: Rgb) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        f' fill="{_hex(color)}"/>'
    )


def _hex(color: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)


def _letter(character: str) -> str:
    return escape(NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", character))
