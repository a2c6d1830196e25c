"""A new screen is painted at once where it will stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from textual._compositor import Compositor

from kiosk.ids import Slug, TopicId
from kiosk.terminal import places
from kiosk.terminal.steady import Holder
from kiosk.terminal.widgets.painted import Painted
from tests.builders import EN, a_ticket
from tests.fakes.visit import GRIDS, VAST, visiting

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.geometry import Region
    from textual.widget import Widget


class Painter:
    """Notes where everything stands each time that the compositor paints."""

    def __init__(self) -> None:
        self.paints: list[dict[Widget, Region]] = []
        self._update = Compositor.render_update

    def note(self, compositor: Compositor, **options: object) -> RenderableType | None:
        painted = self._update(compositor, **options)  # type: ignore[arg-type]
        if painted is not None:
            seen = compositor.visible_widgets.items()
            self.paints.append({widget: region for widget, (region, _clip) in seen})
        return painted


@pytest.fixture
def painter(monkeypatch: pytest.MonkeyPatch) -> Painter:
    painter = Painter()
    monkeypatch.setattr(
        Compositor,
        "render_update",
        lambda self, **options: painter.note(self, **options),
    )
    return painter


def has_what_is_not_painted(widget: Widget) -> bool:
    """Lines of these go to the glass as they are: a border would never be seen."""
    styles = widget.styles
    dressed = any(styles.border.spacing) or styles.opacity < 1 or styles.tint.a > 0
    if isinstance(widget, Painted):
        return dressed or any(styles.padding)
    return dressed and isinstance(widget, Holder)


EACH_KIND = (
    places.Home(),
    places.Topics(),
    places.Search("a"),
    places.Search("qqqq"),
    places.Found("a"),
    places.Confirm(TopicId("work"), EN),
    places.TicketShown(a_ticket()),
    places.Emergency(),
    places.ServicePage(Slug("contract")),
)


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_a_new_screen_is_painted_at_once_where_it_will_stand(
    painter: Painter, size: tuple[int, int]
) -> None:
    """However often it is painted: a finger is on its way to where a word stood."""
    async with visiting(size=size) as visit:
        for place in EACH_KIND:
            painter.paints.clear()
            await visit.begin("en", place)
            await visit.pilot.pause(0.1)
            assert painter.paints, place
            stands = visit.app.screen._compositor.visible_widgets.items()
            wanted = {widget: region for widget, (region, _clip) in stands}
            for painted in painter.paints:
                assert painted == wanted, place
            dressed = [widget for widget in wanted if has_what_is_not_painted(widget)]
            assert not dressed, place


@pytest.mark.parametrize("size", [*GRIDS, VAST], ids=str)
async def test_a_notice_is_painted_at_once_as_wide_as_it_will_be(
    painter: Painter, size: tuple[int, int]
) -> None:
    async with visiting(size=size) as visit:
        for opens in (partial(visit.touch, "#help"), partial(visit.wait, 61)):
            await visit.begin("en", places.Home())
            painter.paints.clear()
            await opens()
            notice = visit.app.screen.query_one("#notice")
            painted = [paint[notice] for paint in painter.paints if notice in paint]
            assert {region.width for region in painted} == {notice.region.width}


async def test_where_there_is_nothing_new_nothing_is_painted(painter: Painter) -> None:
    """What is told once a second may come right behind a touch, and lasts as long."""
    async with visiting(size=(83, 24)) as visit:
        for place in EACH_KIND:
            await visit.begin("en", place)
            await visit.settle()
            painter.paints.clear()
            await visit.hear_news()
            assert not painter.paints, place


@pytest.mark.parametrize("size", GRIDS, ids=str)
async def test_the_smallest_grid_alone_offers_the_code_on_its_own_screen(
    size: tuple[int, int],
) -> None:
    """Before the grid was known at the first paint, `done` was there for a moment."""
    async with visiting(size=size) as visit:
        await visit.app.go(places.TicketShown(a_ticket()), after=0)
        shown = visit.app.screen.query_one("#show-code").display
        assert shown == (size == (66, 19))


async def test_a_window_that_changes_its_size_takes_the_screen_along() -> None:
    async with visiting(size=(83, 24)) as visit:
        await visit.begin("en", places.TicketShown(a_ticket()))
        for size, inline in (((66, 19), False), ((83, 24), True), ((66, 19), False)):
            await visit.pilot.resize_terminal(*size)
            await visit.settle()
            assert visit.app.screen.query_one("#code-side").display is inline
        await visit.touch("#done")
        assert visit.at(places.Attract())
        await visit.pilot.resize_terminal(100, 30)
        await visit.settle()
        await visit.touch("#language-en")
        assert visit.at(places.Home())
