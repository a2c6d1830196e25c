"""How tickets reach the hub, and what their visitors may ask and do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.events import EventKind
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.errors import (
    Conflict,
    KioskError,
    NotFound,
    UnknownLanguage,
    UnknownTopic,
)
from kiosk.i18n.languages import language
from kiosk.ids import TicketCode, TicketId
from kiosk.operations.context import Context, Outcome
from kiosk.operations.moves import WITHDRAW, refuse
from kiosk.store import day_counts, events, tickets
from kiosk.store.database import Connection, Duplicate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.access import PairedTerminal

    Delivery = tuple[PairedTerminal, Ticket]

LOOKALIKES = str.maketrans("OIL", "011")
"""How Crockford's base 32 reads letters that it does not have."""

AT_A_DESK = frozenset({TicketState.CALLED, TicketState.SERVING})


@dataclass(frozen=True, slots=True)
class Accepted:
    outcome: Outcome
    standing: Standing
    created: bool
    """False when the same ticket had been delivered before."""


def accept(ctx: Context, terminal: PairedTerminal, ticket: Ticket) -> Accepted:
    """Take in what a terminal has issued; the same ticket again changes nothing.

    A topic that is not offered any more is taken in too: its visitor holds a number.
    Raises `Conflict`, `UnknownTopic` or `UnknownLanguage`.
    """
    (answer,) = accept_all(ctx, [(terminal, ticket)])
    if isinstance(answer, KioskError):
        raise answer
    return answer


def accept_all(
    ctx: Context, deliveries: Sequence[Delivery]
) -> list[Accepted | KioskError]:
    """`accept` for several, with one commit for all that are new.

    What would be raised for one is its answer; what is raised concerns them all.
    """
    early = [_before_writing(ctx, *delivery) for delivery in deliveries]
    both = zip(deliveries, early, strict=True)
    added = iter(_added(ctx, [ticket for (_, ticket), answer in both if not answer]))
    return [answer or next(added) for answer in early]


def standing(ctx: Context, ticket_id: TicketId) -> Standing:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        ticket = tickets.by_id(connection, ticket_id)
        if ticket is not None:
            return _standing(ctx, connection, ticket)
        ended = day_counts.closed_state(connection, ticket_id)
    if ended is None:
        raise NotFound(
            "There is no such ticket.", remedy="Deliver it first, then ask for it."
        )
    return Standing(ended, 0, None, ctx.clock.now())


def ticket_by_code(ctx: Context, code: str) -> tuple[Ticket, Standing]:
    """What the visitor's own page shows. Raises `NotFound`."""
    with ctx.database.read() as connection:
        ticket = _by_code(connection, code)
        return ticket, _standing(ctx, connection, ticket)


def withdraw(ctx: Context, code: str) -> Outcome:
    """The visitor goes. Raises `NotFound` or `IllegalMove`."""
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        known = _by_code(connection, code)
        gone = tickets.end(
            connection, known.id, WITHDRAW.sources, state=WITHDRAW.to, at=now
        )
        if gone is None:
            raise refuse(known, WITHDRAW)
        event = events.append(connection, gone.id, WITHDRAW.kind, now)
    return Outcome(gone, (event,))


def _before_writing(
    ctx: Context, terminal: PairedTerminal, ticket: Ticket
) -> Accepted | KioskError | None:
    """The answer, if the ticket need not or must not be added."""
    try:
        _check_series(terminal, ticket)
        _check_content(ctx, ticket)
    except (Conflict, UnknownTopic, UnknownLanguage) as refusal:
        return refusal
    closed = _replay_of_closed(ctx, ticket)
    return Accepted(Outcome(), closed, created=False) if closed else None


def _check_series(terminal: PairedTerminal, ticket: Ticket) -> None:
    if ticket.number.series != terminal.series:
        raise Conflict(
            f"Ticket {ticket.number} does not belong to series {terminal.series}.",
            remedy="Pair the terminal again with its own series.",
        )


def _check_content(ctx: Context, ticket: Ticket) -> None:
    """A ticket that is here already passes, whatever the content says by now."""
    catalogue = ctx.catalogue()
    try:
        catalogue.topic(ticket.topic)
        if ticket.language not in catalogue.counselling_languages:
            language(ticket.language)
        language(ticket.screen_language)
    except (UnknownTopic, UnknownLanguage):
        with ctx.database.read() as connection:
            if tickets.by_id(connection, ticket.id) is None:
                raise


def _added(ctx: Context, fresh: Sequence[Ticket]) -> list[Accepted | KioskError]:
    """All in one transaction; when one is here already, each in its own."""
    if not fresh:
        return []
    try:
        with ctx.database.begin() as connection:
            return [_add(ctx, connection, ticket) for ticket in fresh]
    except Duplicate:
        if len(fresh) > 1:
            return [answer for ticket in fresh for answer in _added(ctx, [ticket])]
    try:
        return [_replay(ctx, fresh[0])]
    except Conflict as refusal:
        return [refusal]


def _add(ctx: Context, connection: Connection, ticket: Ticket) -> Accepted:
    tickets.add(connection, ticket)
    event = events.append(connection, ticket.id, EventKind.ISSUED, ticket.issued_at)
    stands = _standing(ctx, connection, ticket)
    return Accepted(Outcome(ticket, (event,)), stands, created=True)


def _replay(ctx: Context, ticket: Ticket) -> Accepted:
    """The same again, or something else under a name that is taken."""
    with ctx.database.read() as connection:
        known = tickets.by_id(connection, ticket.id)
        if known is None:
            raise Conflict(
                f"The number {ticket.number} or its code belongs to another ticket"
                f" of {ticket.service_day}.",
                remedy="Check that only one terminal is paired with this series.",
            )
        if _identity(known) != _identity(ticket):
            raise Conflict(
                f"Ticket {known.number} was delivered before with other data.",
                remedy="Deliver a ticket unchanged, or issue a new one.",
            )
        stands = _standing(ctx, connection, known)
    return Accepted(Outcome(known), stands, created=False)


def _replay_of_closed(ctx: Context, ticket: Ticket) -> Standing | None:
    """Only tickets of earlier days can be closed already, so others cost nothing."""
    if ticket.service_day >= ctx.today():
        return None
    with ctx.database.read() as connection:
        ended = day_counts.closed_state(connection, ticket.id)
    return Standing(ended, 0, None, ctx.clock.now()) if ended else None


def _identity(ticket: Ticket) -> tuple[object, ...]:
    """What a terminal says of a ticket, and what never changes afterwards."""
    return (
        ticket.number,
        ticket.service_day,
        ticket.topic,
        ticket.language,
        ticket.screen_language,
        ticket.code,
        ticket.issued_at,
    )


def _standing(ctx: Context, connection: Connection, ticket: Ticket) -> Standing:
    waits = ticket.state is TicketState.WAITING
    return Standing(
        state=ticket.state,
        people_before=tickets.waiting_before(connection, ticket) if waits else 0,
        desk=ticket.desk if ticket.state in AT_A_DESK else None,
        as_of=ctx.clock.now(),
    )


def _by_code(connection: Connection, code: str) -> Ticket:
    read = TicketCode(code.upper().translate(LOOKALIKES))
    ticket = tickets.by_code(connection, read)
    if ticket is None:
        raise NotFound(
            "There is no ticket with this code, or its day is over.",
            remedy="Take a new number at the terminal.",
        )
    return ticket
