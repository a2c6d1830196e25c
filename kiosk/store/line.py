"""Whether the line or the desks have changed: one small query."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from kiosk.store.account_tables import presences
from kiosk.store.schema import ticket_events

# Three look-ups at the ends of indexes; in one SELECT they would read the whole table.
_MARKS = select(
    select(func.max(ticket_events.c.seq)).scalar_subquery().label("newest"),
    select(func.min(ticket_events.c.seq)).scalar_subquery().label("oldest"),
    select(func.max(presences.c.version)).scalar_subquery().label("desks"),
)


@dataclass(frozen=True, slots=True)
class LineMarks:
    """As long as these have not changed, nothing has. 0 where there is nothing yet."""

    newest: int
    """The number of the newest event; each change of a ticket has one."""
    oldest: int
    """That of the oldest: it grows when the tickets of a closed day are deleted."""
    desks: int
    """The version of who is at a desk, and with which skills."""


def marks(connection: Connection) -> LineMarks:
    newest, oldest, desks = connection.execute(_MARKS).one()
    return LineMarks(newest or 0, oldest or 0, desks or 0)
