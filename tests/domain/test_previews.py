from __future__ import annotations

from kiosk.domain.previews import PreviewGrid, PreviewTheme
from kiosk.terminal import grids
from kiosk.terminal.themes import THEMES


def test_a_picture_is_wanted_in_the_grids_that_the_screens_are_made_for() -> None:
    sizes = [grid.size for grid in PreviewGrid]
    assert sizes[:2] == [grids.SMALLEST, grids.USUAL]
    assert not any(grids.too_small(*size) or grids.too_large(*size) for size in sizes)


def test_a_picture_is_wanted_in_the_themes_that_there_are() -> None:
    assert {theme.value for theme in PreviewTheme} == set(THEMES)
