"""Every test of an operation gets a hub of its own, on either engine, with its cast at
their desks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine_fixtures import clock, ctx, engine
from tests.hub_context import join, pair
from tests.people import COUNSELLOR_1, COUNSELLOR_2, ENTRANCE

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.operations.context import Context

__all__ = ["clock", "ctx", "engine"]


@pytest.fixture
def entrance(ctx: Context) -> PairedTerminal:
    return pair(ctx, ENTRANCE)


@pytest.fixture
def first(ctx: Context) -> Staff:
    return join(ctx, COUNSELLOR_1)


@pytest.fixture
def second(ctx: Context) -> Staff:
    return join(ctx, COUNSELLOR_2)
