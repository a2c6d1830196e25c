"""The calls of a service day, each by the number of its newest event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, select

from kiosk.domain.displays import MOST_SHOWN, SHOWN_STATES, Call
from kiosk.domain.events import EventKind
from kiosk.domain.tickets import TicketNumber, TicketState
from kiosk.ids import LanguageCode
from kiosk.store.schema import ticket_events, tickets

if TYPE_CHECKING:
    from datetime import date

CALLING = (EventKind.CALLED, EventKind.CALLED_AGAIN, EventKind.TAKEN_OVER)
"""Who was called and is taken over is called to another desk."""

_SEQ = func.max(ticket_events.c.seq).label("call")
_CALLS = (
    select(
        _SEQ,
        tickets.c.series,
        tickets.c.count,
        tickets.c.desk,
        tickets.c.state,
        tickets.c.called_at,
        tickets.c.screen_language,
    )
    .join(ticket_events, ticket_events.c.ticket == tickets.c.id)
    .where(
        tickets.c.service_day == bindparam("day"),
        tickets.c.state.in_(bindparam("states", expanding=True)),
        ticket_events.c.kind.in_([kind.value for kind in CALLING]),
    )
    .group_by(tickets.c.id)
    .order_by(_SEQ.desc())
)


def awaited(connection: Connection, day: date) -> list[Call]:
    """All who are called and have not come: as many as there are counsellors."""
    found = {"day": day, "states": [TicketState.CALLED.value]}
    return [_call(row) for row in connection.execute(_CALLS, found)]


def newest(connection: Connection, day: date) -> list[Call]:
    """The last few that a display may show, the newest first."""
    found = {"day": day, "states": sorted(state.value for state in SHOWN_STATES)}
    return [_call(row) for row in connection.execute(_CALLS.limit(MOST_SHOWN), found)]


def _call(row: Any) -> Call:
    return Call(
        seq=row.call,
        number=TicketNumber(row.series, row.count),
        desk=row.desk,
        state=TicketState(row.state),
        called_at=row.called_at,
        language=LanguageCode(row.screen_language),
    )
