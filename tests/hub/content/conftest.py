"""An editor signed in at a hub with a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.draft_hub import a_drafting_hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock) -> Iterator[Context]:
    context = a_drafting_hub(tmp_path, clock=clock)
    yield context
    context.database.close()


@pytest.fixture
def editor(administrator: Browser) -> Browser:
    return administrator
