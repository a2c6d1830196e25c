from __future__ import annotations

import pytest

from tests.hub.colours import contrast, of_hex, of_oklch


def test_black_on_white_is_twenty_one() -> None:
    assert contrast(of_hex("#000000"), of_hex("#ffffff")) == pytest.approx(21)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("oklch(100% 0 0", "#ffffff"),
        ("oklch(0% 0 0", "#000000"),
        ("oklch(62.796% 0.25768 29.234", "#ff0000"),
        ("oklch(86.644% 0.29483 142.495", "#00ff00"),
        ("oklch(45.201% 0.31321 264.052", "#0000ff"),
    ],
)
def test_both_ways_to_say_a_colour_agree(said: str, shown: str) -> None:
    assert of_oklch(said) == pytest.approx(of_hex(shown), abs=0.002)
