from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from kiosk.cli.previewing.studio import Studio
from tests import content_folder
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return content_folder.write(tmp_path / "content")


@pytest_asyncio.fixture
async def studio() -> AsyncIterator[Studio]:
    made = Studio(NOON)
    yield made
    await made.close()
