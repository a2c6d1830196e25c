"""Which characters show which points."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.terminal.drawn.bitmap import Bitmap, beside, blank
from kiosk.terminal.drawn.parts import Parts

WEDGE = Bitmap(("#...", "##..", "###.", "####", "####", "####"))


def cell(bits: int, parts: Parts) -> Bitmap:
    points = "".join("#" if bits >> at & 1 else "." for at in range(2 * parts.down))
    return Bitmap(tuple(points[at : at + 2] for at in range(0, len(points), 2)))


@pytest.mark.parametrize("bits", range(1, 63))
def test_a_sextant_is_called_by_the_parts_that_it_fills(bits: int) -> None:
    [character] = cell(bits, Parts.SEXTANTS).lines(Parts.SEXTANTS)
    filled = "".join(str(at + 1) for at in range(6) if bits >> at & 1)
    older = {"135": "LEFT HALF BLOCK", "246": "RIGHT HALF BLOCK"}
    named = older.get(filled, f"BLOCK SEXTANT-{filled}")
    assert unicodedata.name(character) == named


@pytest.mark.parametrize("parts", Parts)
def test_no_part_is_a_blank_and_all_parts_are_a_full_block(parts: Parts) -> None:
    every = (1 << 2 * parts.down) - 1
    assert cell(0, parts).lines(parts) == (" ",)
    assert cell(every, parts).lines(parts) == ("█",)


@pytest.mark.parametrize(
    ("bits", "name"),
    [
        (0b0001, "QUADRANT UPPER LEFT"),
        (0b0010, "QUADRANT UPPER RIGHT"),
        (0b0100, "QUADRANT LOWER LEFT"),
        (0b1000, "QUADRANT LOWER RIGHT"),
        (0b0011, "UPPER HALF BLOCK"),
        (0b1100, "LOWER HALF BLOCK"),
        (0b0101, "LEFT HALF BLOCK"),
        (0b1010, "RIGHT HALF BLOCK"),
        (0b1001, "QUADRANT UPPER LEFT AND LOWER RIGHT"),
        (0b0110, "QUADRANT UPPER RIGHT AND LOWER LEFT"),
    ],
)
def test_a_quadrant_is_called_by_the_parts_that_it_fills(bits: int, name: str) -> None:
    [character] = cell(bits, Parts.QUADRANTS).lines(Parts.QUADRANTS)
    assert unicodedata.name(character) == name


@pytest.mark.parametrize("parts", Parts)
def test_no_two_cells_look_the_same(parts: Parts) -> None:
    of_all = [cell(bits, parts).lines(parts) for bits in range(1 << 2 * parts.down)]
    assert len(set(of_all)) == len(of_all)


def test_points_become_rows_of_characters() -> None:
    assert WEDGE.lines(Parts.SEXTANTS) == ("🬺🬏", "██")
    assert WEDGE.lines(Parts.QUADRANTS) == ("▙ ", "█▙", "██")


def test_what_does_not_fill_its_last_cells_is_filled_up_with_paper() -> None:
    assert Bitmap(("###", "###")).lines(Parts.SEXTANTS) == ("🬎🬄",)
    assert Bitmap(("###", "###", "###")).lines(Parts.QUADRANTS) == ("█▌", "▀▘")


def test_a_mirrored_arrow_points_the_other_way() -> None:
    assert WEDGE.mirrored().rows[0] == "...#"
    assert WEDGE.mirrored().mirrored() == WEDGE
    assert WEDGE.mirrored().lines(Parts.SEXTANTS) == ("🬞🬻", "██")


def test_bitmaps_stand_beside_each_other() -> None:
    joined = beside([WEDGE, blank(1, 6), WEDGE])
    assert (joined.width, joined.height) == (9, 6)
    assert joined.rows[0] == "#....#..."


@given(
    st.integers(1, 9).flatmap(
        lambda width: st.lists(
            st.text("#.", min_size=width, max_size=width), min_size=1, max_size=9
        )
    ),
    st.sampled_from(Parts),
)
def test_any_bitmap_has_lines_of_one_width(rows: list[str], parts: Parts) -> None:
    bitmap = Bitmap(tuple(rows))
    lines = bitmap.lines(parts)
    assert {cell_len(line) for line in lines} == {-(-bitmap.width // parts.across)}
    assert len(lines) == -(-bitmap.height // parts.down)
