"""A terminal on its first day, a hub that is open, and their two clocks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.fakes.clock import NOON, FixedClock
from tests.fakes.hub import FakeHub
from tests.sync.issuing.whole_terminal import TODAY, WholeTerminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def hub() -> FakeHub:
    hub = FakeHub()
    hub.service_day, hub.last_count, hub.counselling = TODAY, 0, True
    return hub


@pytest.fixture
def own(hub: FakeHub) -> FixedClock:
    """The terminal's clock; the hub has its own, which is right."""
    own, right = FixedClock(), NOON.timestamp() - FixedClock().running()
    hub.clock = lambda: datetime.fromtimestamp(right + own.running(), UTC)
    return own


@pytest.fixture
def terminal(tmp_path: Path, hub: FakeHub, own: FixedClock) -> WholeTerminal:
    return WholeTerminal(tmp_path, hub, own)
