"""What a move changes of a ticket beside its state, and how a move is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kiosk.domain.arrivals import TicketMark
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.store import tickets
from kiosk.store.schema import tickets as columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from kiosk.ids import PartnerId, StaffId, TicketId, TopicId

MOMENTS = ("called_at", "serving_at", "ended_at", "stands_after")
"""Those of a ticket that a move can change."""


def restore(
    connection: Connection,
    ticket: Ticket,
    before: Mapping[str, Any],
    **otherwise: Any,
) -> Ticket | None:
    """As it was `kept`, if it is in the same state still; else None.

    Raises `Duplicate` when its counsellor has somebody by now.
    """
    values = {
        name: datetime.fromisoformat(value) if name in MOMENTS and value else value
        for name, value in before.items()
    }
    return tickets.moved(connection, ticket.id, (ticket.state,), **(values | otherwise))


def kept(ticket: Ticket) -> dict[str, Any]:
    """All of a ticket that a move can change, in what JSON can hold."""
    moments = {name: getattr(ticket, name) for name in MOMENTS}
    return {
        "state": ticket.state.value,
        "desk": ticket.desk,
        "staff": ticket.staff,
        "calls": ticket.calls,
        "recalls": ticket.recalls,
        "topic": ticket.topic,
        "told_topic": ticket.told_topic,
        "partner": ticket.partner,
        "passed_on_by": ticket.passed_on_by,
        "note": ticket.note,
        "ahead_minutes": _minutes(ticket.ahead),
        "delays": ticket.delays,
        "marks": sorted(ticket.marks),
        **{name: at and at.isoformat() for name, at in moments.items()},
    }


def transfer(
    connection: Connection,
    ticket: Ticket,
    *,
    topic: TopicId,
    partner: PartnerId | None,
    passed_on_by: StaffId | None,
    note: str,
) -> Ticket | None:
    """Waiting at its place for whom this fits, if it is in the same state still."""
    return tickets.moved(
        connection,
        ticket.id,
        (ticket.state,),
        state=TicketState.WAITING.value,
        staff=None,
        serving_at=None,
        topic=topic,
        told_topic=ticket.first_topic if topic != ticket.first_topic else None,
        partner=partner,
        passed_on_by=passed_on_by,
        note=note,
        marks=sorted(ticket.marks - {TicketMark.UNKNOWN_TOPIC}),
    )


def put_ahead(
    connection: Connection,
    ticket: TicketId,
    sources: Collection[TicketState],
    *,
    ahead: timedelta,
) -> Ticket | None:
    return tickets.moved(connection, ticket, sources, ahead_minutes=_minutes(ahead))


def step_back(
    connection: Connection,
    ticket: Ticket,
    sources: Collection[TicketState],
    *,
    stands_after: datetime,
) -> Ticket | None:
    """Once for as often as it has done so before; it is ahead of nobody any more."""
    return tickets.moved(
        connection,
        ticket.id,
        sources,
        columns.c.delays == ticket.delays,
        stands_after=stands_after,
        ahead_minutes=0,
        delays=columns.c.delays + 1,
    )


def _minutes(ahead: timedelta) -> int:
    return ahead // timedelta(minutes=1)
