"""How tickets reach the hub, and what their visitors may ask and do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.domain.arrivals import TicketMark, arrived
from kiosk.domain.events import EventKind
from kiosk.domain.queues import Standing
from kiosk.domain.tickets import Ticket, TicketState
from kiosk.errors import (
    CodeTaken,
    Conflict,
    ImpossibleMoment,
    KioskError,
    NotFound,
    OtherData,
    UnknownTopic,
)
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import TicketCode, TicketId
from kiosk.operations import appointments, refusals, waiting_times
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


@dataclass(frozen=True, slots=True)
class Accepted:
    outcome: Outcome
    standing: Standing
    created: bool
    """False when the same ticket had been delivered before."""


def accept(ctx: Context, terminal: PairedTerminal, ticket: Ticket) -> Accepted:
    """Take in what a terminal has issued; the same ticket again changes nothing.

    Whatever is odd about it, its visitor holds a number: it is taken and marked.
    Raises `ImpossibleMoment` or `Conflict`.
    """
    (answer,) = accept_all(ctx, [(terminal, ticket)])
    if isinstance(answer, KioskError):
        raise answer
    return answer


def accept_all(
    ctx: Context, deliveries: Sequence[Delivery]
) -> list[Accepted | KioskError]:
    """`accept` for several, with one commit for all that are new.

    What would be raised for one is its answer, and kept for staff; what is raised
    concerns them all.
    """
    early = [_taken(ctx, *delivery) for delivery in deliveries]
    added = iter(_added(ctx, [taken for taken in early if isinstance(taken, Ticket)]))
    answers = [next(added) if isinstance(taken, Ticket) else taken for taken in early]
    refused = [
        (*delivery, answer)
        for delivery, answer in zip(deliveries, answers, strict=True)
        if isinstance(answer, KioskError)
    ]
    if refused:
        refusals.keep(ctx, refused)
    return _with_standings(ctx, answers)


def standing(ctx: Context, ticket_id: TicketId) -> Standing:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        ticket = tickets.by_id(connection, ticket_id)
        stands = _standing(ctx, connection, ticket) if ticket else None
        ended = day_counts.closed_state(connection, ticket_id)
    if stands is not None:
        return _with_wait(ctx, ticket_id, stands)
    if ended is None:
        raise NotFound(
            "There is no such ticket.", remedy="Deliver it first, then ask for it."
        )
    return Standing(ended, 0, None, ctx.clock.now())


def ticket_by_code(ctx: Context, code: str) -> tuple[Ticket, Standing]:
    """What the visitor's own page shows. Raises `NotFound`."""
    with ctx.database.read() as connection:
        ticket = by_code(connection, code)
        stands = _standing(ctx, connection, ticket)
    return ticket, _with_wait(ctx, ticket.id, stands)


def withdraw(ctx: Context, code: str) -> Outcome:
    """The visitor goes. Raises `NotFound` or `IllegalMove`."""
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        known = by_code(connection, code)
        gone = tickets.end(
            connection, known.id, WITHDRAW.sources, state=WITHDRAW.to, at=now
        )
        if gone is None:
            raise refuse(known, WITHDRAW)
        event = events.append(connection, gone.id, WITHDRAW.kind, now)
    return Outcome(gone, (event,))


def _taken(
    ctx: Context, terminal: PairedTerminal, ticket: Ticket
) -> Ticket | Accepted | ImpossibleMoment:
    """As it stands in the line, with what is odd about it, or why it stands nowhere."""
    marks = set()
    if ticket.number.series != terminal.series:
        marks.add(TicketMark.OTHER_SERIES)
    catalogue = ctx.catalogue()
    try:
        catalogue.topic(ticket.topic)
    except UnknownTopic:
        marks.add(TicketMark.UNKNOWN_TOPIC)
    spoken = (*catalogue.counselling_languages, *LANGUAGES)
    if ticket.language not in spoken:
        marks.add(TicketMark.UNKNOWN_LANGUAGE)
    marked = replace(ticket, marks=frozenset(marks))
    try:
        return arrived(marked, terminal.contact, ctx.clock.now(), ctx.today())
    except ImpossibleMoment as refusal:
        with ctx.database.read() as connection:
            ended = day_counts.closed_state(connection, ticket.id)
        return _closed(ctx, ended) if ended else refusal  # in time, it was taken


def _closed(ctx: Context, ended: TicketState) -> Accepted:
    stands = Standing(ended, 0, None, ctx.clock.now())
    return Accepted(Outcome(), stands, created=False)


