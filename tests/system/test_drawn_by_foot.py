"""foot draws every part of a cell that the terminal asks it for, in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kiosk.cli.picturing.blocks import BLOCKS
from kiosk.terminal.drawn.bitmap import Bitmap
from kiosk.terminal.drawn.parts import Parts, parts_of
from tests.system.foot_in_cage import foot_in_cage
from tests.system.installation import Installation

if TYPE_CHECKING:
    from pathlib import Path

    from tests.system.real_terminal import Picture, RealTerminal

ALL_SEXTANTS = [
    line
    for bits in range(1, 64)
    for line in Bitmap(
        tuple(
            "".join("#" if bits >> (2 * y + x) & 1 else "." for x in (0, 1))
            for y in range(3)
        )
    ).lines(Parts.SEXTANTS)
]
SHOW = "clear; printf '%s %s\\n' \"$TERM\" '{}'; sleep 600"
NEAR = 0.08
"""How much of a cell may be inked otherwise: where its thirds are rounded."""


def cell_at(terminal: RealTerminal, picture: Picture, column: int) -> Picture:
    """Of the first row; 1 is ink."""
    wide, high = (int(side) for side in terminal.cell)
    left, top = terminal.origin[0] + column * wide, terminal.origin[1]
    part = picture[top : top + high, left : left + wide].max(axis=2)
    paper = picture[top + 4 * high, left].max()
    return np.asarray(np.abs(part.astype(int) - int(paper)) > 60, dtype=np.uint8)


def wanted(character: str, wide: int, high: int) -> Picture:
    cell = np.zeros((high, wide), np.uint8)
    for left, top, width, height in BLOCKS[character]:
        down = slice(round(top * high), round((top + height) * high))
        cell[down, round(left * wide) : round((left + width) * wide)] = 1
    return cell


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation.made(tmp_path / "shipped", "", "a-token")


def test_every_sextant_is_where_its_parts_are(
    installation: Installation, tmp_path: Path
) -> None:
    command = ["sh", "-c", SHOW.format("".join(ALL_SEXTANTS))]
    with foot_in_cage(installation, grid=(83, 24), instead=command) as terminal:
        terminal.wait_for(ALL_SEXTANTS[-2])
        name, _, _ = terminal.text()[0].partition(" ")
        assert parts_of(name) is Parts.SEXTANTS
        picture = terminal.picture(tmp_path / "sextants.png")
        for place, character in enumerate(ALL_SEXTANTS):
            drawn = cell_at(terminal, picture, len(name) + 1 + place)
            high, wide = drawn.shape
            assert (drawn != wanted(character, wide, high)).mean() < NEAR, character
