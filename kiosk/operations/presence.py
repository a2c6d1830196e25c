"""Who is at a desk and whom they can help; a desk that was forgotten counts no more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.errors import NotFound, NotSignedIn
from kiosk.operations import desk_titles
from kiosk.store import staff as store

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.domain.queues import Skills
    from kiosk.ids import DeskId, StaffId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

NOTED_EVERY = timedelta(minutes=1)
"""How often a sign of life is written down, however many a page sends."""


def choose_desk(ctx: Context, staff_id: StaffId, desk: DeskId) -> Staff:
    """Where they sit from now on; whom they can help stays as it was.

    Raises `NotFound` for an unknown desk.
    """
    desk_titles.keep(ctx, desk)
    with ctx.database.begin() as connection:
        _active(connection, staff_id)
        store.take_desk(connection, staff_id, desk, ctx.today(), ctx.clock.now())
        return _active(connection, staff_id)


def leave_desk(ctx: Context, staff_id: StaffId) -> None:
    """Also without one, and also for somebody who is not in use any more."""
    with ctx.database.begin() as connection:
        store.leave_desk(connection, staff_id)


def seen(ctx: Context, staff_id: StaffId) -> None:
    """A sign of life of a page; it brings nobody back to a desk that they have left."""
    now = ctx.clock.now()
    known = _known(ctx, staff_id)
    if known is None or known.seen_at is None or now - known.seen_at < NOTED_EVERY:
        return
    with ctx.database.begin() as connection:
        store.seen(connection, staff_id, now, unless_since=now - NOTED_EVERY)


def set_skills(ctx: Context, staff_id: StaffId, skills: Skills) -> None:
    """Whom they can help, at whatever desk they sit.

    Raises `NotFound`, or `UnknownTopic` for an unknown topic.
    """
    catalogue = ctx.catalogue()
    for topic in skills.topics:
        catalogue.topic(topic)
    if skills.partner is not None:
        catalogue.partner(skills.partner)
    with ctx.database.begin() as connection:
        if store.by_id(connection, staff_id) is None:
            raise NotFound("There is no such account.", remedy="Reload the list.")
        store.set_skills(connection, staff_id, skills)


def somebody_counsels(ctx: Context) -> bool:
    """Whether anybody is at a desk now."""
    return bool(present(ctx))


def present(ctx: Context) -> list[Staff]:
    """All who are at a desk now, by name."""
    with (
        ctx.database.read() as connection,
        ctx.line.now(connection, ctx.today(), ctx.clock.now()) as hall,
    ):
        return list(hall.present)


def beside(ctx: Context, staff: Staff, desk: DeskId) -> list[Staff]:
    """Who else is at this desk now."""
    return [s for s in present(ctx) if s.desk == desk and s.id != staff.id]


def who_is_where(ctx: Context) -> object:
    """Another value as soon as somebody comes, goes, or can help other people.

    Also when somebody was silent for too long, of which no change tells.
    """
    return [
        (each.id, each.desk, each.skills, each.pause, each.help_at, each.helper)
        for each in present(ctx)
    ]


def _known(ctx: Context, staff_id: StaffId) -> Staff | None:
    with ctx.database.read() as connection:
        return store.by_id(connection, staff_id)


def _active(connection: Connection, staff_id: StaffId) -> Staff:
    somebody = store.by_id(connection, staff_id)
    if somebody is None or not somebody.active:
        raise NotSignedIn(
            "This account is not in use any more.", remedy="Ask an administrator."
        )
    return somebody
