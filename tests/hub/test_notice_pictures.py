"""POST /notices/new with `preview`: the notice as a terminal would show it."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.domain.previews import PreviewGrid, PreviewScreen
from kiosk.domain.site_notices import LONGEST_TEXT
from kiosk.errors import PreviewFailed
from kiosk.hub.app import create_app
from kiosk.hub.previews import Previews
from kiosk.hub.settings import HubSettings
from kiosk.operations import notices
from kiosk.operations.hub_content import HubContent
from kiosk.releases.installed import InstalledReleases
from tests import content_folder
from tests.fakes.previews import FakeDrawing
from tests.fakes.words import SourceVocabulary
from tests.hub_context import a_hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser

TIMES = {"begins": "2026-03-02T09:00", "ends": "2026-03-02T18:00"}
MOVED = {"slot": "2", "step": "preview", **TIMES}


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock) -> Iterator[Context]:
    source = content_folder.write(tmp_path / "shipped")
    content = HubContent(InstalledReleases(tmp_path / "releases", source))
    context = a_hub(tmp_path, clock=clock, content=content)
    yield context
    context.database.close()


@pytest.fixture
def drawing() -> FakeDrawing:
    return FakeDrawing()


@pytest.fixture
def app(ctx: Context, clock: FixedClock, drawing: FakeDrawing) -> Litestar:
    settings = HubSettings("http://hub.example", "s" * 32)
    return create_app(ctx, SourceVocabulary(), settings, Previews(drawing, clock))


@pytest.fixture
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def pictures(page: str) -> list[str]:
    begun = 'src="data:image/svg+xml;base64,'
    return [
        b64decode(part.partition('"')[0]).decode() for part in page.split(begun)[1:]
    ]


def test_it_is_drawn_before_a_touch_and_whole_and_put_up_nowhere(
    first: Browser, ctx: Context, drawing: FakeDrawing
) -> None:
    page = first.post("/notices/new/moved", read_in="ar", grid="100x30", **MOVED)
    assert page.status_code == 200
    assert pictures(page.text) == ["<svg/>", "<svg/>"]
    wanted = [each for *_, each in drawing.drawn]
    assert [w.screen for w in wanted] == [PreviewScreen.ATTRACT, PreviewScreen.NOTICES]
    for each in wanted:
        assert (each.language, each.grid) == ("ar", PreviewGrid.LARGE)
        assert each.notice is not None
        codes = [code for code, _ in each.notice.texts]
        assert codes[0] == "ar"
        assert {"de", "en"} <= set(codes)
        assert len(codes) < 5, "no more than somebody may see there"
    assert notices.listed(ctx) == []


def test_of_nonsense_it_is_german_on_the_smallest_screen(
    first: Browser, drawing: FakeDrawing
) -> None:
    first.post("/notices/new/moved", read_in="xx", grid="1x1", **MOVED)
    [wanted, _] = [each for *_, each in drawing.drawn]
    assert (wanted.language, wanted.grid) == ("de", PreviewGrid.SMALLEST)


def test_where_no_picture_can_be_drawn_the_texts_are_shown_all_the_same(
    first: Browser, drawing: FakeDrawing
) -> None:
    drawing.failure = PreviewFailed("the worker died")
    page = first.post("/notices/new/moved", **MOVED)
    assert page.status_code == 200
    assert "No picture could be drawn just now." in page.text
    assert "Please go to room 2." in page.text


def test_what_could_not_be_put_up_is_told_before_anything_is_drawn(
    administrator: Browser, drawing: FakeDrawing
) -> None:
    typed = {"text-de": "x" * (LONGEST_TEXT + 1), "step": "preview", **TIMES}
    page = administrator.post("/notices/new/own-words", **typed)
    assert page.status_code == 422
    assert "more than 280 characters" in page.text
    assert not drawing.drawn
