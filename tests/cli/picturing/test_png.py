"""A drawn picture as PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from kiosk.cli.picturing import png
from kiosk.cli.picturing.cells import BLACK, WHITE, Cell
from kiosk.cli.picturing.svg import HEIGHT, WIDTH, svg

if TYPE_CHECKING:
    import pytest


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


def test_a_sheet_that_is_too_long_to_draw_is_drawn_smaller(tmp_path: Path) -> None:
    """Of a grid of 300 x 90 all screens stand below each other."""
    drawn = tmp_path / "sheet.svg"
    drawn.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="60000"'
        ' viewBox="0 0 30 60000"><rect width="30" height="60000" fill="#fff"/></svg>'
    )
    pixels = cv2.imread(str(png.develop(drawn)))
    assert pixels is not None
    assert pixels.shape == (png.MOST_PIXELS, 16, 3)


def test_a_picture_may_lie_in_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("some.svg").write_text(svg([[Cell("a", BLACK, WHITE)]]))
    assert png.develop(Path("some.svg")).exists()
