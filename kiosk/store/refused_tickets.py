"""Tickets that the hub did not take: the newest ones, until their day is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, exists, func, or_, select, tuple_, update

from kiosk.domain.refusals import RefusalReason, RefusedTicket
from kiosk.ids import TicketId
from kiosk.store.schema import refused_tickets, tickets

if TYPE_CHECKING:
    from datetime import datetime

MOST_KEPT = 1_000
"""The newest; each is counted, however few of them stand on a page."""

_STILL_REFUSED = or_(
    refused_tickets.c.reason == RefusalReason.OTHER_DATA.value,  # the first is there
    ~exists().where(tickets.c.id == refused_tickets.c.id),
)
_KEY = tuple(refused_tickets.primary_key)
_NEWEST = (refused_tickets.c.at.desc(), *_KEY)


def put(connection: Connection, refused: RefusedTicket) -> None:
    """Add it, or note that it was tried again. A terminal tries every ten minutes."""
    key = {"id": refused.id, "terminal": refused.terminal, "number": refused.number}
    values = {"reason": refused.reason.value, "at": refused.at}
    known = connection.execute(update(refused_tickets).filter_by(**key).values(values))
    if known.rowcount == 0:
        connection.execute(refused_tickets.insert(), {**key, **values})
        _keep_the_newest(connection)


def newest(connection: Connection, most: int) -> list[RefusedTicket]:
    """Of those that were not taken since, the newest first."""
    rows = connection.execute(
        select(refused_tickets).where(_STILL_REFUSED).order_by(*_NEWEST).limit(most)
    )
    return [
        RefusedTicket(
            id=TicketId(row.id),
            terminal=row.terminal,
            number=row.number,
            reason=RefusalReason(row.reason),
            at=row.at,
        )
        for row in rows
    ]


def count(connection: Connection) -> int:
    """How many were not taken since; of more than `MOST_KEPT` that many."""
    still = select(func.count()).select_from(refused_tickets).where(_STILL_REFUSED)
    return connection.execute(still).scalar_one()


def forget(connection: Connection, before: datetime) -> None:
    """At the close of a day nothing remains that leads to a person."""
    connection.execute(refused_tickets.delete().where(refused_tickets.c.at < before))


def _keep_the_newest(connection: Connection) -> None:
    every = select(func.count()).select_from(refused_tickets)
    if connection.execute(every).scalar_one() > MOST_KEPT:
        kept = select(*_KEY).order_by(*_NEWEST).limit(MOST_KEPT)
        connection.execute(refused_tickets.delete().where(tuple_(*_KEY).not_in(kept)))
