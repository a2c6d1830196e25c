"""Decides when the days that are over are closed, and says why they are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.closing import ClockWatch, NotClosing, look
from kiosk.operations import housekeeping
from kiosk.store import close_watch, day_counts, devices, events, tickets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from kiosk.domain.devices import DeviceReport
    from kiosk.operations.context import Context
    from kiosk.operations.housekeeping import ClosingRun
    from kiosk.store.database import Connection
    from kiosk.store.day_counts import Closing

WAITS_UNTIL_HOUR = 6
"""Tickets under way in a terminal's outbox are waited for until this hour of the new
day; those which come later are added to the counts all the same."""

JUST_SAID = timedelta(minutes=10)
"""A terminal reports every three minutes."""
SAID_LATELY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class DayEnd:
    """How the close of the day stands, for staff."""

    last: Closing | None
    """The last that went well."""
    is_due: bool
    """Whether that was not today."""
    hindrance: NotClosing | None


def close_when_due(ctx: Context) -> ClosingRun | None:
    """To be called every minute; None when there was nothing to do, or it must wait.

    Several processes may call it, at once too.
    """
    now, today = ctx.clock.now(), ctx.today()
    with ctx.database.begin() as connection:
        before = close_watch.clock(connection) or _first_look(connection, now)
        watch = look(before, now, _differences(connection, now))
        close_watch.keep(connection, watch)
        some = tickets.any_not_between(
            connection, today, housekeeping.last_day(today, sure=watch.confirmed)
        )
        hindrance = _hindrance(ctx, connection, watch) if some else None
        close_watch.set_hindrance(connection, hindrance)
        due = some or _is_due(connection, today)
        unscrubbed = close_watch.unscrubbed(connection)
    run = None
    if due and watch.trusted and hindrance is None:
        run = housekeeping.close_days(ctx, sure=watch.confirmed)
    if unscrubbed and not (run and run.tickets):
        housekeeping.scrub(ctx)
    return run


def trusts_clock(ctx: Context) -> bool:
    """Whether the hub's clock can be believed now; looked at without noting it."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        before = close_watch.clock(connection)
        return before is not None and (
            look(before, now, _differences(connection, now)).trusted
        )


def state(ctx: Context) -> DayEnd:
    with ctx.database.read() as connection:
        hindrance = close_watch.hindrance(connection)
        if hindrance is None and close_watch.unscrubbed(connection):
            hindrance = NotClosing.IN_FILES
        return DayEnd(
            last=day_counts.last_closing(connection),
            is_due=_is_due(connection, ctx.today()),
            hindrance=hindrance,
        )


def _is_due(connection: Connection, today: date) -> bool:
    last = day_counts.last_closing(connection)
    return last is None or last.day != today


def _hindrance(
    ctx: Context, connection: Connection, watch: ClockWatch
) -> NotClosing | None:
    now = ctx.clock.now()
    if not watch.trusted:
        differ = _differences(connection, now)
        return NotClosing.CLOCKS_DIFFER if differ else NotClosing.CLOCK_JUMPED
    waits = now.astimezone(ctx.zone()).hour < WAITS_UNTIL_HOUR
    if waits and _is_under_way(connection, now):
        return NotClosing.UNDER_WAY
    return None


def _first_look(connection: Connection, now: datetime) -> ClockWatch:
    """The clock can be believed as far as to what was noted last, whatever it was."""
    closing = day_counts.last_closing(connection)
    known = [
        events.last_made_at(connection),
        closing.at if closing else None,
        *(terminal.last_seen_at for terminal in devices.every(connection)),
    ]
    newest = max((at for at in known if at is not None), default=now)
    return ClockWatch(trusted_at=newest, looked_at=now)


def _differences(connection: Connection, now: datetime) -> list[timedelta]:
    """How far the clocks of terminals are from the hub's, by what they just said.

    A terminal on the hub's own machine has the hub's clock, right or wrong.
    """
    return [
        timedelta(seconds=report.clock_offset_seconds)
        for report, at in _reports(connection)
        if not report.same_machine and timedelta() <= now - at <= JUST_SAID
    ]


def _is_under_way(connection: Connection, now: datetime) -> bool:
    """A terminal that is silent for long is not waited for."""
    return any(
        report.undelivered > 0 and abs(now - at) <= SAID_LATELY
        for report, at in _reports(connection)
    )


def _reports(connection: Connection) -> Iterator[tuple[DeviceReport, datetime]]:
    for terminal in devices.every(connection):
        if terminal.active and terminal.report and terminal.reported_at:
            yield terminal.report, terminal.reported_at
