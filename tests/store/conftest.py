"""Every test of the store gets a migrated database of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hub_context import a_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.store.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = a_database(tmp_path)
    yield opened
    opened.close()
