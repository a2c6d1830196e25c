"""GET /content/preview and /content/shown: a text on the terminal's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from kiosk.domain.previews import PreviewGrid, PreviewScreen, PreviewTheme
from kiosk.errors import PreviewFailed
from kiosk.hub.app import create_app
from kiosk.hub.previews import Previews
from kiosk.hub.settings import HubSettings
from tests.fakes.previews import FakeDrawing
from tests.fakes.words import SourceVocabulary
from tests.hub.content.test_article import fields
from tests.working_draft import POLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser


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


def key_of(editor: Browser, ctx: Context, **changes: str) -> str:
    """Of a text that was typed and not saved."""
    said = editor.post("/content/check/doctor/pl", **fields(ctx, POLISH, **changes))
    return said.text.partition('data-key="')[2].partition('"')[0]


def test_the_page_shows_the_screen_as_saved(
    editor: Browser, drawing: FakeDrawing
) -> None:
    page = editor.get("/content/services/doctor/pl").text
    address = "/content/preview/saved/doctor/pl/calm-66x19-0.svg"
    assert f'src="{address}"' in page
    picture = editor.get(address)
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.text == "<svg/>"
    (_folder, _key, wanted) = drawing.drawn[0]
    assert wanted.screen is PreviewScreen.SERVICE
    assert wanted.subject == "doctor"
    assert wanted.grid is PreviewGrid.SMALLEST


def test_what_is_typed_is_drawn_without_being_saved(
    editor: Browser, ctx: Context, drawing: FakeDrawing
) -> None:
    first, second = (key_of(editor, ctx, title=title) for title in ("Raz", "Dwa"))
    assert first != second
    view = f"/content/preview/{second}/doctor/pl/contrast-100x30-0.svg"
    assert editor.get(view).status_code == 200
    folder, revision, wanted = drawing.drawn[0]
    assert revision == second
    assert wanted.theme is PreviewTheme.CONTRAST
    assert "# Dwa" in (folder / POLISH).read_text()


def test_words_on_the_screen_stand_for_the_picture(
    editor: Browser, ctx: Context
) -> None:
    key = key_of(editor, ctx)
    part = editor.get(f"/content/shown/{key}/doctor/pl?grid=83x24&page=0").text
    assert f'alt="{key} pl"' in part
    assert f"/content/preview/{key}/doctor/pl/calm-83x24-0.svg" in part
    assert "1 page on this screen" in part


def test_a_picture_that_fails_takes_no_page_along(
    editor: Browser, ctx: Context, drawing: FakeDrawing
) -> None:
    drawing.failure = PreviewFailed("the worker died")
    part = editor.get(f"/content/shown/{key_of(editor, ctx)}/doctor/pl")
    assert part.status_code == 200
    assert "No picture could be drawn" in part.text


def test_what_cannot_be_read_is_not_drawn(editor: Browser, ctx: Context) -> None:
    assert key_of(editor, ctx, title="") == ""


@pytest.mark.parametrize("key", ["x" * 20, "..", "%2e%2e", "saved2", "a/b"])
def test_a_key_of_nothing_is_not_found(editor: Browser, key: str) -> None:
    answer = editor.get(f"/content/preview/{key}/doctor/pl/calm-66x19-0.svg")
    assert answer.status_code == 404


def test_nonsense_in_an_address_is_the_usual_view(
    editor: Browser, drawing: FakeDrawing
) -> None:
    editor.get("/content/preview/saved/doctor/pl/pink-1x1-99999999999999.svg")
    assert drawing.drawn[0][2].theme is PreviewTheme.CALM
    assert editor.get("/content/preview/saved/doctor/xx/calm").status_code == 404


def test_the_phones_page_is_shown_as_typed_to_editors_alone(
    editor: Browser, ctx: Context, first: Browser
) -> None:
    key = key_of(editor, ctx, title="Lekarz")
    page = editor.get(f"/content/phone/{key}/doctor/pl")
    assert page.status_code == 200
    assert "Lekarz" in page.text
    assert 'lang="pl"' in page.text
    assert "Lekarz" not in editor.get("/content/phone/saved/doctor/pl").text
    assert first.get(f"/content/phone/{key}/doctor/pl").status_code == 403
    assert editor.get("/content/phone/nothing/doctor/pl").status_code == 404


def test_the_picture_stays_as_it_was_looked_at_over_a_save(
    editor: Browser, ctx: Context
) -> None:
    view = {"grid": "83x24", "theme": "contrast", "page": "2"}
    sent = fields(ctx, POLISH, title="Lekarz", made="human", **view)
    saved = editor.post("/content/services/doctor/pl", **sent)
    page = editor.get(saved.headers["location"]).text
    assert "/content/preview/saved/doctor/pl/contrast-83x24-2.svg" in page
    assert '<option value="83x24" selected>' in page
    assert 'name="page" value="2"' in page


def test_a_page_that_the_text_no_longer_has_is_the_last(
    editor: Browser, ctx: Context
) -> None:
    key = key_of(editor, ctx)
    part = editor.get(f"/content/shown/{key}/doctor/pl?grid=83x24&page=7").text
    assert f"/content/preview/{key}/doctor/pl/calm-83x24-0.svg" in part


@pytest.mark.parametrize("page", ["-1", "x", "9" * 30, "%22%3E%3Cb%3E"])
def test_a_page_of_nonsense_is_the_first(editor: Browser, page: str) -> None:
    shown = editor.get(f"/content/services/doctor/pl?page={page}").text
    assert 'name="page" value="0"' in shown
