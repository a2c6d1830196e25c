"""The devices the hub knows; a terminal has a series letter that is its alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, select, update

from kiosk.domain.access import DeviceKind, PairedTerminal
from kiosk.ids import TerminalId
from kiosk.store.schema import devices

if TYPE_CHECKING:
    from datetime import datetime

_TERMINALS = select(devices).where(devices.c.kind == DeviceKind.TERMINAL.value)


def put(connection: Connection, terminal: PairedTerminal, token_hash: str) -> None:
    """Add it, or let it take over the series that another one had."""
    values = {
        "name": terminal.name,
        "token_hash": token_hash,
        "active": terminal.active,
        "last_seen_at": terminal.last_seen_at,
    }
    known = connection.execute(
        update(devices).where(devices.c.id == terminal.id).values(values)
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


def every(connection: Connection) -> list[PairedTerminal]:
    rows = connection.execute(_TERMINALS.order_by(devices.c.series))
    return [_terminal(row) for row in rows]


def set_active(connection: Connection, terminal: TerminalId, active: bool) -> None:
    connection.execute(
        update(devices).where(devices.c.id == terminal).values(active=active)
    )


def set_seen(connection: Connection, terminal: TerminalId, at: datetime) -> None:
    connection.execute(
        update(devices).where(devices.c.id == terminal).values(last_seen_at=at)
    )


def _terminal(row: Row[Any]) -> PairedTerminal:
    return PairedTerminal(
        id=TerminalId(row.id),
        series=row.series,
        name=row.name,
        active=row.active,
        last_seen_at=row.last_seen_at,
    )
