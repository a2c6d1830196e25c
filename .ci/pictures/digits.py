"""How digits and capitals of a ticket's number are drawn: strokes on cells' edges."""

from __future__ import annotations

from itertools import product

import numpy as np
from raster import CELL, PARTS, Tones, alpha_of, averaged, section
from strokes import strokes

SIZES = {
    4: (5, 1.5, 2 / 3),
    5: (6, 1.5, 1),
    7: (7, 2, 1),
    9: (9, 2.5, 4 / 3),
    14: (14, 4, 2),
}
"""Rows: columns, and how thick a stroke is in columns and in rows."""
NARROW = "1I"
"""What is cropped to the cells that it inks."""


def digits() -> str:
    lines: list[str] = []
    for rows, (columns, stem, bar) in SIZES.items():
        drawn = strokes(columns / stem, rows / bar)
        for (glyph, path), parts in product(drawn.items(), PARTS):
            svg = (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{columns * CELL[0]}"'
                f' height="{rows * CELL[1]}">'
                f'<g transform="scale({stem * CELL[0]},{bar * CELL[1]})">'
                f'<path d="{path}" fill="none" stroke="#000" stroke-linejoin="round"/>'
                "</g></svg>"
            )
            across, down = PARTS[parts]
            alpha = alpha_of(svg, scale=4)
            points = averaged(alpha, columns * across, rows * down) >= 128 / 255
            if glyph in NARROW:
                points = _cropped(points, across)
            lines += section(f"{glyph} {rows} {parts}", points)
    return "\n".join(lines) + "\n"


def _cropped(points: Tones, across: int) -> Tones:
    inked = np.where(points.any(0))[0]
    return points[:, inked[0] // across * across : (inked[-1] // across + 1) * across]
