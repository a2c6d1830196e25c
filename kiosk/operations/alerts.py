"""What is told about terminals, once per edge, and how often it is tried to send it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from kiosk.domain import alerts
from kiosk.domain.alerts import (
    LOOKS_APART,
    AlertFailure,
    AlertKind,
    AlertMessage,
    AlertRules,
    AlertState,
)
from kiosk.errors import AlertFailed
from kiosk.ids import AlertId
from kiosk.store import alerts as store
from kiosk.store import devices
from kiosk.store.alerts import ChannelState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.domain.access import PairedTerminal
    from kiosk.ids import TerminalId
    from kiosk.operations.context import Context
    from kiosk.store.alerts import WaitingAlert
    from kiosk.store.database import Connection

    States = dict[tuple[TerminalId, AlertKind], AlertState]

log = logging.getLogger("kiosk.hub")

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=30)
GIVEN_UP_AFTER = timedelta(days=1)
"""What is older helps nobody; the pages show how it is now."""
MOST_WAITING = 500
SENDING_ENDS = timedelta(minutes=3)
"""By then whoever began to send a message is done, or is no more."""


class AlertChannel(Protocol):
    """A way on which messages leave the hub; used by one thread at a time."""

    @property
    def name(self) -> str:
        """At most 8 characters."""
        ...

    def send(self, message: AlertMessage) -> None:
        """Within half a minute. Raises `AlertFailed`."""
        ...


@dataclass(frozen=True, slots=True)
class Alerting:
    """Whom a hub tells, and of what."""

    rules: AlertRules
    channels: Sequence[AlertChannel]


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """What staff see of a channel."""

    state: ChannelState
    waiting: int


class AlertWatch:
    """Looks at every terminal; for one process, in which it is called every little
    while."""

    def __init__(self, ctx: Context, alerting: Alerting) -> None:
        self._ctx = ctx
        self._alerting = alerting
        self._since: datetime | None = None
        self._looked: datetime | None = None

    def look(self) -> int:
        """How many messages were made. Two small reads, unless something changes.

        A hub that slept, or did not run, has heard nobody: it waits anew then.
        """
        now = self._ctx.clock.now()
        apart = now - self._looked if self._looked else None
        if self._since is None or apart is None or not _is_short(apart):
            self._since = now
        self._looked = now
        with self._ctx.database.read() as connection:
            if not any(True for _ in self._changes(connection, now, self._since)):
                return 0
        with self._ctx.database.begin() as connection:
            return self._apply(connection, now, self._since)

    def _apply(self, connection: Connection, now: datetime, since: datetime) -> int:
        """Looks again: another process may have been faster."""
        made = 0
        for terminal, kind, before, after, is_told in [
            *self._changes(connection, now, since)
        ]:
            if kind is None:
                store.forget_states(connection, [terminal.id])
                continue
            store.put_state(connection, terminal.id, kind, after)
            if is_told:
                made += 1
                message = self._message(terminal, kind, before, after, now)
                for channel in self._alerting.channels:
                    store.add(connection, channel.name, message)
        return made

    def _changes(
        self, connection: Connection, now: datetime, since: datetime
    ) -> Iterator[
        tuple[PairedTerminal, AlertKind | None, AlertState, AlertState, bool]
    ]:
        """Without a kind: nothing of this terminal is to be known any more."""
        known, zone = store.states(connection), self._ctx.zone()
        for terminal in devices.every(connection):
            if not terminal.active:
                if any(of == terminal.id for of, _ in known):
                    yield terminal, None, AlertState(), AlertState(), False
                continue
            seen = alerts.seen(terminal, self._alerting.rules, now, since, zone)
            for kind, is_so in seen.items():
                before = known.get((terminal.id, kind), AlertState())
                after, is_told = alerts.step(kind, before, is_so, now)
                if after != before:
                    yield terminal, kind, before, after, is_told

    def _message(
        self,
        terminal: PairedTerminal,
        kind: AlertKind,
        before: AlertState,
        after: AlertState,
        now: datetime,
    ) -> AlertMessage:
        since = before.turned_at or now
        if kind is AlertKind.OFFLINE and after.is_told:
            since = terminal.last_seen_at or now
        return AlertMessage(
            AlertId(self._ctx.ids.row_id()),
            kind,
            not after.is_told,
            terminal.series,
            terminal.name,
            since,
            now,
            alerts.detail(kind, terminal) if after.is_told else "",
        )


def send_next(ctx: Context, channel: AlertChannel) -> bool:
    """Whether one arrived, so that the next may follow; one small read where none is
    due."""
    now = ctx.clock.now()
    with ctx.database.read() as connection:
        if not _is_due(store.oldest(connection, channel.name), now):
            return False
    with ctx.database.begin() as connection:
        _give_up(ctx, connection, channel.name)
        waiting = store.oldest(connection, channel.name)
        if waiting is None or not _is_due(waiting, now):
            return False
        tries = waiting.tries + 1
        store.wait_until(connection, waiting.seq, now + SENDING_ENDS, tries)
    try:
        channel.send(waiting.message)
    except AlertFailed as error:
        _failed(ctx, channel.name, replace(waiting, tries=tries), error)
        return False
    with ctx.database.begin() as connection:
        store.remove(connection, waiting.seq)
        arrived = ChannelState(channel.name, sent_at=ctx.clock.now())
        store.put_channel(connection, arrived)
    return True


def reports(ctx: Context, channels: Sequence[str]) -> list[ChannelReport]:
    with ctx.database.read() as connection:
        return [
            ChannelReport(
                store.channel(connection, name), store.count(connection, name)
            )
            for name in channels
        ]


def a_test(ctx: Context) -> AlertMessage:
    """Of no terminal."""
    now = ctx.clock.now()
    made = AlertId(ctx.ids.row_id())
    return AlertMessage(made, AlertKind.TEST, False, "", "", now, now)


def pause_after(tries: int) -> timedelta:
    """Until the next try."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, 16)
    return min(doubled, LONGEST_PAUSE)


def _failed(ctx: Context, name: str, waiting: WaitingAlert, error: AlertFailed) -> None:
    now = ctx.clock.now()
    log.warning("A message by %s did not arrive (%s).", name, error.failure)
    with ctx.database.begin() as connection:
        if error.reached_some:
            store.remove(connection, waiting.seq)
        else:
            due_at = now + pause_after(waiting.tries)
            store.wait_until(connection, waiting.seq, due_at, waiting.tries)
        known = store.channel(connection, name)
        failing = replace(
            known,
            failing_since=known.failing_since or now,
            failure=AlertFailure(error.failure),
            answer=error.answer,
        )
        store.put_channel(connection, failing)


def _give_up(ctx: Context, connection: Connection, name: str) -> None:
    before = ctx.clock.now() - GIVEN_UP_AFTER
    gone = store.give_up(connection, name, before, MOST_WAITING)
    if gone:
        known = store.channel(connection, name)
        store.put_channel(connection, replace(known, given_up=known.given_up + gone))


def _is_due(waiting: WaitingAlert | None, now: datetime) -> bool:
    """A time that is far ahead was set by a clock that was wrong."""
    if waiting is None:
        return False
    return now >= waiting.due_at or waiting.due_at - now > 2 * LONGEST_PAUSE


def _is_short(apart: timedelta) -> bool:
    return timedelta() <= apart <= LOOKS_APART
