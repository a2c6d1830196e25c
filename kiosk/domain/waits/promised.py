"""Which desk will receive an appointment still to come, and calls nobody else then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.domain.waits import plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiosk.domain.tickets import Ticket
    from kiosk.domain.waits.estimate import OpenDesk


@dataclass(frozen=True, slots=True)
class ExpectedVisit:
    """An appointment whose visitor has not come yet."""

    needs: Ticket
    """What a desk must fit, as if they waited already."""
    begins: float
    ends: float
    """Minutes from now."""


def with_promises(
    desks: Sequence[OpenDesk], expected: Iterable[ExpectedVisit]
) -> list[OpenDesk]:
    """Of the desks that fit, the one that can receive it first keeps its time free, one
    visit after the other. Whom no desk fits, takes nobody's."""
    kept = list(desks)
    until = [0.0] * len(kept)
    for visit in sorted(expected, key=lambda visit: visit.begins):
        fitting = [n for n, desk in enumerate(kept) if desk.skills.fit(visit.needs)]
        if not fitting:
            continue
        chosen = min(fitting, key=lambda n: max(visit.begins, until[n]))
        begins = max(visit.begins, until[chosen])
        until[chosen] = begins + visit.ends - visit.begins
        desk = kept[chosen]
        left = plan.without(desk.windows, begins, until[chosen])
        kept[chosen] = replace(desk, windows=left)
    return kept
