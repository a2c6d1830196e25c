"""Who asks to be paired; a row lives for some minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, func, select

from kiosk.domain.access import DeviceKind
from kiosk.domain.pairing import PairingRequest
from kiosk.store.schema import pairing_requests as requests

if TYPE_CHECKING:
    from datetime import datetime


def put(connection: Connection, request: PairingRequest) -> None:
    connection.execute(
        requests.insert(),
        {
            "token_hash": request.token_hash,
            "code": request.code,
            "address": request.address,
            "program": request.program,
            "kind": request.kind.value,
            "asked_at": request.asked_at,
            "expires_at": request.expires_at,
        },
    )


def by_token_hash(connection: Connection, token_hash: str) -> PairingRequest | None:
    return _one(connection, requests.c.token_hash == token_hash)


def by_code(connection: Connection, code: str) -> PairingRequest | None:
    return _one(connection, requests.c.code == code)


def every(connection: Connection) -> list[PairingRequest]:
    rows = connection.execute(select(requests).order_by(requests.c.asked_at))
    return [_request(row) for row in rows]


def count_of(connection: Connection, address: str, after: datetime) -> tuple[int, int]:
    """Those that last beyond a moment: from this address, and all."""
    lasting = select(func.count()).where(requests.c.expires_at > after)
    return (
        connection.execute(lasting.where(requests.c.address == address)).scalar_one(),
        connection.execute(lasting).scalar_one(),
    )


def take(connection: Connection, code: str) -> bool:
    """Remove it; False where somebody else was faster."""
    gone = connection.execute(requests.delete().where(requests.c.code == code))
    return gone.rowcount == 1


def forget_until(connection: Connection, moment: datetime) -> None:
    connection.execute(requests.delete().where(requests.c.expires_at <= moment))


def _one(connection: Connection, wanted: Any) -> PairingRequest | None:
    row = connection.execute(select(requests).where(wanted)).one_or_none()
    return _request(row) if row else None


def _request(row: Row[Any]) -> PairingRequest:
    return PairingRequest(
        token_hash=row.token_hash,
        code=row.code,
        address=row.address,
        program=row.program,
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        kind=DeviceKind(row.kind),
    )
