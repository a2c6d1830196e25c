"""Every test of the store gets a migrated database of its own, on either engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine_fixtures import engine
from tests.hub_context import a_database, an_empty_database, gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.store.database import Database

__all__ = ["engine"]


@pytest.fixture
def database(tmp_path: Path, engine: str) -> Iterator[Database]:
    opened = a_database(tmp_path, engine)
    yield opened
    gone(opened)


@pytest.fixture
def empty(tmp_path: Path, engine: str) -> Iterator[Database]:
    opened = an_empty_database(tmp_path, engine)
    yield opened
    gone(opened)
