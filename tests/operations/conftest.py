"""Every test of an operation gets a hub of its own, on either engine, with its cast at
their desks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.clock import FixedClock
from tests.hub_context import ENGINES, a_hub, gone, join, pair
from tests.people import COUNSELLOR_1, COUNSELLOR_2, ENTRANCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock, engine: str) -> Iterator[Context]:
    context = a_hub(tmp_path, clock=clock, engine=engine)
    yield context
    gone(context.database)


@pytest.fixture
def entrance(ctx: Context) -> PairedTerminal:
    return pair(ctx, ENTRANCE)


@pytest.fixture
def first(ctx: Context) -> Staff:
    return join(ctx, COUNSELLOR_1)


@pytest.fixture
def second(ctx: Context) -> Staff:
    return join(ctx, COUNSELLOR_2)
