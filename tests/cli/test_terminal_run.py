"""Out of which parts a terminal is put together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli.options import Place
from kiosk.cli.terminal_run import Wiring, build
from kiosk.config import Settings
from kiosk.domain.hours import FederalState
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

BUSS_UND_BETTAG = date(2026, 11, 18)


async def nothing() -> None:
    pass


def test_it_knows_the_public_holidays_of_both_states(tmp_path: Path) -> None:
    data = paths.DataFolder(tmp_path / "data")
    settings = Settings(content=a_content_folder(tmp_path))
    wiring = Wiring(Place(data, settings, data.settings), "", "", "")
    calendar = build(wiring, wiring.desk(), nothing).ports.calendar
    assert calendar.is_holiday(BUSS_UND_BETTAG, FederalState.SAXONY)
    assert not calendar.is_holiday(BUSS_UND_BETTAG, FederalState.BRANDENBURG)
