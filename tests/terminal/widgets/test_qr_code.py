"""Half blocks: the pixels of the cells are the modules of the code."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp

from kiosk.terminal.widgets.qr_code import QrCode
from tests.fakes.stage import Stage

PAGE = "HTTPS://WILLKOMMEN.EXAMPLE.DE/T/000000010017"
Cells = list[list[tuple[str, str, str]]]
"""Character, ink and paper of each cell."""


class OneCode(Stage):
    def __init__(self, theme: str, size: tuple[int, int], address: str = PAGE) -> None:
        super().__init__(self.make)
        self.theme = theme
        self._room = size
        self._address = address

    def make(self) -> QrCode:
        code = QrCode(self._address, "Too long for this screen.")
        code.styles.width, code.styles.height = self._room
        return code


async def cells(app: OneCode) -> Cells:
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        code = app.screen.query_one(QrCode)
        rows: Cells = []
        for y in range(code.size.height):
            row = []
            for segment in code.render_line(y):
                style = segment.style
                assert style is not None
                ink = style.color.get_truecolor().hex if style.color else ""
                paper = style.bgcolor.get_truecolor().hex if style.bgcolor else ""
                row += [(letter, ink, paper) for letter in segment.text]
            rows.append(row)
        return rows


def pixels(rows: Cells) -> npt.NDArray[np.uint8]:
    """Two pixels a cell, one above the other, as a terminal paints them."""
    image = []
    for row in rows:
        upper = [ink if letter == "▀" else paper for letter, ink, paper in row]
        lower = [ink if letter == "▄" else paper for letter, ink, paper in row]
        image += [upper, lower]
    grey = [[int(colour[1:3], 16) for colour in row] for row in image]
    return np.kron(np.array(grey, dtype=np.uint8), np.ones((6, 6))).astype(np.uint8)


@pytest.mark.parametrize("theme", ["calm", "contrast"])
@pytest.mark.parametrize("room", [(37, 19), (45, 22), (50, 25), (76, 38)], ids=str)
async def test_a_code_can_be_read_from_its_cells(
    theme: str, room: tuple[int, int]
) -> None:
    rows = await cells(OneCode(theme, room))
    [found] = zxingcpp.read_barcodes(pixels(rows))
    assert found.text == PAGE


@pytest.mark.parametrize("theme", ["calm", "contrast"])
async def test_the_code_is_black_on_white_and_pads_its_last_half_row_with_white(
    theme: str,
) -> None:
    rows = await cells(OneCode(theme, (37, 19)))
    assert len(rows) == 19
    for row in rows:
        assert len(row) == 37
        for _, ink, paper in row:
            assert {ink, paper} == {"#000000", "#ffffff"}
    last = rows[-1]
    assert {(letter, paper) for letter, _, paper in last} == {(" ", "#ffffff")}


async def test_equal_halves_are_one_painted_cell_so_that_no_hairline_shows() -> None:
    rows = await cells(OneCode("calm", (37, 19)))
    assert {letter for row in rows for letter, _, _ in row} == {" ", "▀", "▄"}


async def test_where_there_is_room_a_module_is_two_cells() -> None:
    rows = await cells(OneCode("calm", (76, 38)))
    assert {letter for row in rows for letter, _, _ in row} == {" "}
    assert sum(paper == "#000000" for _, _, paper in rows[4]) > 2 * 14, "two finders"


async def test_what_does_not_fit_is_said_in_words() -> None:
    rows = await cells(OneCode("calm", (37, 19), "https://a.de/" + "x" * 200))
    said = "".join(letter for letter, _, _ in rows[0])
    assert said.strip() == "Too long for this screen."
