"""Commands to devices: asked for, fetched, answered once, with what they bring."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, null, select, update

from kiosk.domain.commands import (
    CommandDetails,
    CommandKind,
    CommandOutcome,
    CommandReason,
    DeviceCommand,
)
from kiosk.ids import LanguageCode, TerminalId
from kiosk.store.schema import device_commands as table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_WITHOUT_PICTURE: Select[Any] = select(
    *(column for column in table.c if column.name != "picture"),
    table.c.picture.is_not(None).label("has_picture"),
)
_OPEN = table.c.ended_at.is_(None)


def add(connection: Connection, command: DeviceCommand) -> None:
    connection.execute(
        table.insert(),
        {
            "id": command.id,
            "device": command.terminal,
            "kind": command.kind.value,
            "texts": dict(command.texts),
            "asked_by": command.asked_by,
            "asked_at": command.asked_at,
            "expires_at": command.expires_at,
        },
    )


def supersede(
    connection: Connection,
    terminal: TerminalId,
    kinds: Iterable[CommandKind],
    at: datetime,
) -> None:
    """What of these is not carried out yet never will be."""
    connection.execute(
        update(table)
        .where(
            table.c.device == terminal,
            table.c.kind.in_([kind.value for kind in kinds]),
            table.c.expires_at > at,
            _OPEN,
        )
        .values(
            ended_at=at,
            outcome=CommandOutcome.REFUSED.value,
            reason=CommandReason.SUPERSEDED.value,
        )
    )


def due(
    connection: Connection, terminal: TerminalId, now: datetime
) -> list[DeviceCommand]:
    """Not answered and not expired, in the order in which they were asked for."""
    rows = connection.execute(
        _WITHOUT_PICTURE.where(
            table.c.device == terminal, table.c.expires_at > now, _OPEN
        ).order_by(table.c.asked_at, table.c.id)
    )
    return [_command(row) for row in rows]


def set_delivered(connection: Connection, ids: Iterable[str], at: datetime) -> None:
    connection.execute(
        update(table)
        .where(table.c.id.in_([*ids]), table.c.delivered_at.is_(None))
        .values(delivered_at=at)
    )


def end(
    connection: Connection,
    command_id: str,
    at: datetime,
    outcome: CommandOutcome,
    reason: str | None,
    details: CommandDetails | None,
    picture: str | None,
) -> bool:
    """The first answer counts; False for any later one."""
    ended = connection.execute(
        update(table)
        .where(table.c.id == command_id, _OPEN)
        .values(
            ended_at=at,
            outcome=outcome.value,
            reason=reason,
            details=asdict(details) if details else null(),
            picture=picture,
        )
    )
    return ended.rowcount == 1


def by_id(connection: Connection, command_id: str) -> DeviceCommand | None:
    row = connection.execute(
        _WITHOUT_PICTURE.where(table.c.id == command_id)
    ).one_or_none()
    return _command(row) if row else None


def newest(
    connection: Connection, terminal: TerminalId, most: int
) -> list[DeviceCommand]:
    rows = connection.execute(
        _WITHOUT_PICTURE.where(table.c.device == terminal)
        .order_by(table.c.asked_at.desc(), table.c.id.desc())
        .limit(most)
    )
    return [_command(row) for row in rows]


def picture(connection: Connection, command_id: str) -> str | None:
    return connection.execute(
        select(table.c.picture).where(table.c.id == command_id)
    ).scalar_one_or_none()


def forget_pictures(
    connection: Connection, terminal: TerminalId, but: str | None = None
) -> None:
    """Of this terminal, all but that of one command."""
    connection.execute(
        update(table)
        .where(
            table.c.device == terminal,
            table.c.id != (but or ""),
            table.c.picture.is_not(None),
        )
        .values(picture=None)
    )


def forget_pictures_before(connection: Connection, at: datetime) -> None:
    connection.execute(
        update(table)
        .where(table.c.ended_at < at, table.c.picture.is_not(None))
        .values(picture=None)
    )


def forget_before(connection: Connection, at: datetime) -> None:
    connection.execute(delete(table).where(table.c.asked_at < at))


def _command(row: Row[Any]) -> DeviceCommand:
    said: dict[str, Any] = row.details or {}
    return DeviceCommand(
        id=row.id,
        terminal=TerminalId(row.device),
        kind=CommandKind(row.kind),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        texts={LanguageCode(code): text for code, text in row.texts.items()},
        delivered_at=row.delivered_at,
        ended_at=row.ended_at,
        outcome=CommandOutcome(row.outcome) if row.outcome else None,
        reason=row.reason,
        details=CommandDetails(
            facts=said.get("facts", {}),
            findings=tuple(said.get("findings", ())),
            log=tuple(said.get("log", ())),
        )
        if row.details is not None
        else None,
        has_picture=row.has_picture,
    )
