"""The number in large letters."""

from __future__ import annotations

import pytest

from kiosk.terminal.widgets.large_number import LETTERS, ROWS, LargeNumber, drawn
from tests.fakes.stage import Stage


async def rows(text: str, width: int) -> list[str]:
    app = Stage(lambda: LargeNumber(text))
    async with app.run_test(size=(width, 8)) as pilot:
        await pilot.pause()
        number = app.screen.query_one(LargeNumber)
        return [number.render_line(y).text for y in range(ROWS)]


@pytest.mark.parametrize("letter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
def test_every_letter_is_three_by_five_points(letter: str) -> None:
    rows = LETTERS[letter].split()
    assert [len(row) for row in rows] == [3] * ROWS


def test_no_two_letters_look_the_same() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_all_rows_are_equally_long() -> None:
    assert len({len(row) for row in drawn("A 017")}) == 1


async def test_a_point_is_two_cells_wide_where_there_is_room() -> None:
    [first, *_] = await rows("A 017", 40)
    assert "██████" in first


async def test_a_point_is_one_cell_wide_where_there_is_less() -> None:
    [first, *_] = await rows("AB 9999", 30)
    assert "██████" not in first
    assert "███" in first


async def test_in_hardly_any_room_the_number_is_plain() -> None:
    lines = await rows("AB 9999", 10)
    assert lines[2].strip() == "AB 9999"
