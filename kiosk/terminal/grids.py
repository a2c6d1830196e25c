"""Which sizes of the grid the screens are made for."""

from __future__ import annotations

SMALLEST = (66, 19)
"""Columns and rows below which a screen would lack something."""
USUAL = (83, 24)
VAST = 140
"""Columns from which there is room for a second pane."""
WIDTHS = [(0, "-narrow"), (80, "-usual"), (100, "-wide"), (VAST, "-vast")]
TALL, LOFTY = 23, 36
"""Rows from which a head has three of them, and from which rows are left over."""
HEIGHTS = [(0, "-low"), (TALL, "-tall"), (28, "-high"), (LOFTY, "-lofty")]
"""From so many columns and rows on, screens are of this class."""
LARGEST = (160, 45)
"""Beyond it nobody has looked at the screens."""


def too_small(columns: int, rows: int) -> bool:
    return columns < SMALLEST[0] or rows < SMALLEST[1]


def too_large(columns: int, rows: int) -> bool:
    """Or on its side: a cell is twice as high as wide, and screens are not."""
    on_its_side = rows * 2 > columns
    return columns > LARGEST[0] or rows > LARGEST[1] or on_its_side
