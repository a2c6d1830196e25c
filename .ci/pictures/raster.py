"""Into which points a drawing is rasterised, for the cells of a terminal program."""

from __future__ import annotations

import io

import cairosvg
import numpy as np
from PIL import Image

CELL = (12, 24)
"""A cell's shape, not its size: one to two, as in DejaVu Sans Mono."""
PARTS = {"sextants": (2, 3), "quadrants": (2, 2)}
"""Into how many points a cell is divided, across and down."""

Tones = np.ndarray
"""How much of each point is inked, from 0 to 1."""


def alpha_of(svg: str, **size: float) -> Image.Image:
    drawn = cairosvg.svg2png(bytestring=svg.encode(), **size)
    return Image.open(io.BytesIO(drawn)).getchannel("A")


def averaged(image: Image.Image, columns: int, rows: int) -> Tones:
    return np.asarray(image.resize((columns, rows), Image.Resampling.BOX)) / 255.0


def section(head: str, inked: Tones) -> list[str]:
    """A drawing as it stands in a file: its name, then rows of `#` and `.`."""
    return [f"= {head}", *("".join(".#"[int(bit)] for bit in row) for row in inked)]
