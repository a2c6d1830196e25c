"""Which parts of its cell each block fills."""

from __future__ import annotations

import unicodedata

import pytest

from kiosk.cli.picturing.blocks import BLOCKS
from kiosk.terminal.drawn.display_face import HEIGHTS
from kiosk.terminal.drawn.drawings import DATA, Drawings
from kiosk.terminal.drawn.parts import Parts

SEXTANTS = [chr(code) for code in range(0x1FB00, 0x1FB3C)]


def inked(block: str) -> float:
    """How much of the cell."""
    return sum(width * height for _, _, width, height in BLOCKS[block])


@pytest.mark.parametrize("sextant", SEXTANTS)
def test_a_sextant_fills_a_sixth_for_each_part_in_its_name(sextant: str) -> None:
    filled = unicodedata.name(sextant).rpartition("-")[2]
    assert inked(sextant) == pytest.approx(len(filled) / 6)


@pytest.mark.parametrize(
    ("sextant", "part"),
    [("\U0001fb00", (0, 0, 0.5, 1 / 3)), ("\U0001fb1e", (0.5, 2 / 3, 0.5, 1 / 3))],
)
def test_the_part_of_a_sextant_lies_where_its_name_says(
    sextant: str, part: tuple[float, ...]
) -> None:
    assert BLOCKS[sextant] == (part,)


@pytest.mark.parametrize(
    ("block", "part"),
    [
        ("▘", (0, 0, 0.5, 0.5)),
        ("▝", (0.5, 0, 0.5, 0.5)),
        ("▖", (0, 0.5, 0.5, 0.5)),
        ("▗", (0.5, 0.5, 0.5, 0.5)),
        ("▀", (0, 0, 1, 0.5)),
        ("▄", (0, 0.5, 1, 0.5)),
        ("▌", (0, 0, 0.5, 1)),
        ("▐", (0.5, 0, 0.5, 1)),
        ("█", (0, 0, 1, 1)),
    ],
)
def test_a_quarter_a_half_and_a_whole_are_one_rectangle(
    block: str, part: tuple[float, ...]
) -> None:
    assert BLOCKS[block] == (part,)


@pytest.mark.parametrize("parts", Parts)
def test_all_that_the_terminal_draws_is_known(parts: Parts) -> None:
    files = [f"display_{rows}_{parts}.txt" for rows in HEIGHTS[parts]]
    for file in ("pictures.txt", "pictures.hand.txt", "digits.txt", *files):
        drawings = Drawings(DATA / file)
        for name in drawings.names():
            if file.startswith("display") or name.endswith(parts):
                drawn = drawings.drawing(name)
                assert drawn is not None
                assert set("".join(drawn.lines(parts))) <= {" ", *BLOCKS}


@pytest.mark.parametrize("block", BLOCKS)
def test_no_block_reaches_over_its_cell(block: str) -> None:
    for left, top, width, height in BLOCKS[block]:
        assert 0 <= left < left + width <= 1
        assert 0 <= top < top + height <= 1


def test_the_lines_of_a_frame_meet() -> None:
    corner, beside, below = (BLOCKS[line] for line in "┏━┃")
    assert max(left + width for left, _, width, _ in corner) == 1
    assert min(left for left, *_ in beside) == 0
    assert max(top + height for _, top, _, height in corner) == 1
    assert min(top for _, top, *_ in below) == 0
