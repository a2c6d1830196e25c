"""An editor who is bound to life areas: what they may change, and may mend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role
from kiosk.ids import CategoryId
from kiosk.operations import drafting
from tests.hub_context import join
from tests.hub_web import Browser
from tests.people import EDITOR
from tests.working_draft import text

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context

FILE, OTHERS = "services/doctor/service.toml", "services/registration/service.toml"


@pytest.fixture
def bound(client: TestClient[Litestar], ctx: Context) -> Browser:
    rights = Rights.of(Role.EDITOR, areas=frozenset({CategoryId("health")}))
    join(ctx, replace(EDITOR, rights=rights))
    browser = Browser(client)
    browser.sign_in(EDITOR)
    return browser


def save(browser: Browser, ctx: Context, path: str, said: str) -> int:
    version = str(drafting.file(ctx, path).version)
    form = {"text": said, "version": version, "anyway": "yes"}
    return browser.post(f"/content/files/{path}", **form).status_code


def moved(ctx: Context) -> str:
    return text(ctx, FILE).replace('"health"', '"arrival"')


def test_a_file_moves_no_service_into_a_life_area_of_others(
    bound: Browser, ctx: Context
) -> None:
    assert save(bound, ctx, FILE, moved(ctx)) == 403
    assert (
        save(bound, ctx, FILE, text(ctx, FILE).replace("order = 2", "order = 3")) == 303
    )
    assert save(bound, ctx, OTHERS, text(ctx, OTHERS) + "# theirs\n") == 403


def test_nor_does_a_version_of_before_that_is_taken_back(
    bound: Browser, ctx: Context
) -> None:
    here = text(ctx, FILE)
    was = drafting.file(ctx, FILE).version
    there = drafting.save(ctx, "mira", FILE, moved(ctx), was).version
    newest = drafting.save(ctx, "mira", FILE, here, there).version
    form = {"version": str(there), "newest": str(newest)}
    assert bound.post(f"/content/history/{FILE}", **form).status_code == 403
    form["version"] = str(was)
    assert bound.post(f"/content/history/{FILE}", **form).status_code == 303


def test_who_broke_a_service_mends_it(bound: Browser, ctx: Context) -> None:
    good = text(ctx, FILE)
    gone = good.replace("order = 2", "order = = 2")
    assert save(bound, ctx, FILE, gone) == 303
    assert save(bound, ctx, FILE, good) == 303


def test_an_error_in_what_is_of_the_centre_keeps_nobody_from_their_own(
    bound: Browser, ctx: Context
) -> None:
    site = drafting.file(ctx, "site.toml")
    drafting.save(ctx, "mira", "site.toml", "name = = 1\n", site.version)
    assert (
        save(bound, ctx, FILE, text(ctx, FILE).replace("order = 2", "order = 3")) == 303
    )
    assert save(bound, ctx, OTHERS, text(ctx, OTHERS) + "# theirs\n") == 403


def test_a_service_that_is_gone_can_be_brought_back_by_whose_it_was(
    bound: Browser, ctx: Context
) -> None:
    was = drafting.file(ctx, FILE).version
    newest = drafting.remove(ctx, "mira", FILE, was).version
    form = {"version": str(was), "newest": str(newest)}
    assert bound.post(f"/content/history/{FILE}", **form).status_code == 303
