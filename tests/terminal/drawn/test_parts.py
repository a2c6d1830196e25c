"""Which parts of a cell a terminal program can draw."""

from __future__ import annotations

import contextlib

import pytest

from kiosk.terminal.drawn.parts import (
    Parts,
    choose_parts,
    drawing_with,
    parts,
    parts_of,
)


@pytest.mark.parametrize("term", ["foot", "foot-direct", "foot-extra"])
def test_foot_draws_sextants_itself(term: str) -> None:
    assert parts_of(term) is Parts.SEXTANTS


@pytest.mark.parametrize("term", ["", "xterm-256color", "linux", "xterm-foot", "FOOT"])
def test_everywhere_else_there_are_quadrants(term: str) -> None:
    assert parts_of(term) is Parts.QUADRANTS


def test_what_is_chosen_holds_until_something_else_is() -> None:
    before = parts()
    try:
        choose_parts(Parts.QUADRANTS)
        assert parts() is Parts.QUADRANTS
        assert parts() is Parts.QUADRANTS
    finally:
        choose_parts(before)


def test_drawing_otherwise_ends_even_where_it_fails() -> None:
    before = parts()
    with contextlib.suppress(ValueError), drawing_with(Parts.QUADRANTS):
        assert parts() is Parts.QUADRANTS
        raise ValueError
    assert parts() is before


@pytest.mark.parametrize(("these", "points"), [("sextants", 6), ("quadrants", 4)])
def test_a_cell_has_so_many_points(these: str, points: int) -> None:
    assert Parts(these).across * Parts(these).down == points
