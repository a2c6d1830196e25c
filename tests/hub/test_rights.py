"""Where an administrator says what somebody may do, and what that opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.operations import accounts
from tests.hub.test_staff import id_of, known
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import ADMINISTRATOR, COUNSELLOR_1, EDITOR

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

FOR_COUNSELLORS = ("/queue", "/queue/live", "/today", "/desk", "/desk/leave")


@pytest.fixture
def editor(client: TestClient[Litestar], ctx: Context) -> Browser:
    join(ctx, EDITOR)
    browser = Browser(client)
    answer = browser.sign_in(EDITOR)
    assert answer.headers["location"] == "/content"
    return browser


@pytest.mark.parametrize("path", FOR_COUNSELLORS)
def test_who_writes_alone_sees_no_visitors(editor: Browser, path: str) -> None:
    assert editor.get(path).status_code == 403


def test_who_writes_alone_is_shown_no_way_to_them(editor: Browser) -> None:
    page = editor.get("/account").text
    assert editor.get("/").headers["location"] == "/content"
    assert "Editor (Health)" in " ".join(page.split())
    for closed in ("/queue", "/today", "/desk", "/staff", "/audit"):
        assert f'href="{closed}"' not in page


def test_rights_are_changed_on_a_page_that_shows_them(
    administrator: Browser, editor: Browser, ctx: Context
) -> None:
    path = f"/staff/{id_of(ctx, 'editor')}/rights"
    page = administrator.get(path).text
    assert page.count(" checked") == 2
    answer = administrator.post(path, roles=["counsellor", "editor"])
    assert answer.headers["location"] == "/staff"
    assert known(ctx, "editor").rights == Rights.of(Role.COUNSELLOR, Role.EDITOR)
    assert editor.get("/desk").status_code == 200


def test_who_loses_a_role_loses_its_pages_and_the_desk_at_once(
    administrator: Browser, first: Browser, ctx: Context
) -> None:
    somebody = id_of(ctx, COUNSELLOR_1.sign_in_name)
    administrator.post(f"/staff/{somebody}/rights", roles="editor", areas="work")
    assert first.get("/queue").status_code == 403
    assert accounts.staff(ctx, somebody).desk is None


def test_somebody_keeps_a_role_at_least(administrator: Browser, ctx: Context) -> None:
    join(ctx, EDITOR)
    answer = administrator.post(f"/staff/{id_of(ctx, 'editor')}/rights", areas="work")
    assert answer.status_code == 422
    assert "Tick at least one role." in answer.text
    assert known(ctx, "editor").rights == EDITOR.rights


def test_the_last_administrator_stays_one(administrator: Browser, ctx: Context) -> None:
    path = f"/staff/{id_of(ctx, ADMINISTRATOR.sign_in_name)}/rights"
    answer = administrator.post(path, roles="editor")
    assert answer.headers["location"] == "/staff?notice=last-administrator"
    assert known(ctx, ADMINISTRATOR.sign_in_name).may_administer()


def test_an_area_that_there_is_not_is_refused(
    administrator: Browser, ctx: Context
) -> None:
    join(ctx, EDITOR)
    path = f"/staff/{id_of(ctx, 'editor')}/rights"
    answer = administrator.post(path, roles="editor", areas="astrology")
    assert answer.status_code == 404
    assert known(ctx, "editor").rights == EDITOR.rights
