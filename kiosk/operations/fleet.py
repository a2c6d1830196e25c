"""Which terminals the hub trusts, and what each tells the other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.domain.access import PairedTerminal
from kiosk.domain.arrivals import TerminalContact
from kiosk.domain.audit import BY_COMMAND, AuditDeed
from kiosk.domain.devices import (
    ALTERNATING_WITHIN,
    CLOCK_IS_OFF_SECONDS,
    SILENT_AFTER,
    DeviceReport,
    TerminalTrouble,
    is_heard,
    troubles,
)
from kiosk.errors import Conflict, NotFound, NotSignedIn
from kiosk.ids import TerminalId
from kiosk.operations import audit, token_renewal
from kiosk.operations.secrets import hashed
from kiosk.store import devices as store
from kiosk.store import refused_tickets, tickets

if TYPE_CHECKING:
    from kiosk.ids import TicketId
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

    Troubled = tuple[tuple[TerminalId, tuple[TerminalTrouble, ...]], ...]
    Concerns = tuple[Troubled, tuple[TicketId, ...], int]

SERIES = re.compile(r"[A-Z]{1,2}")
SEEN_AT_MOST_EVERY = timedelta(seconds=30)
"""A sign of life costs a write to disk, so not each one is written down."""
SEEN_AT_ONCE = 5
"""As many refused tickets as a counsellor reads above the queue."""
PAIR_IT_AGAIN = "Pair it again: kiosk pair."


def pair(
    ctx: Context, series: str, name: str, *, renew: bool = False, by: str = BY_COMMAND
) -> tuple[PairedTerminal, str]:
    """The terminal and its token, which is shown once and kept as a hash.

    A series that was paired before gets a new token; the old one opens nothing more.
    Raises `Conflict` while that terminal runs, unless to `renew` is meant.
    """
    token = ctx.ids.secret()
    with ctx.database.begin() as connection:
        terminal = take_in(
            ctx, connection, series, name, hashed(token), renew=renew, by=by
        )
    return terminal, token


def take_in(
    ctx: Context,
    connection: Connection,
    series: str,
    name: str,
    token_hash: str,
    *,
    renew: bool,
    by: str,
) -> PairedTerminal:
    """Within a transaction: whoever has the token of this hash is the series' own."""
    if not SERIES.fullmatch(series):
        raise Conflict(
            f"{series!r} is no series.", remedy="Use one or two letters, A to ZZ."
        )
    known = store.by_series(connection, series)
    if known is not None and not renew:
        _check_stands_still(known, ctx.clock.now())
    terminal = PairedTerminal(
        id=known.id if known else TerminalId(ctx.ids.row_id()),
        series=series,
        name=_one_line(name) or series,
        token_since=ctx.clock.now(),
    )
    store.put(connection, terminal, token_hash)
    audit.note(ctx, connection, by, AuditDeed.TERMINAL_PAIRED, series)
    return terminal


def revoke(ctx: Context, series: str, *, by: str = BY_COMMAND) -> None:
    """Its token opens nothing any more. Raises `NotFound`."""
    with ctx.database.begin() as connection:
        known = _known(connection, series)
        store.set_active(connection, known.id, active=False)
        audit.note(ctx, connection, by, AuditDeed.TERMINAL_REVOKED, series)


def describe(
    ctx: Context, series: str, name: str, group: str, *, by: str = BY_COMMAND
) -> None:
    """Say where it stands and to which group it belongs. Raises `NotFound`."""
    with ctx.database.begin() as connection:
        known = _known(connection, series)
        called = _one_line(name) or series
        store.describe(connection, known.id, called, _one_line(group))
        audit.note(ctx, connection, by, AuditDeed.TERMINAL_CHANGED, series)


def by_series(ctx: Context, series: str) -> PairedTerminal:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        return _known(connection, series)


def by_token(ctx: Context, token: str) -> PairedTerminal:
    """Raises `NotSignedIn`, and notes for staff whom it refuses though it knows it."""
    digest = hashed(token)
    with ctx.database.read() as connection:
        known = store.by_token_hash(connection, digest)
        coming = former = None
        if known is None:
            coming = store.by_next_token_hash(connection, digest)
            former = store.by_replaced_token_hash(connection, digest)
    if coming is not None:
        known = token_renewal.take_up(ctx, coming, digest)
    if known is not None and known.active:
        return known
    if known is not None:
        seen(ctx, known)
        raise NotSignedIn("This terminal was revoked.", remedy=PAIR_IT_AGAIN)
    if former is not None:
        _replaced_is_seen(ctx, former)
        raise NotSignedIn(
            f"Series {former.series} was paired again, with a new token.",
            remedy="Put the new token into this terminal's token file.",
        )
    raise NotSignedIn("This terminal is not paired with the hub.", remedy=PAIR_IT_AGAIN)


