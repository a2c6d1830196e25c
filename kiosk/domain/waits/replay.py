"""Plays the real line to its end: each desk calls the first whom it fits.

Whoever comes later changes nothing for those who wait now: no desk takes them while
somebody of now waits whom it fits. So the play needs no guess about arrivals. Left
out, because nobody can know it: who is called out of turn, comes back from parking, or
will come with a priority. Whose appointment is near has a desk kept free (`promised`).
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace
from math import inf
from typing import TYPE_CHECKING

from kiosk.domain.queues import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.queues import Needs, Skills
    from kiosk.domain.tickets import Ticket

Windows = tuple[tuple[float, float], ...]
"""Minutes from now, in order, from when to when a desk calls visitors."""
ALWAYS: Windows = ((0.0, inf),)


@dataclass(frozen=True, slots=True)
class Setting:
    """Who fits whom; the same in each play."""

    queues: tuple[tuple[int, ...], ...]
    """Places in the line of those whom the same desks fit, in order."""
    takes: tuple[tuple[int, ...], ...]
    """For each desk, which of the queues it takes."""
    windows: tuple[Windows, ...]
    length: int


def setting(
    waiting: Sequence[Ticket], skills: Sequence[Skills], windows: Sequence[Windows]
) -> Setting:
    """`waiting` in the order of the line; one entry of the others for each desk."""
    masks: dict[Needs, int] = {}
    queues: dict[int, list[int]] = {}
    for position, ticket in enumerate(waiting):
        key = needs(ticket)
        if key not in masks:
            fits = (1 << desk for desk, one in enumerate(skills) if one.fit(ticket))
            masks[key] = sum(fits)
        queues.setdefault(masks[key], []).append(position)
    queues.pop(0, None)
    return Setting(
        queues=tuple(map(tuple, queues.values())),
        takes=tuple(
            tuple(n for n, mask in enumerate(queues) if mask >> desk & 1)
            for desk in range(len(skills))
        ),
        windows=tuple(windows),
        length=len(waiting),
    )


def play(
    place: Setting,
    free: Sequence[float],
    cycles: Sequence[float],
    patience: Sequence[float] | None = None,
) -> list[float]:
    """When each of the line would be called, in minutes; infinite for never.

    `free`: when each desk calls for the first time. `cycles`: how long each visitor
    keeps a desk. `patience`: when each leaves; who has left keeps no desk, and is told
    the moment at which they would have been called.
    """
    called = [inf] * place.length
    queues = [iter(queue) for queue in place.queues]
    heads = [next(queue) for queue in queues]
    at = [
        (_open(w, t), d)
        for d, (t, w) in enumerate(zip(free, place.windows, strict=True))
    ]
    heapify(at)
    end = place.length
    while at:
        moment, desk = at[0]
        first, queue = end, -1
        for number in place.takes[desk]:
            if heads[number] < first:
                first, queue = heads[number], number
        if first == end or moment == inf:
            heappop(at)
            continue
        heads[queue] = next(queues[queue], end)
        called[first] = moment
        if patience is None or patience[first] >= moment:
            after = moment + cycles[first]
            windows = place.windows[desk]
            if windows is not ALWAYS:
                after = _open(windows, after)
            heapreplace(at, (after, desk))
    return called


def _open(windows: Windows, moment: float) -> float:
    """The first moment, from this one on, at which the desk calls."""
    for begins, ends in windows:
        if moment < ends:
            return max(moment, begins)
    return inf
