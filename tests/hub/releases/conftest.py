"""A hub with release 1 and a changed draft, and people who publish at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hub_context import gone
from tests.hub_web import Browser, an_app_alone, signed_in
from tests.people import ADMINISTRATOR, EDITOR, PUBLISHER
from tests.publishing_hub import Probing, a_publishing_hub, edit
from tests.working_draft import POLISH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


@pytest.fixture
def probe() -> Probing:
    return Probing()


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock, probe: Probing) -> Iterator[Context]:
    context = a_publishing_hub(tmp_path, clock, probe=probe)
    edit(context, POLISH, "# Witamy", "# Dzień dobry")
    yield context
    gone(context.database)


@pytest.fixture
def four_eyes() -> bool:
    return False


@pytest.fixture
def app(ctx: Context, four_eyes: bool) -> Iterator[Litestar]:
    with an_app_alone(ctx, four_eyes=four_eyes) as app:
        yield app


@pytest.fixture
def publisher(client: TestClient[Litestar], ctx: Context) -> Browser:
    return signed_in(client, ctx, PUBLISHER)


@pytest.fixture
def other(client: TestClient[Litestar], ctx: Context) -> Browser:
    """Who may publish too."""
    return signed_in(client, ctx, ADMINISTRATOR)


@pytest.fixture
def editor(client: TestClient[Litestar], ctx: Context) -> Browser:
    return signed_in(client, ctx, EDITOR)
