"""How counsellors see the queue and take visitors through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.queues import in_order
from kiosk.domain.tickets import UNDO_WITHIN
from kiosk.errors import IllegalMove, NotAllowed, NotFound
from kiosk.operations import moves
from kiosk.operations.context import Context, Outcome
from kiosk.store import events, tickets
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


def served_by_nobody(ctx: Context) -> frozenset[TicketId]:
    """Who waits though nobody at a desk can help them."""
    with (
        ctx.database.read() as connection,
        ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall,
    ):
        return hall.line.served_by_nobody([s.skills for s in hall.present])


def today(ctx: Context) -> list[Ticket]:
    with ctx.database.read() as connection:
        return in_order(tickets.since_day(connection, ctx.today()))


def ticket(ctx: Context, ticket_id: TicketId) -> Ticket:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        return _known(connection, ticket_id)


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
    desk = _desk_of(staff)
    with ctx.database.begin() as connection:
        _check_free(connection, staff)
        with ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall:
            first = hall.line.next_for(staff.skills)
        if first is None:
            return Outcome()
        return _call(ctx, connection, staff, desk, first.id)


def call(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """This visitor, out of turn or back from a break."""
    desk = _desk_of(staff)
    with ctx.database.begin() as connection:
        _check_free(connection, staff)
        return _call(ctx, connection, staff, desk, ticket_id)


def call_again(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """Raises `NotAllowed`, `NotFound` or `IllegalMove`, as all moves below."""
    desk = _desk_of(staff)
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        _check_may_move(ctx, connection, staff, ticket_id, moves.CALL_AGAIN)
        moved = tickets.call_again(
            connection, ticket_id, moves.CALL_AGAIN.sources, desk=desk, at=now
        )
        return _record(ctx, connection, staff, moves.CALL_AGAIN, ticket_id, moved)


def at_desk(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """The visitor has arrived; counselling begins."""
    with ctx.database.begin() as connection:
        _check_may_move(ctx, connection, staff, ticket_id, moves.AT_DESK)
        moved = tickets.reach_desk(
            connection, ticket_id, moves.AT_DESK.sources, at=ctx.clock.now()
        )
        return _record(ctx, connection, staff, moves.AT_DESK, ticket_id, moved)


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
    desk = _desk_of(staff)
    with ctx.database.begin() as connection:
        known = _known(connection, ticket_id)
        if known.staff in (None, staff.id):
            raise moves.refuse(known, moves.TAKE_OVER)
        _check_free(connection, staff)
        _check_may(ctx, connection, staff, known, moves.TAKE_OVER)
        try:
            taken = tickets.take_over(
                connection, known, desk=desk, staff=staff.id, at=ctx.clock.now()
            )
        except Duplicate:
            raise _busy(staff) from None
        return _record(ctx, connection, staff, moves.TAKE_OVER, ticket_id, taken)


def undo(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """Take back, within two minutes, that a visit was finished or nobody came.

    Only by who ended it, and not while they have another visitor: whom they called
    since must not be sent away by this. Raises as the moves above.
    """
    desk = _desk_of(staff)
    with ctx.database.begin() as connection:
        known = _known(connection, ticket_id)
        _check_free(connection, staff)
        if not _may_undo(ctx, connection, staff, known):
            raise moves.refuse(known, moves.UNDO)
        back = tickets.undo(connection, known, desk=desk, staff=staff.id)
        return _record(ctx, connection, staff, moves.UNDO, ticket_id, back)


def undoable(ctx: Context, staff: Staff) -> Ticket | None:
    """The visit that this counsellor ended last, while that can be undone."""
    since = ctx.clock.now() - UNDO_WITHIN
    with ctx.database.read() as connection:
        ended = tickets.ended_since(connection, ctx.today(), since)
        own = [t for t in ended if _may_undo(ctx, connection, staff, t)]
    return max(own, key=lambda ticket: ticket.ended_at or since, default=None)


def _may_undo(
    ctx: Context, connection: Connection, staff: Staff, ticket: Ticket
) -> bool:
    if not ticket.may_be_undone(ctx.clock.now()):
        return False
    return events.of_ticket(connection, ticket.id)[-1].staff == staff.id


def _call(
    ctx: Context,
    connection: Connection,
    staff: Staff,
    desk: DeskId,
    ticket_id: TicketId,
) -> Outcome:
    try:
        called = tickets.call(
            connection,
            ticket_id,
            moves.CALL.sources,
            desk=desk,
            staff=staff.id,
            at=ctx.clock.now(),
        )
    except Duplicate:
        raise _busy(staff) from None
    return _record(ctx, connection, staff, moves.CALL, ticket_id, called)


def _end(ctx: Context, staff: Staff, ticket_id: TicketId, move: Move) -> Outcome:
    with ctx.database.begin() as connection:
        _check_may_move(ctx, connection, staff, ticket_id, move)
        moved = tickets.end(
            connection, ticket_id, move.sources, state=move.to, at=ctx.clock.now()
        )
        return _record(ctx, connection, staff, move, ticket_id, moved)


def _put_back(ctx: Context, staff: Staff, ticket_id: TicketId, move: Move) -> Outcome:
    with ctx.database.begin() as connection:
        _check_may_move(ctx, connection, staff, ticket_id, move)
        moved = tickets.put_back(connection, ticket_id, move.sources, state=move.to)
        return _record(ctx, connection, staff, move, ticket_id, moved)


def _record(
    ctx: Context,
    connection: Connection,
    staff: Staff,
    move: Move,
    ticket_id: TicketId,
    moved: Ticket | None,
) -> Outcome:
    """Write the event of a move that was made, or say why it was not."""
    if moved is None:
        raise moves.refuse(_known(connection, ticket_id), move)
    event = events.append(
        connection,
        moved.id,
        move.kind,
        ctx.clock.now(),
        desk=moved.desk,
        staff=staff.id,
    )
    return Outcome(moved, (event,))


def _known(connection: Connection, ticket_id: TicketId) -> Ticket:
    known = tickets.by_id(connection, ticket_id)
    if known is None:
        raise NotFound(
            "There is no such ticket, or its day is over.", remedy="Reload the queue."
        )
    return known


def _desk_of(staff: Staff) -> DeskId:
    if staff.desk is None:
        raise NotAllowed(
            "Visitors cannot be called without a desk.", remedy="Choose a desk first."
        )
    return staff.desk


def _check_free(connection: Connection, staff: Staff) -> None:
    if tickets.held_by(connection, staff.id) is not None:
        raise _busy(staff)


def _busy(staff: Staff) -> IllegalMove:
    return IllegalMove(
        f"{staff.sign_in_name} still has a visitor.",
        remedy="Finish with this visitor first, park them or put them back.",
    )


def _check_may_move(
    ctx: Context,
    connection: Connection,
    staff: Staff,
    ticket_id: TicketId,
    move: Move,
) -> None:
    known = tickets.by_id(connection, ticket_id)
    if known is not None:
        _check_may(ctx, connection, staff, known, move)


def _check_may(
    ctx: Context, connection: Connection, staff: Staff, ticket: Ticket, move: Move
) -> None:
    """Raises `NotAllowed` for what only the ticket's counsellor may do.

    A visitor whose counsellor is not at a desk any more is everybody's to help.
    """
    holder = ticket.staff
    if holder in (None, staff.id) or not move.only_by_its_counsellor:
        return
    if staff.may_administer() and move is not moves.TAKE_OVER:
        return
    with ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall:
        present = any(somebody.id == holder for somebody in hall.present)
    if present or not move.by_others_once_left:
        raise NotAllowed(
            "This visitor is with another counsellor.",
            remedy="Ask them, or put the visitor back to the queue and call again.",
        )
