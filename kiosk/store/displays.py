"""The call displays the hub knows: rows of the devices without a series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, update

from kiosk.domain.access import DeviceKind
from kiosk.domain.displays import PairedDisplay
from kiosk.ids import DisplayId
from kiosk.store.schema import devices

if TYPE_CHECKING:
    from datetime import datetime

_KIND = devices.c.kind == DeviceKind.DISPLAY.value
_DISPLAYS = select(
    devices.c.id, devices.c.name, devices.c.last_seen_at, devices.c.token_since
).where(_KIND)


def put(connection: Connection, display: PairedDisplay, token_hash: str) -> None:
    connection.execute(
        devices.insert(),
        {
            "id": display.id,
            "kind": DeviceKind.DISPLAY.value,
            "name": display.name,
            "token_hash": token_hash,
            "active": True,
            "last_seen_at": display.last_seen_at,
            "token_since": display.token_since,
        },
    )


def by_token_hash(connection: Connection, token_hash: str) -> PairedDisplay | None:
    return _one(connection, devices.c.token_hash == token_hash)


def by_id(connection: Connection, display: DisplayId) -> PairedDisplay | None:
    return _one(connection, devices.c.id == display)


def every(connection: Connection) -> list[PairedDisplay]:
    """In the order in which they were paired."""
    rows = connection.execute(_DISPLAYS.order_by(devices.c.id))
    return [_display(row) for row in rows]


def set_seen(connection: Connection, display: DisplayId, at: datetime) -> None:
    connection.execute(
        update(devices).where(_KIND, devices.c.id == display).values(last_seen_at=at)
    )


def remove(connection: Connection, display: DisplayId) -> bool:
    """Whether it was there: nothing else of the hub hangs on a display."""
    gone = connection.execute(devices.delete().where(_KIND, devices.c.id == display))
    return gone.rowcount == 1


def _one(connection: Connection, wanted: Any) -> PairedDisplay | None:
    row = connection.execute(_DISPLAYS.where(wanted)).one_or_none()
    return _display(row) if row else None


def _display(row: Any) -> PairedDisplay:
    return PairedDisplay(
        id=DisplayId(row.id),
        name=row.name,
        last_seen_at=row.last_seen_at,
        token_since=row.token_since,
    )
