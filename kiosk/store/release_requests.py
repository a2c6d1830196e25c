"""Releases that wait for a second person or for their time, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from kiosk.domain.release_requests import OPEN, ReleaseRequest, RequestState
from kiosk.store.schema import release_requests

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.releases import ReleaseVersion

KEPT = 200
"""That are decided; the releases they became are listed for ever elsewhere."""

_LISTED: Select[Any] = select(
    *(column for column in release_requests.c if column.name != "archive")
)
_IS_OPEN = release_requests.c.state.in_(sorted(OPEN))


def by_id(connection: Connection, request_id: str) -> ReleaseRequest | None:
    row = connection.execute(_LISTED.where(release_requests.c.id == request_id))
    found = row.one_or_none()
    return _request(found) if found else None


def unfinished(connection: Connection) -> list[ReleaseRequest]:
    """Those that wait, the oldest first."""
    waiting = _LISTED.where(_IS_OPEN)
    order = (release_requests.c.asked_at, release_requests.c.id)
    return [_request(row) for row in connection.execute(waiting.order_by(*order))]


def finished(connection: Connection, at_most: int) -> list[ReleaseRequest]:
    """Those that were decided, the newest first."""
    order = (release_requests.c.decided_at.desc(), release_requests.c.id)
    rows = connection.execute(_LISTED.where(~_IS_OPEN).order_by(*order).limit(at_most))
    return [_request(row) for row in rows]


def count_open(connection: Connection) -> int:
    asked = select(func.count()).select_from(release_requests).where(_IS_OPEN)
    found: int = connection.execute(asked).scalar_one()
    return found


def any_scheduled(connection: Connection, now: datetime) -> bool:
    """Whether the time of one has come."""
    due = select(release_requests.c.id).where(
        release_requests.c.state == RequestState.SCHEDULED.value,
        release_requests.c.due_at <= now,
    )
    return connection.execute(due.limit(1)).one_or_none() is not None


def archive(connection: Connection, request_id: str) -> bytes | None:
    """The content; None once it is decided."""
    return connection.execute(
        select(release_requests.c.archive).where(release_requests.c.id == request_id)
    ).scalar_one_or_none()


def add(connection: Connection, request: ReleaseRequest, packed: bytes) -> None:
    connection.execute(
        release_requests.insert(),
        {
            "id": request.id,
            "asked_by": request.asked_by,
            "asked_at": request.asked_at,
            "based_on": request.based_on,
            "comment": request.comment,
            "due_at": request.due_at,
            "state": request.state.value,
            "decided_by": request.decided_by,
            "decided_at": request.decided_at,
            "reason": request.reason,
            "archive": packed,
        },
    )


def schedule(connection: Connection, request_id: str, by: str) -> bool:
    """Somebody agrees, and its time has not come. False: it is decided already."""
    changed = connection.execute(
        update(release_requests)
        .where(
            release_requests.c.id == request_id,
            release_requests.c.state == RequestState.ASKED.value,
        )
        .values(state=RequestState.SCHEDULED.value, decided_by=by)
    )
    return changed.rowcount == 1


def finish(
    connection: Connection,
    request: ReleaseRequest,
    state: RequestState,
    by: str,
    at: datetime,
    *,
    version: ReleaseVersion | None = None,
    reason: str = "",
) -> bool:
    """From the state in which it was seen. False: somebody else was faster."""
    values = {"state": state.value, "decided_by": by, "decided_at": at}
    changed = connection.execute(
        update(release_requests)
        .where(
            release_requests.c.id == request.id,
            release_requests.c.state == request.state.value,
        )
        .values(**values, version=version, reason=reason, archive=None)
    )
    _forget_old(connection)
    return changed.rowcount == 1


def _forget_old(connection: Connection) -> None:
    newest = select(release_requests.c.id).where(~_IS_OPEN)
    order = (release_requests.c.decided_at.desc(), release_requests.c.id)
    kept = newest.order_by(*order).limit(KEPT)
    connection.execute(
        delete(release_requests).where(
            ~_IS_OPEN, release_requests.c.id.not_in(kept.scalar_subquery())
        )
    )


def _request(row: Row[Any]) -> ReleaseRequest:
    return ReleaseRequest(
        row.id,
        row.asked_by,
        row.asked_at,
        row.based_on,
        row.comment,
        row.due_at,
        RequestState(row.state),
        row.decided_by,
        row.decided_at,
        row.version,
        row.reason,
    )