def seen(ctx: Context, terminal: PairedTerminal) -> PairedTerminal:
    """Note its sign of life; answer what is known of it now."""
    now = ctx.clock.now()
    last = terminal.last_seen_at
    if last is not None and abs(now - last) < SEEN_AT_MOST_EVERY:
        return terminal
    contact = terminal.contact
    if last is None or contact.since is None or now - last >= SILENT_AFTER:
        contact = TerminalContact(since=now, lost_at=last)
    with ctx.database.begin() as connection:
        store.set_seen(connection, terminal.id, now, contact)
    return replace(terminal, last_seen_at=now, contact=contact)


def report(ctx: Context, terminal: PairedTerminal, said: DeviceReport) -> bool:
    """Keep the newest; whether staff must see what the one before did not say."""
    now = ctx.clock.now()
    with ctx.database.begin() as connection:
        known = store.by_series(connection, terminal.series)
        before = known.report if known else None
        if known and before is not None and not said.could_be_of(before):
            _look_for_two(connection, known, said, now)
        store.set_report(connection, terminal.id, said, now)
    return _for_staff(said) != _for_staff(before)


def last_count(ctx: Context, terminal: PairedTerminal) -> int:
    """How far its series has counted today, as far as the hub knows."""
    with ctx.database.read() as connection:
        return tickets.last_count(connection, terminal.series, ctx.today())


def terminals(ctx: Context) -> list[PairedTerminal]:
    with ctx.database.read() as connection:
        return store.every(connection)


def concerns(ctx: Context) -> Concerns:
    """All that staff are told at once, so that a change of it can be seen."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        amiss = [(each.id, troubles(each, now)) for each in store.every(connection)]
        newest = refused_tickets.newest(connection, SEEN_AT_ONCE)
        refused = refused_tickets.count(connection)
    return tuple(amiss), tuple(each.id for each in newest), refused


def _known(connection: Connection, series: str) -> PairedTerminal:
    known = store.by_series(connection, series)
    if known is None:
        raise NotFound(
            f"There is no terminal of series {series}.",
            remedy="Look at the list of terminals.",
        )
    return known


def _one_line(said: str) -> str:
    """Without control characters: not every database can keep them."""
    return "".join(sign for sign in said if sign.isprintable()).strip()[:64]


def _check_stands_still(known: PairedTerminal, now: datetime) -> None:
    if known.active and is_heard(known, now):
        raise Conflict(
            f"The terminal of series {known.series}, {known.name}, runs at this moment:"
            " a new token would stop it.",
            remedy="Choose another series, or say --renew: that terminal issues no"
            " more numbers until it has the new token.",
        )


def _for_staff(said: DeviceReport | None) -> DeviceReport | None:
    """Without what changes all the time and needs nobody."""
    if said is None:
        return None
    off = round(said.clock_offset_seconds / CLOCK_IS_OFF_SECONDS)
    return replace(
        said,
        undelivered=0,
        clock_offset_seconds=off,
        free_disk_mib=None,
        running_hours=None,
        touched_at=None,
    )


def _look_for_two(
    connection: Connection, known: PairedTerminal, said: DeviceReport, now: datetime
) -> None:
    """An update changes a device once; two that share a token take turns."""
    earlier = store.other_report(connection, known.id)
    if earlier is not None:
        other, at = earlier
        if said.could_be_of(other) and abs(now - at) < ALTERNATING_WITHIN:
            store.set_two_seen(connection, known.id, now)
    if known.report is not None:
        store.set_other_report(
            connection, known.id, known.report, known.reported_at or now
        )


def _replaced_is_seen(ctx: Context, terminal: PairedTerminal) -> None:
    """Not what was on its way while the terminal renewed its token by itself."""
    now = ctx.clock.now()
    if token_renewal.is_recent(terminal, now):
        return
    last = terminal.replaced_seen_at
    if last is None or abs(now - last) >= SEEN_AT_MOST_EVERY:
        with ctx.database.begin() as connection:
            store.set_replaced_seen(connection, terminal.id, now)
