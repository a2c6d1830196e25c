from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.simulation.worlds import WORLDS

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_it_prints_each_world_beside_the_formula(run: Run) -> None:
    said = run("waits", "evaluate", "--days", "2")
    assert said.exit_code == 0
    told = said.output
    for world in WORLDS:
        assert f"\n{world.name}\n" in told
    assert told.count("  estimate ") == told.count("  ZMS formula ") == len(WORLDS)
    assert len(re.findall(r"wanted <= 0\.75 x", told)) == 3
    assert told.count("not as assumed") == len(WORLDS) - 3


def test_no_days_are_refused(run: Run) -> None:
    said = run("waits", "evaluate", "--days", "0")
    assert said.exit_code == 2
    assert "1<=x<=1000" in said.output
