"""One counsellor in a process of their own, who presses until nobody waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from kiosk.operations import accounts, calling
from kiosk.operations.context import Context
from kiosk.store.database import Database
from tests.builders import a_catalogue
from tests.fakes.clock import FixedClock
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from kiosk.ids import StaffId, TicketId


@dataclass(frozen=True)
class Work:
    """What one process is told: where the hub's database is, and who it is."""

    url: str
    staff: StaffId


def press_until_nobody_waits(work: Work) -> list[TicketId]:
    """Whom this counsellor has served, in order."""
    database = Database(make_url(work.url))
    ctx = Context(database, FixedClock(), CountingIds(), a_catalogue)
    me = accounts.staff(ctx, work.staff)
    served = []
    while (ticket := calling.call_next(ctx, me).ticket) is not None:
        calling.at_desk(ctx, me, ticket.id)
        if ticket.calls == 1 and ticket.number.count % 5 == 0:
            calling.requeue(ctx, me, ticket.id)
            continue
        served.append(ticket.id)
        calling.finish(ctx, me, ticket.id)
    database.close()
    return served
