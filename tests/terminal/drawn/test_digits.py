"""Numbers in large digits."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest

from kiosk.terminal.drawn.digits import (
    HEIGHTS,
    SHIPPED,
    digits,
    digits_from,
    largest_digits,
)
from kiosk.terminal.drawn.drawings import Drawings
from kiosk.terminal.drawn.parts import Parts, drawing_with

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = string.digits + string.ascii_uppercase


@pytest.mark.parametrize("parts", Parts)
@pytest.mark.parametrize("rows", HEIGHTS)
def test_every_digit_and_capital_is_there(rows: int, parts: Parts) -> None:
    with drawing_with(parts):
        for letter in KNOWN:
            lines = digits(letter, rows)
            assert lines is not None, letter
            assert len(lines) == rows
            assert len({len(line) for line in lines}) == 1
            assert "".join(lines).strip(), letter


@pytest.mark.parametrize("rows", HEIGHTS)
def test_no_two_look_the_same_but_nought_and_o(rows: int) -> None:
    drawn = {letter: digits(letter, rows) for letter in KNOWN}
    assert drawn["0"] == drawn["O"]
    assert len(set(drawn.values())) == len(KNOWN) - 1


def test_a_number_is_read_from_left_to_right() -> None:
    lines = digits("A 017", 5)
    first, last = digits("A", 5), digits("7", 5)
    assert lines
    assert first
    assert last
    for line, start, end in zip(lines, first, last, strict=True):
        assert line.startswith(start)
        assert line.endswith(end)


def test_a_blank_is_wider_than_the_gap_between_two_letters() -> None:
    apart, together = digits("1 1", 5), digits("11", 5)
    assert apart
    assert together
    assert len(apart[0]) == len(together[0]) + 2


@pytest.mark.parametrize("text", ["", "  ", "a 017", "Ä 1", "١٢٣", "1" * 200, "1\n2"])
def test_other_texts_stay_text(text: str) -> None:
    assert digits(text, 5) is None


@pytest.mark.parametrize("rows", [-1, 0, 1, 6, 400])
def test_a_height_that_is_not_there_has_no_digits(rows: int) -> None:
    assert digits("A 017", rows) is None


@pytest.mark.parametrize(
    ("columns", "rows", "height"),
    [(200, 60, 14), (60, 12, 9), (36, 12, 7), (30, 6, 5), (25, 40, 4)],
)
def test_the_highest_that_has_room_is_chosen(
    columns: int, rows: int, height: int
) -> None:
    lines = largest_digits("A 017", columns, rows)
    assert lines is not None
    assert len(lines) == height
    assert len(lines[0]) <= columns


@pytest.mark.parametrize(("columns", "rows"), [(200, 3), (10, 30), (0, 0)])
def test_without_room_there_are_none(columns: int, rows: int) -> None:
    assert largest_digits("A 017", columns, rows) is None


def test_a_digit_of_another_height_than_it_says_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    path.write_text("= 1 4 quadrants\n##\n##\n")
    assert digits_from(Drawings(path), "1", 4, Parts.QUADRANTS) is None


def test_without_its_file_a_number_stays_text(tmp_path: Path) -> None:
    missing = Drawings(tmp_path / "digits.txt")
    assert digits_from(missing, "A 017", 5, Parts.SEXTANTS) is None


def test_every_digit_shipped_is_whole() -> None:
    assert len(SHIPPED.names()) == len(KNOWN) * len(HEIGHTS) * len(Parts)
    for name in SHIPPED.names():
        letter, rows, parts = name.split()
        found = SHIPPED.drawing(name)
        assert letter in KNOWN
        assert found is not None
        assert found.height == int(rows) * Parts(parts).down
        assert found.width % Parts(parts).across == 0
