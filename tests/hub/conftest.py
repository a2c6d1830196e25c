"""Every test gets a hub of its own, a browser in English and a terminal of series A."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub, join
from tests.hub_web import Browser, Terminal, an_app
from tests.people import ADMINISTRATOR, COUNSELLOR_1, COUNSELLOR_2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar

    from kiosk.operations.context import Context


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock) -> Iterator[Context]:
    context = a_hub(tmp_path, clock=clock)
    yield context
    context.database.close()


@pytest.fixture
def app(ctx: Context, tmp_path: Path) -> Litestar:
    return an_app(ctx)


@pytest.fixture
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def browser(client: TestClient[Litestar]) -> Browser:
    """Of nobody: not signed in."""
    return Browser(client)


@pytest.fixture
def first(client: TestClient[Litestar], ctx: Context) -> Browser:
    join(ctx, COUNSELLOR_1)
    browser = Browser(client)
    assert browser.sign_in(COUNSELLOR_1).status_code == 303
    return browser


@pytest.fixture
def second(client: TestClient[Litestar], ctx: Context) -> Browser:
    join(ctx, COUNSELLOR_2)
    browser = Browser(client)
    assert browser.sign_in(COUNSELLOR_2).status_code == 303
    return browser


@pytest.fixture
def administrator(client: TestClient[Litestar], ctx: Context) -> Browser:
    join(ctx, ADMINISTRATOR)
    browser = Browser(client)
    assert browser.sign_in(ADMINISTRATOR).status_code == 303
    return browser


@pytest.fixture
def entrance(client: TestClient[Litestar], ctx: Context) -> Terminal:
    return Terminal(client, ctx)
