"""The size of the letters, for every screen there is and some that there are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli import font_fitting
from kiosk.cli.wayland_outputs import OutputSize
from kiosk.terminal import grids

SHIPPED = "DejaVu Sans Mono, Noto Sans Mono"


@pytest.mark.parametrize(
    "pixels",
    [
        *((800, 480), (1024, 600), (1024, 768), (1280, 720), (1280, 800)),
        *((1280, 1024), (1366, 768), (1600, 1200), (1920, 1080), (1920, 1200)),
        *((2560, 1440), (3840, 2160), (4096, 2160), (7680, 4320)),
    ],
)
def test_usual_screens_get_a_grid_that_the_screens_are_made_for(
    pixels: tuple[int, int],
) -> None:
    font = font_fitting.fitted(OutputSize(*pixels))
    assert font.fits
    assert not grids.too_small(font.columns, font.rows)
    assert not grids.too_large(font.columns, font.rows)


@pytest.mark.parametrize(
    ("pixels", "millimetres", "rows"),
    [
        ((1920, 1080), 194, 19),  # 15.6": the largest that still fits
        ((1920, 1080), 268, 22),  # 21.5"
        ((1920, 1080), 299, 25),  # 24"
        ((3840, 2160), 299, 25),  # the same, sharper
        ((1920, 1080), 336, 28),  # 27"
        ((3840, 2160), 398, 33),  # 32"
        ((3840, 2160), 530, 44),  # 43"
        ((3840, 2160), 680, 45),  # 55": the smallest that still fits
    ],
)
def test_letters_are_as_high_as_eyes_need(
    pixels: tuple[int, int], millimetres: int, rows: int
) -> None:
    font = font_fitting.fitted(OutputSize(*pixels, millimetres))
    assert abs(font.rows - rows) <= 1


@pytest.mark.parametrize("nonsense", [0, 9, 90_000])
def test_a_screen_that_does_not_know_its_size_gets_the_usual_grid(
    nonsense: int,
) -> None:
    font = font_fitting.fitted(OutputSize(1920, 1080, nonsense))
    assert (font.columns, font.rows) == (87, 24)


def test_a_screen_on_its_side_has_all_columns_and_does_not_fit() -> None:
    font = font_fitting.fitted(OutputSize(1080, 1920))
    assert not font.fits
    assert not grids.too_small(font.columns, font.rows)
    larger = font_fitting.cell(font.pixels + 1)
    assert 1080 // larger[0] < grids.SMALLEST[0], "letters could be larger"


@given(st.integers(1, 20_000), st.integers(1, 20_000), st.integers(0, 5_000))
def test_every_screen_gets_some_letters(width: int, height: int, high: int) -> None:
    screen = OutputSize(width, height, high)
    font = font_fitting.fitted(screen)
    assert font_fitting.LEAST_PIXELS <= font.pixels < font_fitting.MOST_PIXELS
    assert font.fits == font_fitting.still_fits(font.pixels, screen)


def test_letters_stay_on_another_screen_unless_that_needs_others() -> None:
    small, large = OutputSize(1280, 720), OutputSize(1920, 1080)
    pixels = font_fitting.fitted(small).pixels
    assert font_fitting.still_fits(pixels, OutputSize(1280, 800))
    assert not font_fitting.still_fits(pixels, large), "there a grid of 130 x 36"
    assert not font_fitting.still_fits(font_fitting.fitted(large).pixels, small)


def test_cells_are_those_that_foot_makes() -> None:
    """As foot 1.13 says at its start, for this font."""
    seen = {16: (10, 19), 17: (10, 21), 24: (14, 29), 25: (15, 30), 37: (22, 44)}
    assert {pixels: font_fitting.cell(pixels) for pixels in seen} == seen


def test_the_fonts_of_the_settings_keep_their_order() -> None:
    assert font_fitting.names_with(SHIPPED, 30) == (
        "DejaVu Sans Mono:pixelsize=30, Noto Sans Mono:pixelsize=30"
    )


@pytest.mark.parametrize("size", ["size=12", "pixelsize=30", "weight=bold:size=9.5"])
def test_a_size_that_somebody_wrote_holds(size: str) -> None:
    assert font_fitting.names_with(f"DejaVu Sans Mono:{size}, Other", 30) is None
