"""How visitors found their visit: a face each, counted by day."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.feedback import VisitFace
from kiosk.domain.tickets import TicketState
from kiosk.operations import calling
from kiosk.operations.check_in import by_code
from kiosk.store import feedback as store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.operations.context import Context

TOLD_FROM = 5
"""Of fewer answers nothing is told: who gave them could be guessed."""
LATELY = timedelta(days=30)


def give(ctx: Context, code: str, face: VisitFace) -> bool:
    """Whether it was kept: only of a visit that is finished. Another face replaces it.

    Raises `NotFound`.
    """
    with ctx.database.begin() as connection:
        ticket = by_code(connection, code)
        if ticket.state is not TicketState.DONE or ticket.service_day < ctx.today():
            return False
        store.keep(connection, ticket.id, face)
        return True


def today(ctx: Context) -> Mapping[VisitFace, int] | None:
    """None where too few have answered."""
    return _told(Counter(t.feedback for t in calling.today(ctx) if t.feedback))


def lately(ctx: Context) -> Mapping[VisitFace, int] | None:
    """Of closed days; None where too few have answered."""
    with ctx.database.read() as connection:
        return _told(store.since(connection, ctx.today() - LATELY))


def _told(counts: Mapping[VisitFace, int]) -> Mapping[VisitFace, int] | None:
    if sum(counts.values()) < TOLD_FROM:
        return None
    return {face: counts.get(face, 0) for face in VisitFace}
