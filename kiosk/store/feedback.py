"""Faces that visitors left: on their ticket until its day is closed, then counts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update

from kiosk.domain.tickets import TicketState
from kiosk.store.schema import day_feedback, tickets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.domain.feedback import VisitFace
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import TicketId


def keep(connection: Connection, ticket: TicketId, face: VisitFace) -> None:
    connection.execute(
        update(tickets)
        .where(tickets.c.id == ticket, tickets.c.state == TicketState.DONE.value)
        .values(feedback=face)
    )


def count(connection: Connection, ended: Iterable[Ticket]) -> None:
    """Add to what is there of the days of these tickets."""
    given = Counter((t.service_day, t.feedback) for t in ended if t.feedback)
    for (day, face), number in given.items():
        known = connection.execute(
            update(day_feedback)
            .where(day_feedback.c.service_day == day, day_feedback.c.face == face)
            .values(answers=day_feedback.c.answers + number)
        )
        if known.rowcount == 0:
            row = {"service_day": day, "face": face, "answers": number}
            connection.execute(day_feedback.insert(), row)
