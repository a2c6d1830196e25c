"""What has happened today, in a few numbers for who counsels."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState
from kiosk.operations import calling
from kiosk.store import events

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.domain.access import Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.operations.context import Context

LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class DaySoFar:
    issued: int
    finished: int
    no_shows: int
    own: int
    """Of the finished, those whom this counsellor finished."""
    median_wait: int | None
    """Whole minutes from the number to the last call; None before the first."""


def of_today(ctx: Context, staff: Staff) -> DaySoFar:
    tickets = calling.today(ctx)
    with ctx.database.read() as connection:
        own = events.finished_by(connection, staff.id, ctx.today())
    states = [ticket.state for ticket in tickets]
    waits = list(_waits(tickets))
    return DaySoFar(
        issued=len(tickets),
        finished=states.count(TicketState.DONE),
        no_shows=states.count(TicketState.NO_SHOW),
        own=own,
        median_wait=round(median(waits)) if waits else None,
    )


def _waits(tickets: Iterable[Ticket]) -> Iterable[float]:
    for ticket in tickets:
        if ticket.called_at is not None:
            minutes = (ticket.called_at - ticket.issued_at).total_seconds() / 60
            if 0 <= minutes < LONGEST_MINUTES:
                yield minutes
