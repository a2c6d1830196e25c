from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from tests.hub_context import join
from tests.hub_web import Browser, an_app
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from pathlib import Path

    from litestar import Litestar

    from kiosk.operations.context import Context


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sessions"


def test_somebody_who_only_looks_leaves_nothing(browser: Browser, folder: Path) -> None:
    browser.get("/sign-in")
    browser.get("/queue")
    browser.get("/nothing")
    assert "kiosk" not in browser.cookies
    assert list(folder.iterdir()) == []


def test_signing_in_leaves_one_file_without_a_password(
    first: Browser, folder: Path
) -> None:
    (file,) = folder.iterdir()
    assert b"four quiet birds" not in file.read_bytes()
    assert first.cookies["kiosk"] not in file.name


def test_reading_pages_writes_nothing(first: Browser, folder: Path) -> None:
    """Else a slow answer would bring back a session that was ended meanwhile."""
    (file,) = folder.iterdir()
    before = file.stat().st_mtime_ns
    for path in ("/queue", "/queue/live", "/today", "/desk"):
        assert "kiosk" not in first.get(path).headers.get("set-cookie", "")
    assert file.stat().st_mtime_ns == before


def test_signing_out_leaves_nothing(first: Browser, folder: Path) -> None:
    first.post("/sign-out")
    assert list(folder.iterdir()) == []


def test_signing_out_twice_does_no_harm(first: Browser) -> None:
    first.post("/sign-out")
    assert first.post("/sign-out").headers["location"] == "/sign-in"


def test_the_folder_is_closed_to_others(client: object, folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0


def test_sessions_outlive_a_restart(
    first: Browser, ctx: Context, tmp_path: Path
) -> None:
    with TestClient(an_app(ctx, tmp_path)) as again:
        browser = Browser(again)
        browser.cookies = first.cookies
        assert browser.get("/queue").status_code == 200
        assert browser.post("/queue/next").status_code == 303


@pytest.mark.parametrize("invented", ["null", "x", "../../x", "%00", "a" * 3000])
def test_an_invented_session_is_nobodys(
    browser: Browser, folder: Path, invented: str
) -> None:
    browser.cookies["kiosk"] = invented
    assert browser.get("/queue").headers["location"] == "/sign-in"
    assert list(folder.iterdir()) == []


def test_a_damaged_session_file_signs_out(
    app: Litestar, client: TestClient[Litestar], ctx: Context, folder: Path
) -> None:
    join(ctx, COUNSELLOR_1)
    browser = Browser(client)
    browser.sign_in(COUNSELLOR_1)
    (file,) = folder.iterdir()
    file.write_bytes(b"")
    assert browser.get("/queue").status_code == 303
    assert browser.sign_in(COUNSELLOR_1).headers["location"] == "/queue"
    assert browser.get("/queue").status_code == 200
