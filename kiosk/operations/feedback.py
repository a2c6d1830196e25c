"""How visitors found their visit: a face each, counted by day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kiosk.domain.feedback import VisitFace
from kiosk.domain.figures.hiding import HIDDEN_BELOW
from kiosk.domain.figures.periods import PeriodKind, period_of
from kiosk.domain.tickets import TicketState
from kiosk.operations import calling, period_figures
from kiosk.operations.check_in import by_code
from kiosk.store import feedback as store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.operations.context import Context


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
    """None where too few have chosen one of them: who they are could be guessed."""
    return _told(Counter(t.feedback for t in calling.today(ctx) if t.feedback))


def last_month(ctx: Context) -> Mapping[VisitFace, int] | None:
    """As the figures tell it; None where they hide any of it, or nobody answered.

    A month, as the sums of days that move on would give away the last of them.
    """
    before = period_of(PeriodKind.MONTH, ctx.today()).before
    counts = period_figures.faces(ctx, before) if before else {}
    told = {VisitFace(face): n for face, n in counts.items() if n is not None}
    return _told(told) if len(told) == len(counts) else None


def _told(counts: Mapping[VisitFace, int]) -> Mapping[VisitFace, int] | None:
    few = any(0 < number < HIDDEN_BELOW for number in counts.values())
    if few or not any(counts.values()):
        return None
    return {face: counts.get(face, 0) for face in VisitFace}
