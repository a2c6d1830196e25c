"""Pictures for the hub's pages: one at a time, kept for a while, never in the way."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import BadContent, PreviewFailed, TooBusy
from kiosk.hub import previews as hub_previews
from kiosk.hub.app import create_app
from kiosk.hub.previews import Previews
from kiosk.hub.settings import HubSettings
from tests.fakes.clock import FixedClock
from tests.fakes.previews import FakeDrawing, wanted
from tests.fakes.words import SourceVocabulary
from tests.hub_context import a_hub

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path("/content")


@pytest.fixture
def drawing() -> FakeDrawing:
    return FakeDrawing()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def previews(drawing: FakeDrawing, clock: FixedClock) -> Iterator[Previews]:
    made = Previews(drawing, clock, most_waiting=2)
    yield made
    made.close()


async def test_a_picture_is_drawn_in_a_thread_of_its_own(
    previews: Previews, drawing: FakeDrawing
) -> None:
    picture = await previews.picture(FOLDER, "7", wanted("pl"))
    assert picture.text == "7 pl"
    assert drawing.drawn == [(FOLDER, "7", wanted("pl"))]
    assert all(name.startswith("previews") for name in drawing.threads)


async def test_the_same_picture_is_drawn_once(
    previews: Previews, drawing: FakeDrawing
) -> None:
    for _ in range(3):
        await previews.picture(FOLDER, "7", wanted())
    assert len(drawing.drawn) == 1


async def test_another_revision_page_or_language_is_another_picture(
    previews: Previews, drawing: FakeDrawing
) -> None:
    await previews.picture(FOLDER, "7", wanted())
    await previews.picture(FOLDER, "8", wanted())
    await previews.picture(FOLDER, "8", wanted(page=1))
    await previews.picture(FOLDER, "8", wanted("ar"))
    await previews.picture(FOLDER / "other", "8", wanted("ar"))
    assert len(drawing.drawn) == 5


async def test_a_picture_grows_old_because_it_tells_the_time(
    previews: Previews, drawing: FakeDrawing, clock: FixedClock
) -> None:
    await previews.picture(FOLDER, "7", wanted())
    clock.advance(minutes=4)
    await previews.picture(FOLDER, "7", wanted())
    assert len(drawing.drawn) == 1
    clock.advance(minutes=2)
    await previews.picture(FOLDER, "7", wanted())
    assert len(drawing.drawn) == 2


async def test_a_clock_that_was_put_back_keeps_no_picture_for_ever(
    previews: Previews, drawing: FakeDrawing, clock: FixedClock
) -> None:
    await previews.picture(FOLDER, "7", wanted())
    clock.advance(days=-1)
    await previews.picture(FOLDER, "7", wanted())
    assert len(drawing.drawn) == 2


async def test_so_many_are_kept_and_no_more(
    previews: Previews, drawing: FakeDrawing
) -> None:
    for page in range(hub_previews.MOST_KEPT + 1):
        await previews.picture(FOLDER, "7", wanted(page=page))
    await previews.picture(FOLDER, "7", wanted(page=1))
    assert len(drawing.drawn) == hub_previews.MOST_KEPT + 1
    await previews.picture(FOLDER, "7", wanted(page=0))
    assert len(drawing.drawn) == hub_previews.MOST_KEPT + 2


async def test_who_wants_the_same_meanwhile_waits_for_the_same(
    previews: Previews, drawing: FakeDrawing
) -> None:
    drawing.may_go_on.clear()
    waiting = [
        asyncio.create_task(previews.picture(FOLDER, "7", wanted())) for _ in range(9)
    ]
    await asyncio.sleep(0)
    drawing.may_go_on.set()
    pictures = await asyncio.gather(*waiting)
    assert len(set(pictures)) == 1
    assert len(drawing.drawn) == 1


async def test_who_leaves_takes_the_picture_from_nobody(
    previews: Previews, drawing: FakeDrawing
) -> None:
    drawing.may_go_on.clear()
    one, other = (
        asyncio.create_task(previews.picture(FOLDER, "7", wanted())) for _ in range(2)
    )
    await asyncio.sleep(0)
    one.cancel()
    await asyncio.sleep(0)
    drawing.may_go_on.set()
    assert (await other).text == "7 de"
    assert len(drawing.drawn) == 1


async def test_when_too_many_wait_the_next_is_told_and_the_loop_goes_on(
    previews: Previews, drawing: FakeDrawing
) -> None:
    drawing.may_go_on.clear()
    waiting = [
        asyncio.create_task(previews.picture(FOLDER, "7", wanted(page=page)))
        for page in range(2)
    ]
    await asyncio.sleep(0)
    with pytest.raises(TooBusy):
        await previews.picture(FOLDER, "7", wanted(page=2))
    drawing.may_go_on.set()
    await asyncio.gather(*waiting)
    await previews.picture(FOLDER, "7", wanted(page=2))


async def test_a_failure_is_told_and_not_kept(
    previews: Previews, drawing: FakeDrawing
) -> None:
    drawing.failure = BadContent("site.toml:3: is no table.", "Correct it.")
    with pytest.raises(BadContent, match=r"site\.toml:3"):
        await previews.picture(FOLDER, "7", wanted())
    drawing.failure = None
    assert (await previews.picture(FOLDER, "7", wanted())).text == "7 de"


async def test_after_the_end_nothing_is_drawn(
    previews: Previews, drawing: FakeDrawing
) -> None:
    previews.close()
    assert drawing.closed
    with pytest.raises(PreviewFailed):
        await previews.picture(FOLDER, "7", wanted())


async def test_the_hub_ends_the_drawing_when_it_ends(
    tmp_path: Path, previews: Previews, drawing: FakeDrawing
) -> None:
    settings = HubSettings("http://hub.example", "s" * 32)
    app = create_app(a_hub(tmp_path), SourceVocabulary(), settings, previews)
    assert app.state.hub.previews is previews
    async with app.lifespan():
        assert not drawing.closed
    assert drawing.closed


def test_a_hub_goes_without_pictures_where_none_are_drawn(tmp_path: Path) -> None:
    settings = HubSettings("http://hub.example", "s" * 32)
    app = create_app(a_hub(tmp_path), SourceVocabulary(), settings)
    assert app.state.hub.previews is None
