"""How the place of a visitor in the line changes: another topic or partner, a
headstart, or letting others pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.events import EventKind
from kiosk.domain.tickets import (
    AT_A_DESK,
    LONGEST_NOTE,
    MOST_DELAYS,
    Ticket,
    TicketState,
)
from kiosk.errors import NoteTooLong
from kiosk.operations import moves, moving
from kiosk.operations.check_in import by_code
from kiosk.operations.context import Context, Outcome
from kiosk.store import events, ticket_changes

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.domain.priorities import Priority
    from kiosk.ids import PartnerId, TicketId, TopicId
    from kiosk.store.database import Connection

GO_FIRST = 2
"""How many go before a visitor who lets others pass."""
JUST_BEHIND = timedelta(microseconds=1)
NO_TEXT = re.compile(r"[\x00-\x1f\x7f\s]+")


@dataclass(frozen=True, slots=True)
class Transfer:
    """To whom a visitor is handed on, and what the next counsellor should know."""

    topic: TopicId
    partner: PartnerId | None = None
    note: str = ""


def transfer(ctx: Context, staff: Staff, ticket_id: TicketId, to: Transfer) -> Outcome:
    """Number and place stay; they are called by whom the new topic and partner fit.

    Whoever passed them on calls them from their row only.
    Raises `UnknownTopic`, `NoteTooLong`, `NotFound`, `NotAllowed` or `IllegalMove`.
    """
    ctx.catalogue().topic(to.topic)
    note = NO_TEXT.sub(" ", to.note).strip()
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(
            f"The note is longer than {LONGEST_NOTE} characters.",
            remedy="Write it shorter.",
        )
    if to.partner is not None:
        ctx.catalogue().partner(to.partner)
    move = moves.TRANSFER
    with ctx.database.begin() as connection:
        known = moving.movable(ctx, connection, staff, ticket_id, move)
        if known.state not in move.sources:
            raise moves.refuse(known, move)
        moved = ticket_changes.transfer(
            connection,
            known,
            topic=to.topic,
            partner=to.partner,
            passed_on_by=staff.id if _passes_on(staff, known, to) else None,
            note=note,
        )
        return moving.record(ctx, connection, staff, move, known, moved)


def _passes_on(staff: Staff, known: Ticket, to: Transfer) -> bool:
    """Not who only puts right the topic of somebody who waits: they may help best."""
    return known.state in AT_A_DESK or to.partner not in (None, staff.skills.partner)


def put_ahead(
    ctx: Context, staff: Staff, ticket_id: TicketId, priority: Priority
) -> Outcome:
    """From now on it counts as having come so much earlier; again takes that back.

    Raises `NotFound` or `IllegalMove`.
    """
    ahead, move = ctx.headstarts.of(priority), moves.PUT_AHEAD
    with ctx.database.begin() as connection:
        known = moving.known(connection, ticket_id)
        moved = ticket_changes.put_ahead(
            connection, ticket_id, move.sources, ahead=ahead
        )
        return moving.record(ctx, connection, staff, move, known, moved)


def step_back(ctx: Context, code: str, delays: int) -> Outcome:
    """The visitor lets the next two go first; sent again it changes nothing.

    `delays`: how often they had done so before, as their page said. Raises `NotFound`,
    or `IllegalMove` where nobody waits behind them.
    """
    now, move = ctx.clock.now(), moves.STEP_BACK
    with ctx.database.begin() as connection:
        known = by_code(connection, code)
        if known.delays != delays:
            return Outcome(known)
        behind = _next_behind(ctx, connection, known)
        if not behind or known.delays >= MOST_DELAYS:
            raise moves.refuse(known, move)
        moved = ticket_changes.step_back(
            connection,
            known,
            move.sources,
            stands_after=behind[-1].stands_since + JUST_BEHIND,
        )
        if moved is None:
            raise moves.refuse(known, move)
        event = events.append(connection, moved.id, EventKind.STEPPED_BACK, now)
    return Outcome(moved, (event,))


def may_step_back(ctx: Context, ticket: Ticket) -> int:
    """How many would go first if the visitor let others pass now; 0: it cannot be."""
    if ticket.state is not TicketState.WAITING or ticket.delays >= MOST_DELAYS:
        return 0
    with ctx.database.read() as connection:
        return len(_next_behind(ctx, connection, ticket))


def _next_behind(ctx: Context, connection: Connection, ticket: Ticket) -> list[Ticket]:
    if ticket.state is not TicketState.WAITING or ticket.service_day < ctx.today():
        return []
    with ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall:
        present = [somebody.own_skills for somebody in hall.present]
        return hall.line.people_after(ticket, present, GO_FIRST)
