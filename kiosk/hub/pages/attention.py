"""What staff must see of terminals and of refused tickets, and on which page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.domain.devices import is_heard, rests, troubles
from kiosk.domain.issuing import NotIssuing
from kiosk.operations import fleet, refusals

if TYPE_CHECKING:
    from kiosk.operations.context import Context

MOST_REFUSED = 5
"""As many as a counsellor reads above the queue; the staff page has them all."""


def above_queue(ctx: Context) -> dict[str, Any]:
    """For the macro `attention`: only what is amiss, and who rests by the hours."""
    now = ctx.clock.now()
    every = [(each, troubles(each, now)) for each in fleet.terminals(ctx)]
    return {
        "resting": [each for each, _ in every if rests(each, now) is NotIssuing.CLOSED],
        "troubled": [(terminal, kinds) for terminal, kinds in every if kinds],
        "refused": refusals.recent(ctx)[:MOST_REFUSED],
    }


def of_fleet(ctx: Context) -> dict[str, Any]:
    """For the list of terminals: each with its troubles, and every refused ticket."""
    now = ctx.clock.now()
    every = fleet.terminals(ctx)
    return {
        "terminals": [(each, troubles(each, now)) for each in every],
        "running": {each.series for each in every if is_heard(each, now)},
        "refused": refusals.recent(ctx),
    }
