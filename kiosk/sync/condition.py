"""How the machine of a terminal is, told so coarsely that it tells of no visitor."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.clock import Clock

MIB = 1024 * 1024
STEP_MIB = 64
"""Free room is told in such steps: each other number would be a report of its own."""
AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class DeviceCondition:
    """None: not known."""

    free_disk_mib: int | None = None
    running_hours: int | None = None
    touched_at: datetime | None = None


class ConditionWatch:
    def __init__(
        self,
        folder: Path,
        clock: Clock,
        running: Callable[[], float],
        untouched_seconds: Callable[[], float],
    ) -> None:
        """`untouched_seconds`: since the last touch, or since the start."""
        self._folder = folder
        self._clock = clock
        self._running = running
        self._untouched_seconds = untouched_seconds
        self._begun = running()

    def now(self) -> DeviceCondition:
        seconds = max(0.0, self._running() - self._begun)
        return DeviceCondition(
            free_disk_mib=self._free(),
            running_hours=int(seconds // AN_HOUR),
            touched_at=self._touched(seconds),
        )

    def _free(self) -> int | None:
        try:
            free = shutil.disk_usage(self._folder).free // MIB
        except OSError:
            return None
        return int(free // STEP_MIB * STEP_MIB)

    def _touched(self, running: float) -> datetime | None:
        """The hour of it; None as long as nobody has touched since the start."""
        untouched = self._untouched_seconds()
        if untouched + 1 >= running:
            return None
        moment = self._clock.now() - timedelta(seconds=max(0.0, untouched))
        return moment.replace(minute=0, second=0, microsecond=0)
