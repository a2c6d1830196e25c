"""What the hub did not take, kept for staff: its visitor will not be called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.refusals import RefusalReason, RefusedTicket
from kiosk.errors import CodeTaken, ImpossibleMoment, KioskError, OtherData
from kiosk.store import refused_tickets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.access import PairedTerminal
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import TicketId
    from kiosk.operations.context import Context

MOST_LISTED = 100
"""What stands beyond that on a page is read by nobody; how many there are is told."""

REASONS: dict[type[KioskError], RefusalReason] = {
    ImpossibleMoment: RefusalReason.CLOCK,
    OtherData: RefusalReason.OTHER_DATA,
    CodeTaken: RefusalReason.CODE_TAKEN,
}


@dataclass(frozen=True, slots=True)
class ListedRefusals:
    """Tickets that the hub refused and did not take since."""

    listed: tuple[RefusedTicket, ...]
    more: int
    """How many older ones there are."""
    at_least: bool
    """Whether there may be even more, which the hub has forgotten."""


def keep(
    ctx: Context, refused: Sequence[tuple[PairedTerminal, Ticket, KioskError]]
) -> None:
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        for terminal, ticket, error in refused:
            reason = REASONS.get(type(error), RefusalReason.NOT_UNDERSTOOD)
            number = str(ticket.number)
            refused_tickets.put(
                connection,
                RefusedTicket(ticket.id, terminal.name, number, reason, now),
            )


def keep_unread(
    ctx: Context, terminal: PairedTerminal, ticket: TicketId, number: str
) -> None:
    """What came in a form that this hub does not read; `number` as far as it could."""
    refused = RefusedTicket(
        ticket, terminal.name, number, RefusalReason.NOT_UNDERSTOOD, ctx.clock.now()
    )
    with ctx.database.begin() as connection:
        refused_tickets.put(connection, refused)


def recent(ctx: Context, most: int = MOST_LISTED) -> ListedRefusals:
    """The newest first, and how many there are besides."""
    with ctx.database.read() as connection:
        listed = refused_tickets.newest(connection, most)
        every = refused_tickets.count(connection)
    return ListedRefusals(
        tuple(listed), every - len(listed), every >= refused_tickets.MOST_KEPT
    )
