"""Many screens on one sheet."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kiosk.cli.picturing.cells import BLACK, WHITE, Cell
from kiosk.cli.picturing.contact_sheet import GAP, NAME, WIDEST, Pictured, contact_sheet
from kiosk.cli.picturing.svg import HEIGHT, WIDTH, svg

SVG = "{http://www.w3.org/2000/svg}"
GRID = (30, 10)
SCREEN = svg([[Cell("a", BLACK, WHITE)] * GRID[0]] * GRID[1])


def placed(count: int, grid: tuple[int, int] = GRID) -> list[tuple[int, int]]:
    """Where each stands on the sheet."""
    root = ET.fromstring(contact_sheet([Pictured("x", SCREEN)] * count, grid))
    inner = root.findall(f"{SVG}svg")
    return [(int(each.get("x", "")), int(each.get("y", ""))) for each in inner]


def test_screens_stand_beside_each_other_and_in_rows() -> None:
    wide, high = GRID[0] * WIDTH + GAP, GRID[1] * HEIGHT + GAP + NAME
    across = (WIDEST - GAP) // wide
    found = placed(across + 1)
    assert found[1] == (found[0][0] + wide, found[0][1])
    assert found[-1] == (found[0][0], found[0][1] + high)


@pytest.mark.parametrize("count", [0, 1, 2, 40])
@pytest.mark.parametrize("grid", [(1, 1), GRID, (999, 300)])
def test_none_reaches_over_the_sheet(grid: tuple[int, int], count: int) -> None:
    root = ET.fromstring(contact_sheet([Pictured("x", SCREEN)] * count, grid))
    width, height = int(root.get("width", "")), int(root.get("height", ""))
    for x, y in placed(count, grid):
        assert x + grid[0] * WIDTH + GAP <= width
        assert y + grid[1] * HEIGHT + GAP <= height


def test_each_has_its_name() -> None:
    root = ET.fromstring(contact_sheet([Pictured("<still> there?", SCREEN)], GRID))
    [name] = root.findall(f"{SVG}text")
    assert name.text == "<still> there?"


def test_the_screens_are_as_they_were_drawn() -> None:
    root = ET.fromstring(contact_sheet([Pictured("x", SCREEN)], GRID))
    [screen] = root.findall(f"{SVG}svg")
    alone = ET.fromstring(SCREEN)
    assert [e.attrib for e in screen.iter()][1:] == [e.attrib for e in alone.iter()][1:]
