"""Out of which parts a terminal is put together."""

from __future__ import annotations

import asyncio
import gc
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from kiosk.cli import settling, terminal_run
from kiosk.cli.options import Setup
from kiosk.cli.terminal_run import Wiring, build
from kiosk.config import Settings
from kiosk.domain.hours import FederalState
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSS_UND_BETTAG = date(2026, 11, 18)


async def nothing() -> None:
    pass


@pytest.fixture
def memory_as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def a_wiring(folder: Path) -> Wiring:
    data = paths.DataFolder(folder / "data")
    settings = Settings(content=a_content_folder(folder))
    return Wiring(Setup(data, settings, data.settings), "", "", "")


@pytest.mark.usefixtures("memory_as_before")
async def test_the_index_is_built_when_nobody_touches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "CALM_SECONDS", 120.0)
    monkeypatch.setattr(settling, "LOOK_AGAIN_SECONDS", 0.02)
    wiring = a_wiring(tmp_path)
    built: list[str] = []
    monkeypatch.setattr(
        wiring.finder, "prepare", lambda _between: built.append("index")
    )
    app = build(wiring, wiring.desk(), nothing)
    async with app.run_test() as pilot:
        calm_work = asyncio.create_task(settling.settle(wiring.finder, app))
        for _ in range(8):
            await pilot.press("tab")
            await pilot.pause(0.1)
        assert not built
        assert gc.get_freeze_count() > 0
        assert app.seconds_untouched < settling.CALM_SECONDS
        monkeypatch.setattr(settling, "CALM_SECONDS", 0.1)
        await asyncio.wait_for(calm_work, 20)
    assert built == ["index"]


def test_it_knows_the_public_holidays_of_both_states(tmp_path: Path) -> None:
    wiring = a_wiring(tmp_path)
    calendar = build(wiring, wiring.desk(), nothing).ports.calendar
    assert calendar.is_holiday(BUSS_UND_BETTAG, FederalState.SAXONY)
    assert not calendar.is_holiday(BUSS_UND_BETTAG, FederalState.BRANDENBURG)


def test_the_token_is_read_anew_from_where_pairing_puts_it(tmp_path: Path) -> None:
    wiring = a_wiring(tmp_path)
    assert wiring.token_now() is None
    file = wiring.place.folder.token
    file.parent.mkdir(parents=True)
    file.write_text("fresh\n")
    assert wiring.token_now() == "fresh"
    file.unlink()
    file.mkdir()
    assert wiring.token_now() is None


def test_the_mark_of_a_token_tells_it_from_others_and_opens_nothing() -> None:
    one, other = terminal_run.token_mark("one"), terminal_run.token_mark("other")
    assert one != other
    assert "one" not in one
    assert one == terminal_run.token_mark("one")


def test_all_parts_have_one_time(tmp_path: Path) -> None:
    wiring = a_wiring(tmp_path)
    assert build(wiring, wiring.desk(), nothing).ports.clock is wiring.clock
    assert terminal_run.program()
