from __future__ import annotations

import pytest

from kiosk.errors import SlipFailed
from kiosk.printer import drawing
from tests.system.programs import need_files


@pytest.fixture(autouse=True)
def fonts() -> None:
    """They are the system's, as on the terminal."""
    try:
        drawing.check()
    except SlipFailed:
        need_files(drawing.FONTS / drawing.PLAIN, drawing.FONTS / drawing.BOLD)
