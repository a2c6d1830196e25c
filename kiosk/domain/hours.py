"""When somewhere is open in a usual week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import time


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """Open on one weekday (0 is Monday) from `opens` until `closes`, local time."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """All slots of a usual week, in order; `by_appointment` when only so."""

    slots: tuple[OpenSlot, ...]
    by_appointment: bool = False
