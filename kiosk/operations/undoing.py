"""How a counsellor takes back what they did last, within two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.events import NOT_UNDONE, EventKind
from kiosk.domain.tickets import AT_A_DESK, UNDO_WITHIN, Ticket, TicketState
from kiosk.operations import moves, moving
from kiosk.store import events, ticket_changes, tickets
from kiosk.store.database import Connection, Duplicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.access import Staff
    from kiosk.ids import TicketId
    from kiosk.operations.context import Context, Outcome
    from kiosk.store.events import Deed

LOOKED_THROUGH = 12
"""What nobody has touched since is among the last so many deeds, or not worth it."""


def undo(ctx: Context, staff: Staff, ticket_id: TicketId) -> Outcome:
    """Bring the ticket back to where it was before this counsellor's last move of it.

    Not while they have another visitor, if this one were at their desk again: whom
    they called since must not be sent away by this. Raises `NotAllowed`, `NotFound` or
    `IllegalMove`.
    """
    desk = moving.desk_of(ctx, staff)
    with ctx.database.begin() as connection:
        known = moving.known(connection, ticket_id)
        deed = _deed(ctx, connection, staff, ticket_id)
        if deed is None:
            raise moves.refuse(known, moves.UNDO)
        before = deed.before or {}
        to_own_desk = _to_own_desk(deed)
        if to_own_desk:
            moving.check_free(connection, staff, but_for=ticket_id)
        own = {"desk": desk, "staff": staff.id} if to_own_desk else {}
        try:
            back = ticket_changes.restore(connection, known, before, **own)
        except Duplicate:
            raise moves.refuse(known, moves.UNDO) from None
        return moving.record(
            ctx, connection, staff, moves.UNDO, known, back, undoes=deed.event.seq
        )


def undoable(ctx: Context, staff: Staff) -> tuple[Ticket, EventKind] | None:
    """What this counsellor did last with whom, while that can be undone.

    With a visitor at the desk, only what would bring no other one to the desk.
    """
    with ctx.database.read() as connection:
        held = tickets.held_by(connection, staff.id)
        for deed in _own_deeds(ctx, connection, staff):
            ticket = deed.event.ticket
            free = held is None or held.id == ticket
            if free or not _to_own_desk(deed):
                return moving.known(connection, ticket), deed.event.kind
    return None


def _own_deeds(ctx: Context, connection: Connection, staff: Staff) -> Iterator[Deed]:
    for deed in events.latest_by(connection, staff.id, LOOKED_THROUGH):
        if ctx.clock.now() - deed.event.at > UNDO_WITHIN:
            return
        if _deed(ctx, connection, staff, deed.event.ticket) == deed:
            yield deed


def _deed(
    ctx: Context, connection: Connection, staff: Staff, ticket: TicketId
) -> Deed | None:
    """What happened to the ticket last, if they did it and may take it back."""
    deed = events.newest_of(connection, ticket)
    mine = deed is not None and deed.event.staff == staff.id
    if deed is None or not mine or deed.event.kind in NOT_UNDONE or not deed.before:
        return None
    return deed if ctx.clock.now() - deed.event.at <= UNDO_WITHIN else None


def _to_own_desk(deed: Deed) -> bool:
    """Whom they took over goes back to whose visitor it was."""
    was = TicketState((deed.before or {})["state"])
    return was in AT_A_DESK and deed.event.kind is not EventKind.TAKEN_OVER
