from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from litestar.testing import TestClient

from kiosk.hub.sessions import KeptSession, SessionStore
from kiosk.operations import accounts
from tests.hub_context import join, statements
from tests.hub_web import Browser, an_app
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from pathlib import Path

    from litestar import Litestar

    from kiosk.operations.context import Context

NEW_PASSWORD = "five loud birds leave soon"


def sessions(ctx: Context) -> list[str]:
    with ctx.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM sessions").all()
    return [str(row) for row in rows]


def invitation(ctx: Context) -> str:
    secret = accounts.invite(ctx, COUNSELLOR_1.sign_in_name, COUNSELLOR_1.rights)
    return f"/welcome/{secret}"


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?lang=en", "/queue", "/nothing"])
def test_a_guest_writes_nothing_anywhere(
    browser: Browser, ctx: Context, tmp_path: Path, path: str
) -> None:
    """700 requests a second would fill the disk."""
    before = sorted(file.name for file in tmp_path.rglob("*"))
    with statements(ctx.database) as asked:
        browser.get(path)
        browser.post("/sign-out")
        browser.cookies["kiosk"] = "invented"
        browser.get(path)
        browser.post("/sign-out")
    written = [text for text in asked if text.startswith(("INSERT", "UPDATE"))]
    assert [text for text in written if not _is_of_the_day(text)] == []
    assert sessions(ctx) == []
    assert sorted(file.name for file in tmp_path.rglob("*")) == before


def _is_of_the_day(statement: str) -> bool:
    """What the hub does unasked after its start."""
    return " clos" in statement or statement.startswith("UPDATE device_commands")


def test_signing_in_leaves_one_row_that_opens_nothing_by_itself(
    first: Browser, ctx: Context
) -> None:
    (row,) = sessions(ctx)
    assert first.cookies["kiosk"] not in row
    assert "four quiet birds" not in row


def test_reading_pages_writes_nothing(first: Browser, ctx: Context) -> None:
    """Else a slow answer would bring back a session that was ended meanwhile."""
    with statements(ctx.database) as asked:
        for path in ("/queue", "/queue/live", "/today", "/desk"):
            answer = first.get(path)
            assert "kiosk=" not in answer.headers.get("set-cookie", "")
    assert not [text for text in asked if "sessions" in text and "SELECT" not in text]


def test_signing_out_leaves_nothing(first: Browser, ctx: Context) -> None:
    first.post("/sign-out")
    assert sessions(ctx) == []


def test_signing_out_twice_does_no_harm(first: Browser) -> None:
    first.post("/sign-out")
    assert first.post("/sign-out").headers["location"] == "/sign-in"


def test_sessions_outlive_a_restart(first: Browser, ctx: Context) -> None:
    with TestClient(an_app(ctx)) as again:
        browser = Browser(again)
        browser.cookies = first.cookies
        assert browser.get("/queue").status_code == 200
        assert browser.post("/queue/next").status_code == 303


def test_a_new_password_signs_out_everywhere_else(
    first: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    at_home = Browser(client)
    at_home.sign_in(COUNSELLOR_1)
    assert at_home.get("/queue").status_code == 200
    first.post(invitation(ctx), password=NEW_PASSWORD, again=NEW_PASSWORD)
    assert first.get("/queue").status_code == 200
    assert at_home.get("/queue").headers["location"].startswith("/sign-in")


def test_coming_back_revives_no_session(
    first: Browser, client: TestClient[Litestar], ctx: Context
) -> None:
    (staff,) = accounts.list_staff(ctx)
    accounts.deactivate(ctx, staff.id)
    assert first.get("/queue").status_code == 303
    back = Browser(client)
    back.post(invitation(ctx), password=NEW_PASSWORD, again=NEW_PASSWORD)
    assert back.get("/queue").status_code == 200
    assert first.get("/queue").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("invented", ["null", "x", "../../x", "%00", "a" * 3000])
def test_an_invented_session_is_nobodys(
    browser: Browser, ctx: Context, invented: str
) -> None:
    browser.cookies["kiosk"] = invented
    assert browser.get("/queue").headers["location"].startswith("/sign-in")
    assert sessions(ctx) == []


def test_an_invented_session_becomes_nobodys_by_signing_in(
    browser: Browser, ctx: Context
) -> None:
    join(ctx, COUNSELLOR_1)
    browser.cookies["kiosk"] = "planted"
    browser.sign_in(COUNSELLOR_1)
    assert browser.cookies["kiosk"] != "planted"
    browser.cookies["kiosk"] = "planted"
    assert browser.get("/queue").headers["location"].startswith("/sign-in")


async def test_the_store_of_sessions_does_all_that_its_kind_promises(
    ctx: Context,
) -> None:
    staff = join(ctx, COUNSELLOR_1)
    store = SessionStore(ctx)
    await store.set(
        "mine", msgspec.json.encode(KeptSession(staff.id, staff.credentials))
    )
    assert await store.exists("mine")
    assert await store.expires_in("mine") == 12 * 3600
    assert await store.expires_in("another's") is None
    await store.delete_all()
    assert not await store.exists("mine")
