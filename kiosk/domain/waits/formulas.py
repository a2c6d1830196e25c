"""How ZMS, the queue of Munich and Berlin, reckons a wait: to be measured against.

As in it-at-m/eappointment, `QueueList::withEstimatedWaitingTime`.
"""

from __future__ import annotations

from math import floor

from kiosk.domain.waits.estimate import UNREACHED, Wait

OPTIMISTIC = 0.8


def zms(before: int, typed_minutes: float, desks: int) -> Wait:
    """`before`: how many wait before; `typed_minutes`: the length of a visit that
    somebody once typed in. Shown as "optimistic - estimate", which is the range."""
    if desks == 0:
        return UNREACHED
    slot = typed_minutes / desks
    estimate = floor((before + 1) * slot)
    optimistic = OPTIMISTIC * slot * max(0, before + 1 - desks)
    return Wait(min(optimistic, estimate), estimate, estimate)
