"""What each move of a visitor by a counsellor checks before, and writes down after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import IllegalMove, NotAllowed, NotFound
from kiosk.operations import desk_titles, moves
from kiosk.operations.context import Context, Outcome
from kiosk.store import events, ticket_changes, tickets

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import DeskId, TicketId
    from kiosk.operations.moves import Move
    from kiosk.store.database import Connection


def known(connection: Connection, ticket_id: TicketId) -> Ticket:
    """Raises `NotFound`."""
    found = tickets.by_id(connection, ticket_id)
    if found is None:
        raise NotFound(
            "There is no such ticket, or its day is over.", remedy="Reload the queue."
        )
    return found


def movable(
    ctx: Context,
    connection: Connection,
    staff: Staff,
    ticket_id: TicketId,
    move: Move,
) -> Ticket:
    """As it is before the move. Raises `NotFound` or `NotAllowed`."""
    ticket = known(connection, ticket_id)
    check_may(ctx, connection, staff, ticket, move)
    return ticket


def desk_of(ctx: Context, staff: Staff) -> DeskId:
    """Where they call visitors to. Raises `NotAllowed`."""
    if staff.desk is None:
        raise NotAllowed(
            "Visitors cannot be called without a desk.", remedy="Choose a desk first."
        )
    if desk_titles.has_ended(ctx, staff.desk):
        raise NotAllowed(
            f"The desk {staff.desk!r} is not in the content any more.",
            remedy="Choose another desk.",
        )
    return staff.desk


def check_free(
    connection: Connection, staff: Staff, but_for: TicketId | None = None
) -> None:
    """Raises `IllegalMove` while they have a visitor, unless it is this one."""
    held = tickets.held_by(connection, staff.id)
    if held is not None and held.id != but_for:
        raise busy(staff)


def busy(staff: Staff) -> IllegalMove:
    return IllegalMove(
        f"{staff.sign_in_name} still has a visitor.",
        remedy="Finish with this visitor first, park them or put them back.",
    )


def check_may(
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


def record(
    ctx: Context,
    connection: Connection,
    staff: Staff,
    move: Move,
    before: Ticket,
    moved: Ticket | None,
    undoes: int | None = None,
) -> Outcome:
    """Write the event of a move that was made, or say why it was not."""
    if moved is None:
        raise moves.refuse(before, move)
    event = events.append(
        connection,
        moved.id,
        move.kind,
        ctx.clock.now(),
        desk=moved.desk,
        staff=staff.id,
        before=ticket_changes.kept(before),
        undoes=undoes,
    )
    return Outcome(moved, (event,))
