"""Where parts of a screen lie, on every grid: nothing overlaps, nothing sticks out."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from textual.geometry import Region, Size

from kiosk.terminal.steady import SteadyWidget
from kiosk.terminal.widgets import number_field, panes
from kiosk.terminal.widgets.choices import ROOM_ASIDE, Choices
from kiosk.terminal.widgets.face import Face
from kiosk.terminal.widgets.text_panes import ASIDE, CODE, TextPanes

SIZES = [Size(*size) for size in product((52, 54, 67, 69, 82, 120, 286), (14, 18, 25))]
SIZES += [Size(140, 38), Size(286, 90)]
SCREENS = [Size(columns, rows + 5) for columns, rows in SIZES]
"""With all that is above and below."""
sizes = pytest.mark.parametrize("size", SIZES, ids=str)


def tidy(regions: list[Region], size: Size) -> bool:
    """All inside, and none on another."""
    whole = Region(0, 0, *size)
    inside = all(whole.contains_region(region) for region in regions)
    pairs = combinations([region for region in regions if region.area], 2)
    return inside and not any(one.overlaps(other) for one, other in pairs)


@sizes
@pytest.mark.parametrize("count", range(1, 7))
def test_emergency_numbers(count: int, size: Size) -> None:
    found = number_field.places(count, size)
    assert len(found) == count
    assert tidy(found, size)
    assert all(region.height >= 3 for region in found)


@sizes
def test_the_first_number_is_the_widest_of_its_line(size: Size) -> None:
    first, second, *_ = number_field.places(4, size)
    assert first.y == second.y
    assert first.width > second.width


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_band_and_plates_of_the_greeting(size: Size) -> None:
    band, plates = panes.panes(size)
    assert tidy([band, plates], size)
    assert plates.height >= 12
    assert tidy([panes.alone(size)], size)


@sizes
@pytest.mark.parametrize("aside", [None, SteadyWidget()])
@pytest.mark.parametrize("names", ["bcd", "bcde"])
def test_choices(size: Size, aside: SteadyWidget | None, names: str) -> None:
    hidden = Face("x")
    hidden.display = False
    choices = Choices(Face("a"), [hidden, *map(Face, names)], aside)
    first, *others, rest = choices.regions(size)
    assert len(others) == len(names)
    assert tidy([first, *others, rest], size)
    assert all(region.height >= 3 for region in (first, *others))
    assert len({region.height for region in others[:2]}) == 1
    has_room = size.width >= ROOM_ASIDE and size.height > 18
    assert bool(rest.area) == (aside is not None and has_room)


@sizes
@pytest.mark.parametrize(("facts", "code"), list(product((True, False), repeat=2)))
def test_a_text_and_what_is_beside_it(size: Size, facts: bool, code: bool) -> None:
    text, plate = SteadyWidget(), SteadyWidget()
    card = SteadyWidget() if facts else None
    square = SteadyWidget() if code else None
    shown = TextPanes(text, facts=card, code=square, plates=[plate, SteadyWidget()])
    found = shown.regions(size)
    assert tidy(list(found.values()), size)
    assert found[plate].area
    assert found[text].width >= 38
    if card is not None:
        assert bool(found[card].area) == (size.width >= ASIDE[-1][0])
    if square is not None and found[square].area:
        assert found[square].size == CODE
