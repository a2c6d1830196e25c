"""Where a hub is needed it is a real one, on either engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine_fixtures import clock, ctx, engine
from tests.fakes.lying_hub import LyingHub
from tests.fakes.trusting_terminal import TrustingTerminal

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

__all__ = ["clock", "ctx", "engine"]


@pytest.fixture
def hub(ctx: Context) -> LyingHub:
    return LyingHub(ctx)


@pytest.fixture
def terminal(tmp_path: Path, hub: LyingHub, clock: FixedClock) -> TrustingTerminal:
    """It has seen nothing yet, and shows what came with the program."""
    return TrustingTerminal(tmp_path / "terminal", hub, clock)
