"""What was told of each terminal, what waits to be sent, and how each channel is.

A message that is being sent is not due before its sender must be done: so two hub
processes never send the same, and of a channel only the oldest is ever due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, func, or_, select, update

from kiosk.domain.alerts import AlertFailure, AlertKind, AlertMessage, AlertState
from kiosk.ids import AlertId, TerminalId
from kiosk.store.alert_tables import alert_channels, alert_messages, alert_states

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from typing import Any

LONGEST_ANSWER = 200
"""Characters of what a server said."""


@dataclass(frozen=True, slots=True)
class WaitingAlert:
    """A message on its way by one channel; `tries` with the one that begins."""

    seq: int
    message: AlertMessage
    due_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How it went with the last messages by a channel."""

    name: str
    sent_at: datetime | None = None
    failing_since: datetime | None = None
    failure: AlertFailure | None = None
    answer: str = ""
    """What the other machine said, as it said it."""
    given_up: int = 0
    """Messages that never arrived, since one last did."""


def states(
    connection: Connection,
) -> dict[tuple[TerminalId, AlertKind], AlertState]:
    rows = connection.execute(select(alert_states))
    return {
        (TerminalId(row.terminal), AlertKind(row.kind)): AlertState(
            row.is_told, row.turned_at, row.times, row.counted_from
        )
        for row in rows
        if row.kind in set(AlertKind)
    }


def put_state(
    connection: Connection, terminal: TerminalId, kind: AlertKind, state: AlertState
) -> None:
    values = {
        "is_told": state.is_told,
        "turned_at": state.turned_at,
        "times": state.times,
        "counted_from": state.counted_from,
    }
    known = connection.execute(
        update(alert_states)
        .where(alert_states.c.terminal == terminal, alert_states.c.kind == kind.value)
        .values(values)
    )
    if known.rowcount == 0:
        row = {"terminal": terminal, "kind": kind.value, **values}
        connection.execute(alert_states.insert(), row)


def forget_states(connection: Connection, terminals: Collection[TerminalId]) -> None:
    """Of terminals that are no longer to be heard."""
    gone = alert_states.delete().where(alert_states.c.terminal.in_(terminals))
    connection.execute(gone)


def add(connection: Connection, channel: str, message: AlertMessage) -> None:
    connection.execute(
        alert_messages.insert(),
        {
            "channel": channel,
            "id": message.id,
            "kind": message.kind.value,
            "is_over": message.is_over,
            "series": message.series,
            "name": message.name,
            "since": message.since,
            "made_at": message.made_at,
            "detail": message.detail,
            "due_at": message.made_at,
            "tries": 0,
        },
    )


def oldest(connection: Connection, channel: str) -> WaitingAlert | None:
    row = connection.execute(
        select(alert_messages)
        .where(alert_messages.c.channel == channel)
        .order_by(alert_messages.c.seq)
        .limit(1)
    ).one_or_none()
    return _waiting(row) if row else None


def wait_until(connection: Connection, seq: int, due_at: datetime, tries: int) -> None:
    connection.execute(
        update(alert_messages)
        .where(alert_messages.c.seq == seq)
        .values(due_at=due_at, tries=tries)
    )


def remove(connection: Connection, seq: int) -> None:
    connection.execute(alert_messages.delete().where(alert_messages.c.seq == seq))


def give_up(connection: Connection, channel: str, before: datetime, most: int) -> int:
    """Remove those that are older, and the oldest of more than `most`; how many."""
    kept = (
        select(alert_messages.c.seq)
        .where(alert_messages.c.channel == channel)
        .order_by(alert_messages.c.seq.desc())
        .limit(most)
    )
    seqs = connection.execute(kept).scalars().all()
    if not seqs:
        return 0
    gone = alert_messages.delete().where(
        alert_messages.c.channel == channel,
        or_(alert_messages.c.made_at < before, alert_messages.c.seq < min(seqs)),
    )
    return connection.execute(gone).rowcount


def count(connection: Connection, channel: str) -> int:
    """How many wait."""
    asked = select(func.count()).where(alert_messages.c.channel == channel)
    return int(connection.execute(asked).scalar_one())


def channel(connection: Connection, name: str) -> ChannelState:
    asked = select(alert_channels).where(alert_channels.c.name == name)
    row = connection.execute(asked).one_or_none()
    return _channel(row) if row else ChannelState(name)


def put_channel(connection: Connection, state: ChannelState) -> None:
    values: Mapping[str, Any] = {
        "sent_at": state.sent_at,
        "failing_since": state.failing_since,
        "failure": state.failure.value if state.failure else None,
        "answer": state.answer[:LONGEST_ANSWER],
        "given_up": state.given_up,
    }
    known = connection.execute(
        update(alert_channels)
        .where(alert_channels.c.name == state.name)
        .values(**values)
    )
    if known.rowcount == 0:
        connection.execute(alert_channels.insert(), {"name": state.name, **values})


def _waiting(row: Row[Any]) -> WaitingAlert:
    message = AlertMessage(
        AlertId(row.id),
        AlertKind(row.kind),
        row.is_over,
        row.series,
        row.name,
        row.since,
        row.made_at,
        row.detail,
    )
    return WaitingAlert(row.seq, message, row.due_at, row.tries)


def _channel(row: Row[Any]) -> ChannelState:
    known = row.failure in set(AlertFailure)
    return ChannelState(
        row.name,
        row.sent_at,
        row.failing_since,
        AlertFailure(row.failure) if known else None,
        row.answer,
        row.given_up,
    )
