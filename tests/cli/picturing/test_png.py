"""A drawn picture as PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from kiosk.cli.picturing import png
from kiosk.cli.picturing.cells import BLACK, WHITE, Cell
from kiosk.cli.picturing.svg import HEIGHT, WIDTH, svg

if TYPE_CHECKING:
    from pathlib import Path


def test_the_thirds_of_a_cell_meet_without_gap_or_overlap(tmp_path: Path) -> None:
    drawn = tmp_path / "some.svg"
    thirds = "\U0001fb02\U0001fb0b\U0001fb2d"
    drawn.write_text(svg([[Cell(third, BLACK, WHITE) for third in thirds]]))
    assert png.can_develop()
    pixels = cv2.imread(str(png.develop(drawn)))
    assert pixels is not None
    assert pixels.shape == (HEIGHT, 3 * WIDTH, 3)
    inked = [
        {int(y) for y in np.where(pixels[:, x : x + WIDTH].max(axis=(1, 2)) == 0)[0]}
        for x in range(0, 3 * WIDTH, WIDTH)
    ]
    assert sorted(y for third in inked for y in third) == list(range(HEIGHT))
    assert all(6 <= len(third) <= 7 for third in inked)
