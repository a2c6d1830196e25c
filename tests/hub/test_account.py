"""Where somebody is signed in, as they and administrators see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.domain.audit import AuditDeed
from kiosk.operations import audit
from tests.hub.test_staff import id_of
from tests.hub_web import Browser
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

FIREFOX = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140"
)


def somewhere_else(client: TestClient[Litestar]) -> Browser:
    other = Browser(client)
    other.user_agent = FIREFOX
    other.sign_in(COUNSELLOR_1)
    return other


def sessions_on(page: str) -> list[str]:
    return re.findall(r'name="session" value="([0-9a-f]{64})"', page)


def test_each_session_is_told_with_its_browser_and_times(
    first: Browser, client: TestClient[Litestar], clock: FixedClock
) -> None:
    clock.advance(minutes=20)
    somewhere_else(client)
    page = first.get("/account").text
    assert "Firefox, Windows" in page
    assert page.count("This browser") == 1
    assert "12:20" in page
    assert len(sessions_on(page)) == 1


def test_somebody_ends_another_session_of_theirs(
    first: Browser, client: TestClient[Litestar]
) -> None:
    other = somewhere_else(client)
    (session,) = sessions_on(first.get("/account").text)
    first.post("/account/sessions/end", session=session)
    assert other.get("/queue").headers["location"].startswith("/sign-in")
    assert first.get("/queue").status_code == 200


def test_and_all_others_at_once(first: Browser, client: TestClient[Litestar]) -> None:
    others = [somewhere_else(client), somewhere_else(client)]
    first.post("/account/sessions/end")
    for other in others:
        assert other.get("/queue").headers["location"].startswith("/sign-in")
    assert first.get("/queue").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(
    first: Browser, second: Browser, client: TestClient[Litestar]
) -> None:
    somewhere_else(client)
    (session,) = sessions_on(first.get("/account").text)
    second.post("/account/sessions/end", session=session)
    assert len(sessions_on(first.get("/account").text)) == 1


def test_an_administrator_ends_all_of_somebody(
    administrator: Browser, first: Browser, ctx: Context
) -> None:
    somebody = id_of(ctx, COUNSELLOR_1.sign_in_name)
    assert "Sign out everywhere" in administrator.get(f"/staff/{somebody}/access").text
    administrator.post(f"/staff/{somebody}/sessions/end")
    assert first.get("/queue").headers["location"].startswith("/sign-in")
    assert "Nowhere." in administrator.get(f"/staff/{somebody}/access").text
    assert audit.look(ctx).entries[0].deed is AuditDeed.SESSIONS_ENDED


def test_counsellors_do_not_see_the_sessions_of_others(
    first: Browser, second: Browser, ctx: Context
) -> None:
    somebody = id_of(ctx, COUNSELLOR_1.sign_in_name)
    assert second.get(f"/staff/{somebody}/access").status_code == 403
    assert second.post(f"/staff/{somebody}/sessions/end").status_code == 403
    assert first.get("/queue").status_code == 200
