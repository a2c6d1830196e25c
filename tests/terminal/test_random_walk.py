"""After whatever was done, the glass shows what a painting of everything would show."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.widget import Widget

from kiosk.domain.issuing import NotIssuing
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import TicketState
from kiosk.ids import DeskId
from kiosk.terminal import places
from kiosk.terminal.ports import LinkState
from kiosk.terminal.widgets.keyboard import KeyField
from kiosk.terminal.widgets.painted import Painted
from kiosk.terminal.widgets.touch_button import TouchButton
from tests.builders import FIVE
from tests.fakes.clock import NOON
from tests.fakes.every_place import ONE_OF_EACH_KIND
from tests.fakes.inspector import complaints, visible
from tests.fakes.visit import GRIDS, VAST, Visit, visiting
from tests.terminal.test_notices import SHORT, WARNING, a_world

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from rich.console import RenderableType
    from rich.segment import Segment
    from textual.screen import Screen

STEPS = 60
Cells = dict[tuple[int, int], tuple[str, str]]
"""A letter and its style, by column and row."""


def write(onto: Cells, x: int, y: int, segments: Iterable[Segment]) -> int:
    """The column behind it."""
    for text, style, _control in segments:
        for letter in text:
            onto[x, y] = (letter, str(style))
            x += 1
    return x


class Glass:
    """Keeps each cell as it was painted last."""

    def __init__(self) -> None:
        self.cells: Cells = {}
        self._display = App._display

    def display(
        self, app: App[object], screen: Screen[object], update: RenderableType | None
    ) -> None:
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                x = update.region.x
                for strip in strips:
                    x = write(self.cells, x, y, strip)
        elif isinstance(update, ChopsUpdate):
            self._display_chops(update)
        self._display(app, screen, update)

    def _display_chops(self, update: ChopsUpdate) -> None:
        """As `ChopsUpdate.render_segments` sends them to a terminal."""
        for y, x1, x2 in update.spans:
            chops = zip(update.chop_ends[y], update.chops[y].items(), strict=False)
            for end, (x, strip) in chops:
                if strip is not None and x <= x2 and end > x1:
                    write(self.cells, x, y, strip.crop(0, min(end, x2) - x))


def painted_whole(screen: Screen[object]) -> Cells:
    """Whatever any widget kept of what it painted before."""
    for widget in (screen, *screen.walk_children(Widget)):
        widget._styles_cache.clear()
        if isinstance(widget, Painted):
            widget._painted = None
    cells: Cells = {}
    for y, strip in enumerate(screen._compositor.render_strips()):
        write(cells, 0, y, strip)
    return cells


async def touch(visit: Visit, chance: Random) -> None:
    kinds = (TouchButton, KeyField)
    targets = [w for w in visible(visit.app.screen) if isinstance(w, kinds)]
    region = chance.choice(targets).region
    visit.world.clock.advance(seconds=1)
    spot = (chance.randrange(region.x, region.right), region.y)
    await visit.pilot.click(offset=spot)


async def key(visit: Visit, chance: Random) -> None:
    keys = ("tab", "shift+tab", "up", "left", "enter", "escape", "backspace", "a")
    await visit.press(chance.choice(keys))


async def go(visit: Visit, chance: Random) -> None:
    place = chance.choice([*ONE_OF_EACH_KIND.values()])
    await visit.begin(chance.choice(FIVE), places.Home(), place)


async def resize(visit: Visit, chance: Random) -> None:
    await visit.pilot.resize_terminal(*chance.choice((*GRIDS, VAST)))


async def time_passes(visit: Visit, chance: Random) -> None:
    await visit.wait(chance.choice((1, 61)))


async def news(visit: Visit, chance: Random) -> None:
    world = visit.world
    world.notices.up = chance.choice(([], [SHORT], [WARNING, SHORT]))
    world.link.now = chance.choice([*LinkState])
    world.desk.holding = chance.choice((None, None, *NotIssuing))
    state = chance.choice([*TicketState])
    world.desk.known = Standing(state, 3, DeskId("desk-2"), NOON)
    await visit.hear_news()


DEEDS: tuple[Callable[[Visit, Random], Awaitable[None]], ...] = (
    *(touch, touch, touch, touch, key, key),
    *(go, go, resize, time_passes, news),
)


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_cell_is_as_a_whole_painting_would_show_it(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, glass, done = Random(seed), Glass(), []
    monkeypatch.setattr(
        App, "_display", lambda app, *painted: glass.display(app, *painted)
    )
    async with visiting(a_world()) as visit:
        for _ in range(STEPS):
            deed = chance.choice(DEEDS)
            await deed(visit, chance)
            await visit.settle()
            done.append(f"{deed.__name__} {visit.place}")
            screen, before = visit.app.screen, dict(glass.cells)
            wanted = painted_whole(screen)
            other = [at for at, cell in wanted.items() if before.get(at) != cell]
            assert not other, done[-5:]
            assert complaints(screen) == [], done[-5:]
