"""The journal: a ticket exists once its transaction here is on disk, and not before."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.errors import JournalUnavailable
from kiosk.journal import outbox
from kiosk.journal.ceilings import Ceilings
from kiosk.journal.opening import open_journal
from kiosk.journal.outbox import OutboxRow, stamp
from kiosk.journal.trouble import explained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.ids import Ids, LanguageCode, TicketCode, TopicId

logger = logging.getLogger(__name__)

LAST_COUNT = 9999
"""The most that a number on the wire can hold."""
DAYS_A_CLOCK_ERRS = 2
"""So far back may the clock be set without a number being used again."""


class Journal:
    """One connection behind a lock; every method may be called from any thread."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        ceilings: Ceilings,
        series: str,
        zone: ZoneInfo,
        clock: Clock,
        ids: Ids,
    ) -> None:
        """For `open` and tests; the connection is handed over with autocommit on."""
        self._connection = connection
        self._ceilings = ceilings
        self._zone = zone
        self._clock = clock
        self._ids = ids
        self._lock = threading.Lock()
        with explained():
            self._undelivered = self._count_undelivered()
        self.series = series

    @classmethod
    def open(cls, path: Path, series: str, zone: str, clock: Clock, ids: Ids) -> Self:
        """Raises `DataFolderUnusable` or `NewerDatabase`."""
        local = ZoneInfo(zone)
        ceilings = Ceilings(path.with_name(path.name + ".ceilings"))
        now = clock.now()
        today = now.astimezone(local).date()
        connection = open_journal(path, ceilings, series, today, now)
        return cls(connection, ceilings, series, local, clock, ids)

    def service_day(self) -> date:
        """Today, where the terminal stands."""
        return self._clock.now().astimezone(self._zone).date()

    def issue(
        self, topic: TopicId, language: LanguageCode, screen_language: LanguageCode
    ) -> Ticket:
        """Count, ticket and outbox row in one durable transaction, or none of them.

        Raises `JournalUnavailable`.
        """
        with self._transaction():
            now = self._clock.now()
            day = now.astimezone(self._zone).date()
            ticket = Ticket(
                id=self._ids.ticket_id(),
                number=TicketNumber(self.series, self._next_count(day)),
                service_day=day,
                topic=topic,
                language=language,
                screen_language=screen_language,
                code=self._ids.ticket_code(),
                issued_at=now,
            )
            outbox.add(self._connection, ticket)
        return ticket

    def ticket_of(self, code: TicketCode) -> Ticket | None:
        """Today's ticket of this code. Raises `JournalUnavailable`."""
        today = self.service_day().isoformat()
        with self._lock, explained():
            row = self._connection.execute(
                f"SELECT {outbox.TICKET_COLUMNS} FROM tickets"  # noqa: S608 - our names
                " WHERE code = ? AND service_day = ?",
                (code, today),
            ).fetchone()
        return None if row is None else outbox.ticket_of(row)

    def due(self, now: datetime, limit: int) -> list[OutboxRow]:
        """What may be tried now, oldest first."""
        with self._lock, explained():
            return outbox.due(self._connection, now, limit)

    def unsettled(self) -> list[OutboxRow]:
        """All that the hub has not confirmed, due or not, refused or not."""
        with self._lock, explained():
            return list(outbox.everything(self._connection))

    def settle(self, row_id: int) -> None:
        """The hub has the ticket."""
        with self._transaction():
            self._connection.execute("DELETE FROM outbox WHERE id = ?", (row_id,))

    def push_away(
        self, row_id: int, next_try_at: datetime, refused: str | None = None
    ) -> None:
        """Not before `next_try_at` again; the rows behind it go on."""
        with self._transaction():
            self._connection.execute(
                "UPDATE outbox SET attempts = attempts + 1, next_try_at = ?,"
                " refused = ? WHERE id = ?",
                (stamp(next_try_at), refused, row_id),
            )

    def undelivered(self) -> int:
        """Never waits for the disk: screens ask while they paint."""
        return self._undelivered

    def forget_before(self, day: date) -> int:
        """Delete the settled tickets of earlier days for good; say how many."""
        with self._transaction():
            forgotten = self._connection.execute(
                "DELETE FROM tickets WHERE service_day < ?"
                " AND id NOT IN (SELECT ticket_id FROM outbox)",
                (day.isoformat(),),
            ).rowcount
        if forgotten:
            # What was deleted must not live on in the write-ahead log.
            with self._lock, explained():
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            logger.info("forgot %d tickets of earlier days", forgotten)
        return forgotten

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _next_count(self, day: date) -> int:
        """One more than was used today, or in the days a clock set back returns from.

        Those days are raised too: when the clock is put right, they go on above.
        """
        near = {
            "series": self.series,
            "day": day.isoformat(),
            "until": (day + timedelta(days=DAYS_A_CLOCK_ERRS)).isoformat(),
        }
        (used,) = self._connection.execute(
            "SELECT coalesce(max(last_count), 0) FROM days WHERE series = :series"
            " AND service_day BETWEEN :day AND :until",
            near,
        ).fetchone()
        count = int(used) + 1
        if count > LAST_COUNT:
            raise JournalUnavailable(
                f"All {LAST_COUNT} numbers of {day} are used up.",
                remedy="Send visitors to the desk until tomorrow.",
            )
        self._ceilings.cover(self.series, day, count)
        self._connection.execute(
            "INSERT INTO days (series, service_day, last_count)"
            " VALUES (:series, :day, 0) ON CONFLICT DO NOTHING",
            near,
        )
        self._connection.execute(
            "UPDATE days SET last_count = :count WHERE series = :series"
            " AND service_day BETWEEN :day AND :until",
            near | {"count": count},
        )
        return count

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing; afterwards the connection is usable again either way."""
        with self._lock, explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                undelivered = self._count_undelivered()
                self._connection.execute("COMMIT")
                self._undelivered = undelivered
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _count_undelivered(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM outbox").fetchone()
        return int(count)
