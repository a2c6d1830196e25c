"""What a terminal says of its machine, and that it tells of no visitor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.sync.condition import STEP_MIB, ConditionWatch
from tests.fakes.clock import NOON, FixedClock

if TYPE_CHECKING:
    from pathlib import Path


class Machine:
    """Its clock, and when somebody touched it last."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock()
        self.running = 5.0
        self.untouched = 0.0
        self.watch = ConditionWatch(
            folder, self.clock, lambda: self.running, lambda: self.untouched
        )

    def go_on(self, seconds: float) -> None:
        self.running += seconds
        self.untouched += seconds
        self.clock.advance(seconds=seconds)


def test_free_room_is_told_in_steps(tmp_path: Path) -> None:
    free = Machine(tmp_path).watch.now().free_disk_mib
    assert free is not None
    assert free % STEP_MIB == 0


def test_a_folder_that_is_gone_has_no_known_room(tmp_path: Path) -> None:
    assert Machine(tmp_path / "nowhere").watch.now().free_disk_mib is None


def test_nobody_touched_it_since_the_start(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.go_on(7300)
    told = machine.watch.now()
    assert (told.running_hours, told.touched_at) == (2, None)


def test_of_a_touch_only_the_hour_is_told(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.go_on(1800)
    machine.untouched = 60
    hour = NOON.replace(minute=0, second=0, microsecond=0)
    assert machine.watch.now().touched_at == hour
    machine.go_on(7200)
    told = machine.watch.now().touched_at
    assert told is not None
    assert told in (hour, hour + timedelta(hours=1))
    assert (told.minute, told.second) == (0, 0)
