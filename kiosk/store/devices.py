"""The devices the hub knows; a terminal has a series letter that is its alone."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, null, or_, select, update

from kiosk.domain.access import DeviceKind, PairedTerminal
from kiosk.domain.arrivals import TerminalContact
from kiosk.domain.devices import DeviceReport
from kiosk.ids import TerminalId
from kiosk.store.schema import devices

_MOMENTS = ("release_since", "content_as_of", "touched_at")
_TERMINALS = select(devices).where(devices.c.kind == DeviceKind.TERMINAL.value)


def put(connection: Connection, terminal: PairedTerminal, token_hash: str) -> None:
    """Add it, or let it take over the series that another one had.

    What was known of that one is forgotten; its token is known as replaced.
    """
    values = {
        "name": terminal.name,
        "token_hash": token_hash,
        "active": terminal.active,
        "last_seen_at": terminal.last_seen_at,
        "token_since": terminal.token_since,
        "renewed_at": None,
        "next_token_hash": None,
        "next_token_at": None,
    }
    known = connection.execute(
        update(devices)
        .where(devices.c.id == terminal.id)
        .values(
            replaced_token_hash=devices.c.token_hash,
            heard_since=None,
            lost_at=None,
            report=null(),
            reported_at=None,
            other_report=null(),
            other_reported_at=None,
            two_seen_at=None,
            replaced_seen_at=None,
            **values,
        )
    )
    if known.rowcount == 0:
        connection.execute(
            devices.insert(),
            {
                "id": terminal.id,
                "kind": DeviceKind.TERMINAL.value,
                "series": terminal.series,
                **values,
            },
        )


def by_series(connection: Connection, series: str) -> PairedTerminal | None:
    row = connection.execute(_TERMINALS.where(devices.c.series == series)).one_or_none()
    return _terminal(row) if row else None


def by_token_hash(connection: Connection, token_hash: str) -> PairedTerminal | None:
    row = connection.execute(
        _TERMINALS.where(devices.c.token_hash == token_hash)
    ).one_or_none()
    return _terminal(row) if row else None


def by_replaced_token_hash(
    connection: Connection, token_hash: str
) -> PairedTerminal | None:
    """The terminal that had this token before it was paired again."""
    row = connection.execute(
        _TERMINALS.where(devices.c.replaced_token_hash == token_hash).limit(1)
    ).one_or_none()
    return _terminal(row) if row else None


def by_next_token_hash(
    connection: Connection, token_hash: str
) -> PairedTerminal | None:
    """The terminal whose own next token this is."""
    row = connection.execute(
        _TERMINALS.where(devices.c.next_token_hash == token_hash).limit(1)
    ).one_or_none()
    return _terminal(row) if row else None


def announce_token(
    connection: Connection,
    terminal: TerminalId,
    token_hash: str,
    at: datetime,
    forgotten_before: datetime,
) -> bool:
    """Keep it as the next one, unless another is, announced later than that."""
    free = or_(
        devices.c.next_token_hash.is_(None),
        devices.c.next_token_hash == token_hash,
        devices.c.next_token_at < forgotten_before,
    )
    kept = connection.execute(
        update(devices)
        .where(devices.c.id == terminal, free)
        .values(next_token_hash=token_hash, next_token_at=at)
    )
    return kept.rowcount == 1


def take_up_next_token(
    connection: Connection, terminal: TerminalId, token_hash: str, at: datetime
) -> bool:
    """From now on it is the only one; False when it is not the next one any more."""
    taken = connection.execute(
        update(devices)
        .where(devices.c.id == terminal, devices.c.next_token_hash == token_hash)
        .values(
            replaced_token_hash=devices.c.token_hash,
            replaced_seen_at=None,
            token_hash=token_hash,
            token_since=at,
            renewed_at=at,
            next_token_hash=None,
            next_token_at=None,
        )
    )
    return taken.rowcount == 1


def every(connection: Connection) -> list[PairedTerminal]:
    rows = connection.execute(_TERMINALS.order_by(devices.c.series))
    return [_terminal(row) for row in rows]


def set_active(connection: Connection, terminal: TerminalId, active: bool) -> None:
    _set(connection, terminal, active=active)


def describe(
    connection: Connection, terminal: TerminalId, name: str, group: str
) -> None:
    _set(connection, terminal, name=name, group_name=group)


def set_seen(
    connection: Connection,
    terminal: TerminalId,
    at: datetime,
    contact: TerminalContact,
) -> None:
    _set(
        connection,
        terminal,
        last_seen_at=at,
        heard_since=contact.since,
        lost_at=contact.lost_at,
    )


def set_replaced_seen(
    connection: Connection, terminal: TerminalId, at: datetime
) -> None:
    _set(connection, terminal, replaced_seen_at=at)


def set_report(
    connection: Connection, terminal: TerminalId, report: DeviceReport, at: datetime
) -> None:
    _set(connection, terminal, report=_kept(report), reported_at=at)


def set_other_report(
    connection: Connection, terminal: TerminalId, report: DeviceReport, at: datetime
) -> None:
    """The newest one that another device could have sent."""
    _set(connection, terminal, other_report=_kept(report), other_reported_at=at)


def set_two_seen(connection: Connection, terminal: TerminalId, at: datetime) -> None:
    _set(connection, terminal, two_seen_at=at)


def other_report(
    connection: Connection, terminal: TerminalId
) -> tuple[DeviceReport, datetime] | None:
    said, at = connection.execute(
        select(devices.c.other_report, devices.c.other_reported_at).where(
            devices.c.id == terminal
        )
    ).one()
    report = _report(said)
    return (report, at) if report is not None else None


def _set(connection: Connection, terminal: TerminalId, **values: Any) -> None:
    connection.execute(update(devices).where(devices.c.id == terminal).values(values))


def _terminal(row: Row[Any]) -> PairedTerminal:
    return PairedTerminal(
        id=TerminalId(row.id),
        series=row.series,
        name=row.name,
        active=row.active,
        last_seen_at=row.last_seen_at,
        group=row.group_name,
        contact=TerminalContact(row.heard_since, row.lost_at),
        report=_report(row.report),
        reported_at=row.reported_at,
        two_seen_at=row.two_seen_at,
        replaced_seen_at=row.replaced_seen_at,
        token_since=row.token_since,
        renewed_at=row.renewed_at,
    )


def _kept(report: DeviceReport) -> dict[str, Any]:
    """As JSON can hold it."""
    said = asdict(report)
    moments = {name: said[name] for name in _MOMENTS if said[name] is not None}
    return said | {name: moment.isoformat() for name, moment in moments.items()}


def _report(said: dict[str, Any] | None) -> DeviceReport | None:
    """A field that another version of the hub wrote down is left alone."""
    if said is None:
        return None
    known = {
        field.name: said[field.name]
        for field in fields(DeviceReport)
        if field.name in said
    }
    for name in _MOMENTS:
        if known.get(name) is not None:
            known[name] = datetime.fromisoformat(known[name])
    return DeviceReport(**{**known, "complaints": tuple(known.get("complaints", ()))})
