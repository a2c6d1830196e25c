from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.picturing.cells import BLACK, WHITE, Cell
from kiosk.cli.touring import codes
from kiosk.errors import BadSetting
from kiosk.terminal.qr_matrix import fitting

if TYPE_CHECKING:
    from kiosk.cli.picturing.cells import Grid, Rgb

ADDRESS = "HTTPS://WWW.EXAMPLE.DE/T/KMNPQRSTVWXY"
GREY = (90, 110, 130)


def drawn(address: str, *, ink: Rgb = BLACK, paper: Rgb = WHITE) -> Grid:
    """A code of half blocks somewhere on a grey screen."""
    modules = fitting(address, 80, 40)
    assert modules
    size = len(modules)
    padded = [*modules, (False,) * size]
    looks = {
        (False, False): " ",
        (True, True): "█",
        (True, False): "▀",
        (False, True): "▄",
    }
    rows = [
        [Cell(looks[pair], ink, paper) for pair in zip(*padded[y : y + 2], strict=True)]
        for y in range(0, size, 2)
    ]
    side = [Cell(" ", WHITE, GREY)] * 5
    empty = [Cell(" ", WHITE, GREY)] * (size + 10)
    return [empty, empty, *([*side, *row, *side] for row in rows), empty]


def test_a_code_of_half_blocks_is_read_from_its_cells() -> None:
    assert codes.read(drawn(ADDRESS)) == [ADDRESS]


def test_two_codes_are_both_read() -> None:
    upper, lower = drawn(ADDRESS), drawn("TEL:116117")
    assert sorted(codes.read(upper + lower)) == [ADDRESS, "TEL:116117"]


def test_a_code_with_too_little_contrast_is_not_read() -> None:
    assert codes.read(drawn(ADDRESS, ink=WHITE, paper=WHITE)) == []


def test_a_screen_without_a_code_says_nothing() -> None:
    assert codes.read([[Cell("a", BLACK, WHITE)] * 80] * 24) == []


def test_a_missing_reader_is_told_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes.check_reader()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(BadSetting, match="not installed") as refused:
        codes.check_reader()
    assert f"{sys.executable} -m pip install zxing-cpp" in refused.value.remedy