def _added(ctx: Context, fresh: Sequence[Ticket]) -> list[Accepted | KioskError]:
    """All in one transaction; when one is here already, each in its own."""
    if not fresh:
        return []
    try:
        with ctx.database.begin() as connection:
            ended = day_counts.closed_states(connection, [each.id for each in fresh])
            return [
                _closed(ctx, ended[ticket.id])
                if ticket.id in ended
                else _add(ctx, connection, ticket)
                for ticket in fresh
            ]
    except Duplicate:
        if len(fresh) > 1:
            return [answer for ticket in fresh for answer in _added(ctx, [ticket])]
    try:
        return [_again(ctx, fresh[0])]
    except Conflict as refusal:
        return [refusal]


def _add(ctx: Context, connection: Connection, ticket: Ticket) -> Accepted:
    ticket = appointments.redeemed(ctx, connection, ticket)
    tickets.add(connection, ticket)
    event = events.append(connection, ticket.id, EventKind.ISSUED, ticket.issued_at)
    stands = Standing(ticket.state, 0, None, ctx.clock.now())  # see _with_standings
    return Accepted(Outcome(ticket, (event,)), stands, created=True)


def _again(ctx: Context, ticket: Ticket) -> Accepted:
    """The same ticket again, or another visitor with a number that is taken."""
    with ctx.database.read() as connection:
        known = tickets.by_id(connection, ticket.id)
        stands = _standing(ctx, connection, known) if known else None
    if known is None or stands is None:
        return _next_holder(ctx, ticket)
    if _identity(known) != _identity(ticket):
        raise OtherData(
            f"Ticket {known.number} was delivered before with other data.",
            remedy="Deliver a ticket unchanged, or issue a new one.",
        )
    return Accepted(Outcome(known), stands, created=False)


def _next_holder(ctx: Context, ticket: Ticket) -> Accepted:
    """Two terminals share a token, or one has lost its data: both visitors wait."""
    try:
        with ctx.database.begin() as connection:
            holders = tickets.holders(connection, ticket.number, ticket.service_day)
            return _add(ctx, connection, replace(ticket, holder=holders + 1))
    except Duplicate:
        raise CodeTaken(
            f"The code of ticket {ticket.number} opens the page of another visitor.",
            remedy="Give this visitor a new number.",
        ) from None


def _identity(ticket: Ticket) -> tuple[object, ...]:
    """What a terminal says of a ticket, and what never changes afterwards."""
    return (
        ticket.number,
        ticket.told_day or ticket.service_day,
        ticket.first_topic,
        ticket.language,
        ticket.screen_language,
        ticket.code,
        ticket.told_at or ticket.issued_at,
    )


def _standing(ctx: Context, connection: Connection, ticket: Ticket) -> Standing:
    """Not in a transaction that has written: only what is committed stands anywhere."""
    (stands,) = _standings(ctx, connection, [ticket])
    return stands


def _standings(
    ctx: Context, connection: Connection, asked: Sequence[Ticket]
) -> list[Standing]:
    now, today = ctx.clock.now(), ctx.today()
    with ctx.line.now(connection, today, now) as hall:
        return [hall.standing(ticket, today, now) for ticket in asked]


def _with_standings(
    ctx: Context, answers: Sequence[Accepted | KioskError]
) -> list[Accepted | KioskError]:
    """What is new stands somewhere now that it is committed, each after the others."""
    new = [a.outcome.ticket for a in answers if isinstance(a, Accepted) and a.created]
    fresh = [ticket for ticket in new if ticket is not None]
    if not fresh:
        return list(answers)
    with ctx.database.read() as connection:
        stand = iter(_standings(ctx, connection, fresh))
    return [
        replace(answer, standing=next(stand))
        if isinstance(answer, Accepted) and answer.created
        else answer
        for answer in answers
    ]


def _with_wait(ctx: Context, ticket: TicketId, stands: Standing) -> Standing:
    """Not with a delivery: nobody reads that answer yet, and it must not take long."""
    if stands.state is not TicketState.WAITING or stands.lack():
        return stands
    return replace(stands, wait=waiting_times.said(ctx, ticket))


def by_code(connection: Connection, code: str) -> Ticket:
    """As somebody typed it. Raises `NotFound`."""
    read = TicketCode(code.upper().translate(LOOKALIKES))
    ticket = tickets.by_code(connection, read)
    if ticket is None:
        raise NotFound(
            "There is no ticket with this code, or its day is over.",
            remedy="Take a new number at the terminal.",
        )
    return ticket
