"""What somebody at a desk says beside the visitors: a pause, and a call for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.errors import IllegalMove
from kiosk.operations import presence
from kiosk.store import staff as store
from kiosk.store import tickets

if TYPE_CHECKING:
    from kiosk.domain.access import Pause, Staff
    from kiosk.ids import StaffId
    from kiosk.operations.context import Context


def pause(ctx: Context, staff: Staff, reason: Pause) -> None:
    """They call nobody until they are back or call all the same.

    Raises `IllegalMove` while they have a visitor. Without a desk it changes nothing.
    """
    with ctx.database.begin() as connection:
        if tickets.held_by(connection, staff.id) is not None:
            raise IllegalMove(
                f"{staff.sign_in_name} still has a visitor.",
                remedy="Finish with this visitor first, park them or put them back.",
            )
        store.set_pause(connection, staff.id, reason, ctx.clock.now())


def come_back(ctx: Context, staff: Staff) -> None:
    with ctx.database.begin() as connection:
        store.set_pause(connection, staff.id, None, ctx.clock.now())


def ask_for_help(ctx: Context, staff: Staff) -> None:
    """All colleagues at a desk are told at once; asked again, it is told anew."""
    with ctx.database.begin() as connection:
        store.set_help(connection, staff.id, ctx.clock.now())


def end_help(ctx: Context, staff: Staff) -> None:
    with ctx.database.begin() as connection:
        store.set_help(connection, staff.id, None)


def come_to_help(ctx: Context, staff: Staff, whom: StaffId) -> None:
    """Who asked reads that somebody is coming. Of two who say so, the first counts."""
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        asker = store.by_id(connection, whom)
        if asker is not None and asker.needs_help(now) and asker.helper is None:
            store.set_help(connection, whom, asker.help_at, staff.id)


def who_need_help(ctx: Context) -> list[Staff]:
    """At a desk now, by name."""
    now = ctx.clock.now()
    return [each for each in presence.present(ctx) if each.needs_help(now)]
