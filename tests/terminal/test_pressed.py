"""A touch is seen: at once, on everything that can be touched, whatever comes then."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.color import Color
from textual.widget import Widget

from kiosk.terminal import places
from kiosk.terminal.themes import THEMES
from kiosk.terminal.widgets.keyboard import KeyField
from kiosk.terminal.widgets.pressable import MOST_LOOKS, SHORTEST_SECONDS, Pressable
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.fakes.every_place import ONE_OF_EACH_KIND
from tests.fakes.glass import GlassDriver, difference, on_glass
from tests.fakes.visit import USUAL, visiting
from tests.terminal.test_glass import every_colour

if TYPE_CHECKING:
    from tests.fakes.visit import Visit

__all__ = ["every_colour"]
PATIENCE = 500


def finger(visit: Visit, kind: type[events.MouseEvent], spot: tuple[int, int]) -> None:
    x, y = spot
    visit.app.post_message(
        kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
    )


def paper(visit: Visit, spot: tuple[int, int]) -> str:
    """What the glass shows there, behind the letters."""
    driver = visit.app._driver
    assert isinstance(driver, GlassDriver)
    assert driver.glass is not None
    return str(driver.glass.buffer[spot[1]][spot[0]].bg)


def under_finger(visit: Visit, widget: Pressable) -> str:
    """The colour that is shown behind what is pressed."""
    token = widget.tone.pressed if isinstance(widget, TouchButton) else "key-pressed"
    colour = THEMES[visit.app.theme].variables[token]
    return Color.parse(colour).hex[1:].lower()


def on_screen(visit: Visit) -> list[Pressable]:
    area = visit.app.screen.region
    every = visit.app.screen.walk_children(Pressable)
    return [
        w for w in every if w.visible and w.region and area.contains_region(w.region)
    ]


def spots_of(widget: Pressable) -> list[tuple[int, int]]:
    if not isinstance(widget, KeyField):
        return [(widget.region.right - 2, widget.region.y + 1)]
    first, lowest = widget.placed()[0][0], widget.placed()[-1][1:]
    last = next(placed for placed in lowest if placed[0].faces)
    return [
        (widget.region.x + region.x + 1, widget.region.y + region.y)
        for _, region in (first, last)
    ]


async def until(
    visit: Visit, spot: tuple[int, int], colour: str, *, shown: bool
) -> None:
    for _ in range(PATIENCE):
        if (paper(visit, spot) == colour) is shown:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{spot} looks {paper(visit, spot)}")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "place", ONE_OF_EACH_KIND.values(), ids=lambda p: type(p).__name__
)
async def test_everything_that_can_be_touched_looks_pressed(
    place: places.Place, theme: str
) -> None:
    async with on_glass(USUAL) as visit:
        visit.app.session = visit.app.session.in_theme(theme)
        await visit.begin("en", place)
        assert on_screen(visit)
        for widget in on_screen(visit):
            colour = under_finger(visit, widget)
            for spot in spots_of(widget):
                finger(visit, events.MouseDown, spot)
                await until(visit, spot, colour, shown=True)
                finger(visit, events.MouseUp, (0, 0) if spot[1] > 1 else (0, 23))
                await until(visit, spot, colour, shown=False)
        assert visit.at(place)
        assert not difference(visit.app)


@pytest.mark.parametrize(
    "place", ONE_OF_EACH_KIND.values(), ids=lambda p: type(p).__name__
)
async def test_nothing_else_can_be_touched(place: places.Place) -> None:
    async with visiting() as visit:
        await visit.begin("en", place)
        for widget in visit.app.screen.walk_children(Widget):
            own = [kind for kind in type(widget).mro() if kind is not Widget]
            touchable = any("_on_click" in vars(kind) for kind in own)
            assert touchable == isinstance(widget, Pressable), widget


async def test_it_is_painted_before_anything_is_done() -> None:
    """Down and up come in one moment, and the way on takes its time."""
    async with on_glass(USUAL) as visit:
        await visit.begin("en", places.Home())
        spot = visit.center("#talk")
        button = visit.app.screen.query_one("#talk", TouchButton)
        finger(visit, events.MouseDown, spot)
        finger(visit, events.MouseUp, spot)
        for _ in range(PATIENCE):
            if button.is_pressed:
                break
            await asyncio.sleep(0)
        assert paper(visit, spot) == under_finger(visit, button)
        assert visit.at(places.Home())
        await visit.settle()
        assert visit.at(places.Topics())


async def test_it_stays_while_the_finger_does_and_not_for_ever() -> None:
    async with on_glass(USUAL) as visit:
        await visit.begin("en", places.Home())
        spot = visit.center("#talk")
        button = visit.app.screen.query_one("#talk", TouchButton)
        colour = under_finger(visit, button)
        finger(visit, events.MouseDown, spot)
        await visit.pilot.pause(SHORTEST_SECONDS * 3)
        assert paper(visit, spot) == colour
        for _ in range(MOST_LOOKS):
            button._look_at_finger()
        await until(visit, spot, colour, shown=False)
        assert visit.at(places.Home())


async def test_of_the_keys_only_the_one_below_the_finger_looks_pressed() -> None:
    async with on_glass(USUAL) as visit:
        await visit.begin("en", places.Search())
        keys = visit.app.screen.query_one(KeyField)
        colour = under_finger(visit, keys)
        spots = [
            (keys.region.x + region.x + 1, keys.region.y + region.y)
            for row in keys.placed()[:4]
            for _, region in row
        ]
        finger(visit, events.MouseDown, spots[12])
        await until(visit, spots[12], colour, shown=True)
        assert [s for s in spots if paper(visit, s) == colour] == [spots[12]]
        finger(visit, events.MouseUp, spots[12])
        await until(visit, spots[12], colour, shown=False)
        assert isinstance(visit.place, places.Search)
        assert len(visit.place.query) == 1


async def test_a_touch_beside_everything_presses_nothing() -> None:
    async with on_glass(USUAL) as visit:
        await visit.begin("en", places.Home())
        finger(visit, events.MouseDown, (13, 0))
        await visit.settle()
        assert not any(widget.is_pressed for widget in on_screen(visit))
