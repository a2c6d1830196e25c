"""The fixtures of what must be the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.clock import FixedClock
from tests.hub_context import ENGINES, a_hub, gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock, engine: str) -> Iterator[Context]:
    """A hub of its own."""
    context = a_hub(tmp_path, clock=clock, engine=engine)
    yield context
    gone(context.database)
