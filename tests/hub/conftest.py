"""Every test gets a hub of its own, a browser in English and a terminal of series A."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub
from tests.hub_web import Browser, Terminal, an_app_alone, signed_in
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
def app(ctx: Context) -> Iterator[Litestar]:
    with an_app_alone(ctx) as app:
        yield app


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
    return signed_in(client, ctx, COUNSELLOR_1)


@pytest.fixture
def second(client: TestClient[Litestar], ctx: Context) -> Browser:
    return signed_in(client, ctx, COUNSELLOR_2)


@pytest.fixture
def administrator(client: TestClient[Litestar], ctx: Context) -> Browser:
    return signed_in(client, ctx, ADMINISTRATOR)


@pytest.fixture
def entrance(client: TestClient[Litestar], ctx: Context) -> Terminal:
    return Terminal(client, ctx)
