"""How counsellors see the queue and take visitors through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.queues import in_order
from kiosk.operations import moves, moving
from kiosk.operations.context import Context, Outcome
from kiosk.store import events, tickets
from kiosk.store import staff as store
from kiosk.store.database import Connection, Duplicate

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import DeskId, TicketId
    from kiosk.operations.moves import Move


def queue(ctx: Context) -> list[Ticket]:
    """All that are under way today, in the order of the line."""
    with ctx.database.read() as connection:
        return in_order(tickets.not_ended(connection, ctx.today()))


def waiting(ctx: Context) -> int:
    """How many wait for a call."""
    with (
        ctx.database.read() as connection,
        ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall,
    ):
        return len(hall.line)


def next_for(ctx: Context, staff: Staff) -> Ticket | None:
    """Whom `call_next` would call now."""
    with (
        ctx.database.read() as connection,
        ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall,
    ):
        return hall.line.next_for(staff.own_skills)


def passed_on_to_nobody(ctx: Context, staff: Staff) -> Ticket | None:
    """The first whom they have passed on though nobody at a desk can help: `call_next`
    brings nobody straight back, so they are called by name or wait for a colleague."""
    with (
        ctx.database.read() as connection,
        ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall,
    ):
        alone = hall.line.served_by_nobody([s.own_skills for s in hall.present])
        return next(
            (
                ticket
                for ticket in hall.line
                if ticket.id in alone and ticket.passed_on_by == staff.id
            ),
            None,
        )


def served_by_nobody(ctx: Context) -> frozenset[TicketId]:
    """Who waits though nobody at a desk can help them."""
    with (
        ctx.database.read() as connection,
        ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall,
    ):
        return hall.line.served_by_nobody([s.own_skills for s in hall.present])


def today(ctx: Context) -> list[Ticket]:
    with ctx.database.read() as connection:
        return in_order(tickets.since_day(connection, ctx.today()))


def ticket(ctx: Context, ticket_id: TicketId) -> Ticket:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        return moving.known(connection, ticket_id)


def current(ctx: Context, staff: Staff) -> Ticket | None:
    """Whom this counsellor has called or serves."""
    with ctx.database.read() as connection:
        return tickets.held_by(connection, staff.id)


def last_seq(ctx: Context) -> int:
    with ctx.database.read() as connection:
        return events.last_seq(connection)


def call_next(ctx: Context, staff: Staff) -> Outcome:
    """The first visitor whom this counsellor can help; no ticket if there is none.

    Raises `NotAllowed` without a desk, `IllegalMove` while somebody is still there.
    """
    desk = moving.desk_of(ctx, staff)
    with ctx.database.begin() as connection:
        moving.check_free(connection, staff)
        with ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall:
            first = hall.line.next_for(staff.own_skills)
        if first is None:
            return Outcome()
        return _call(ctx, connection, staff, desk, first.id)


def call(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """This visitor, out of turn or back from parking; it ends a pause."""
    desk = moving.desk_of(ctx, staff)
    with ctx.database.begin() as connection:
        moving.check_free(connection, staff)
        return _call(ctx, connection, staff, desk, ticket_id)


def call_again(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """Three times at most. Raises `NotAllowed`, `NotFound` or `IllegalMove`, as all
    moves below."""
    desk, move = moving.desk_of(ctx, staff), moves.CALL_AGAIN
    with ctx.database.begin() as connection:
        before = moving.movable(ctx, connection, staff, ticket_id, move)
        moved = tickets.call_again(
            connection, ticket_id, move.sources, desk=desk, at=ctx.clock.now()
        )
        return moving.record(ctx, connection, staff, move, before, moved)


def at_desk(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """The visitor has arrived; counselling begins."""
    move = moves.AT_DESK
    with ctx.database.begin() as connection:
        before = moving.movable(ctx, connection, staff, ticket_id, move)
        moved = tickets.reach_desk(
            connection, ticket_id, move.sources, at=ctx.clock.now()
        )
        return moving.record(ctx, connection, staff, move, before, moved)


def finish(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    return _end(ctx, staff, ticket_id, moves.FINISH)


def no_show(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """Called, and did not come."""
    return _end(ctx, staff, ticket_id, moves.NO_SHOW)


def park(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """Away for a moment; keeps the place."""
    return _put_back(ctx, staff, ticket_id, moves.PARK)


def requeue(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """Back to the queue; keeps the place. A colleague may do it too."""
    return _put_back(ctx, staff, ticket_id, moves.REQUEUE)


def take_over(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """The visitor of a counsellor who is not at a desk any more becomes theirs."""
    desk, move = moving.desk_of(ctx, staff), moves.TAKE_OVER
    with ctx.database.begin() as connection:
        known = moving.known(connection, ticket_id)
        if known.staff in (None, staff.id):
            raise moves.refuse(known, move)
        moving.check_free(connection, staff)
        moving.check_may(ctx, connection, staff, known, move)
        try:
            taken = tickets.take_over(
                connection, known, desk=desk, staff=staff.id, at=ctx.clock.now()
            )
        except Duplicate:
            raise moving.busy(staff) from None
        return moving.record(ctx, connection, staff, move, known, taken)


def give_back(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """The visitor has said that they do not want to wait: as on their own page."""
    return _end(ctx, staff, ticket_id, moves.GIVE_BACK)


def _call(
    ctx: Context,
    connection: Connection,
    staff: Staff,
    desk: DeskId,
    ticket_id: TicketId,
) -> Outcome:
    move, before = moves.CALL, moving.known(connection, ticket_id)
    try:
        called = tickets.call(
            connection,
            ticket_id,
            move.sources,
            desk=desk,
            staff=staff.id,
            at=ctx.clock.now(),
        )
    except Duplicate:
        raise moving.busy(staff) from None
    if staff.pause is not None:
        store.set_pause(connection, staff.id, None, ctx.clock.now())
    return moving.record(ctx, connection, staff, move, before, called)


def _end(ctx: Context, staff: Staff, ticket_id: TicketId, move: Move) -> Outcome:
    with ctx.database.begin() as connection:
        before = moving.movable(ctx, connection, staff, ticket_id, move)
        moved = tickets.end(
            connection, ticket_id, move.sources, state=move.to, at=ctx.clock.now()
        )
        return moving.record(ctx, connection, staff, move, before, moved)


def _put_back(ctx: Context, staff: Staff, ticket_id: TicketId, move: Move) -> Outcome:
    with ctx.database.begin() as connection:
        before = moving.movable(ctx, connection, staff, ticket_id, move)
        moved = tickets.put_back(connection, ticket_id, move.sources, state=move.to)
        return moving.record(ctx, connection, staff, move, before, moved)
