"""What somebody is told whose form was refused: the true reason, and a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.hub.app import LARGEST_BODY
from kiosk.hub.pages.content.routes import LARGEST_FORM
from tests.each import each
from tests.hub_web import Browser, signed_in
from tests.people import COUNSELLOR_1, EDITOR, PUBLISHER, Person

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

ASK = "An administrator can give you the role for it."


def said(page: str) -> str:
    return " ".join(page[page.index("<main") :].split())


@pytest.mark.parametrize(
    ("who", "path", "why"),
    [
        (COUNSELLOR_1, "/content", "Only an editor may do this."),
        (EDITOR, "/queue", "Only a counsellor may do this."),
        (EDITOR, "/staff", "Only an administrator may do this."),
        (
            EDITOR,
            "/content/new/language",
            "Only a publisher decides which languages are offered.",
        ),
        (
            PUBLISHER,
            "/content/new/service",
            "Only an editor may change texts; your role is another.",
        ),
    ],
)
def test_a_page_that_is_for_others_says_for_whom(
    client: TestClient[Litestar], ctx: Context, who: Person, path: str, why: str
) -> None:
    answer = signed_in(client, ctx, who).get(path)
    assert answer.status_code == 403
    assert f"You may not do this. {why} {ASK}" in said(answer.text)
    assert "open for too long" not in answer.text


def test_who_writes_elsewhere_is_told_of_which_life_area_it_is_and_which_are_theirs(
    client: TestClient[Litestar], ctx: Context
) -> None:
    bound = signed_in(client, ctx, EDITOR)
    page = bound.post("/content/services/registration/de", title="x", version="1").text
    assert "This belongs to the life area" in page
    assert "you may change texts of:" in page
    assert "services/registration" not in said(page)
    centre = bound.post("/content/site", version="1").text
    assert "This belongs to the whole centre" in centre


def test_a_reader_without_the_role_is_not_told_of_life_areas(
    client: TestClient[Litestar], ctx: Context
) -> None:
    page = signed_in(client, ctx, PUBLISHER).get("/content/site").text
    assert "You may read this, but not change it: only editors do." in page


def test_only_a_page_of_another_session_was_open_for_too_long(editor: Browser) -> None:
    answer = editor.post_without_token("/desk/leave", _csrf_token="old")
    assert answer.status_code == 403
    assert "The page was open for too long" in answer.text
    assert "You may not do this" not in answer.text


def test_what_is_more_than_a_form_takes_is_told_in_characters_and_pages(
    editor: Browser,
) -> None:
    answer = editor.post("/content/services/doctor/pl", text="x" * (LARGEST_FORM + 1))
    assert answer.status_code == 413
    assert "up to 174,000 characters, about 96 pages" in answer.text
    assert "What you typed is still on the page before" in answer.text
    assert "data-back" in answer.text
    small = editor.post("/tickets/1/transfer", note="x" * (LARGEST_BODY + 1))
    assert small.status_code == 413
    assert "up to 10,000 characters, about 5 pages" in small.text


def test_every_form_of_staff_is_told_so(app: Litestar, editor: Browser) -> None:
    taken = []
    for route in each(app.routes):
        path = route.path_format
        if path.startswith(("/api", "/static", "/s/", "/t/", "/a/")):
            continue
        answer = editor.post(path.replace("{", "").replace("}", ""), a="x" * 1_100_000)
        if answer.status_code in {404, 405}:
            continue
        assert answer.status_code == 413, path
        assert "more than a form takes at once" in answer.text, path
        assert "<main" in answer.text, path
        taken.append(path)
    assert len(taken) > 50


def test_a_page_with_a_form_knows_how_much_it_takes(editor: Browser) -> None:
    page = editor.get("/content/services/doctor/pl").text
    assert f'data-too-much="{LARGEST_FORM}" hidden' in page


def test_an_editor_of_the_centre_writes_everywhere(
    client: TestClient[Litestar], ctx: Context
) -> None:
    free = signed_in(client, ctx, Person("free", Rights.of(Role.EDITOR)))
    assert free.get("/content/new/service").status_code == 200
