"""The journal: a ticket exists once its transaction here is on disk, and not before."""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.errors import JournalDamaged
from kiosk.journal import counts, forgetting, mending, notes, outbox, recovery, upgrades
from kiosk.journal.ceilings import Ceilings
from kiosk.journal.closing import CloseMark
from kiosk.journal.counts import Counts
from kiosk.journal.outbox import OutboxRow, stamp
from kiosk.journal.recovery import JournalFiles
from kiosk.journal.second_record import COUNT, NOTE, TICKET, RecordEntry, SecondRecord
from kiosk.journal.trouble import explained

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.domain.issuing import HubWord
    from kiosk.ids import AppointmentCode, Ids, LanguageCode, Slug, TicketCode, TopicId
    from kiosk.journal.recovery import OpenedJournal

logger = logging.getLogger(__name__)

RECORD_FAILS = "second-record-fails"
"""The complaint while the second record cannot be written."""


class Journal:
    """One connection behind a lock; every method may be called from any thread."""

    def __init__(
        self,
        opened: OpenedJournal,
        files: JournalFiles,
        series: str,
        zone: ZoneInfo,
        clock: Clock,
        ids: Ids,
    ) -> None:
        """For `open` and tests; the connection is handed over with autocommit on."""
        self._connection = opened.connection
        self._files = files
        self._zone = zone
        self._clock = clock
        self._ids = ids
        self._lock = threading.Lock()
        self._counts = Counts(self._connection, files.ceilings)
        self.damaged = False
        """Whether it must be opened anew: what is on disk is not what was written."""
        self.trouble = opened.trouble
        """Complaints for staff, since the start or until they are over."""
        with explained():
            self._undelivered, self._set_aside = self._count_rows()
            said = notes.everything(self._connection)
        self._word = self._kept_word = notes.read(said.get(notes.GREETING))
        self._refused_token = said.get(notes.REFUSED_TOKEN, "")
        self.begun = upgrades.BEGUN in said
        """Whether it counted before it kept greetings."""
        self.configured_series = series
        with explained():
            self._counts.learn(self.series, self.service_day())

    @classmethod
    def open(cls, path: Path, series: str, zone: str, clock: Clock, ids: Ids) -> Self:
        """Raises `DataFolderUnusable` or `NewerDatabase`."""
        local = ZoneInfo(zone)
        record = path.with_name(path.name + ".record")
        files = JournalFiles(
            path,
            Ceilings(path.with_name(path.name + ".ceilings")),
            SecondRecord(record),
            CloseMark(path.with_name(path.name + ".closed"), record),
        )
        now = clock.now()
        today = now.astimezone(local).date()
        opened = recovery.open_journal(files, today, now)
        return cls(opened, files, series, local, clock, ids)

    @property
    def series(self) -> str:
        """As the hub said last; before its first greeting, as the settings say."""
        return self._word.series if self._word else self.configured_series

    @property
    def word(self) -> HubWord | None:
        """The hub's last greeting; never waits for the disk."""
        return self._word

    @property
    def refused_token(self) -> str:
        """The mark of the token that the hub refused; empty if it did not."""
        return self._refused_token

    @property
    def used_up(self) -> bool:
        """Whether today's last number is issued; never waits for the disk."""
        highest = self._counts.highest(self.series, self.service_day())
        return highest >= counts.LAST_COUNT

    def wall_day(self) -> date:
        """Today, on the wall where the terminal stands."""
        return self.wall_day_of(self._clock.now())

    def wall_day_of(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()

    def service_day(self) -> date:
        """Today, as the hub calls it."""
        return self._day_of(self._clock.now())

    def hear(self, word: HubWord) -> None:
        """Keep what the hub said. Raises `JournalUnavailable`; then it holds all the
        same, until the terminal ends."""
        self._word, kept = word, self._kept_word
        if kept is not None and not word.worth_keeping_after(kept):
            return
        self._kept_word = word
        worth = kept is None or word.worth_recording_after(kept)
        self._note(notes.GREETING, notes.written(word), worth=worth)

    def refuse_token(self, mark: str) -> None:
        """Keep which token the hub refused; empty when it takes the one in use."""
        if mark != self._refused_token:
            self._refused_token = mark
            self._note(notes.REFUSED_TOKEN, mark, worth=True)

    def issue(
        self,
        topic: TopicId,
        language: LanguageCode,
        screen_language: LanguageCode,
        about: Slug | None = None,
        appointment: AppointmentCode | None = None,
    ) -> Ticket:
        """Count, ticket and outbox row in one durable transaction, or none of them.

        Raises `JournalUnavailable`.
        """
        with self._transaction():
            now = self._clock.now()
            day, series = self._day_of(now), self.series
            known = self._word.count_on(day) if self._word else 0
            ticket = Ticket(
                id=self._ids.ticket_id(),
                number=TicketNumber(series, self._counts.take(series, day, known)),
                service_day=day,
                topic=topic,
                language=language,
                screen_language=screen_language,
                code=self._ids.ticket_code(),
                issued_at=now,
                about=about,
                appointment=appointment,
            )
            body = outbox.body_of(ticket)
            outbox.add(self._connection, ticket, body=body)
        self._counts.used(series, day, ticket.number.count)
        self._record(
            RecordEntry(TICKET, ticket.id, body.decode()),
            RecordEntry(COUNT, f"{series} {day}", str(ticket.number.count)),
        )
        return ticket

    def ticket_of(self, code: TicketCode) -> Ticket | None:
        """Today's ticket of this code. Raises `JournalUnavailable`."""
        today = self.service_day().isoformat()
        with self._lock, self._explained():
            row = self._connection.execute(
                f"SELECT {outbox.TICKET_COLUMNS} FROM tickets"  # noqa: S608 - our names
                " WHERE code = ? AND service_day = ?",
                (code, today),
            ).fetchone()
        return None if row is None else outbox.ticket_of(row)

    def due(self, now: datetime, limit: int, after: int = 0) -> list[OutboxRow]:
        """What may be tried now, oldest first, of the rows that came after `after`."""
        with self._lock, self._explained():
            return outbox.due(self._connection, now, limit, after)

    def unsettled(self) -> list[OutboxRow]:
        """All that the hub has not confirmed, due or not, refused, sound or not."""
        with self._lock, self._explained():
            return list(outbox.everything(self._connection))

    def settle(self, row_id: int) -> None:
        """The hub has it."""
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

    def set_aside(self) -> int:
        """How many of the undelivered the hub refuses, or nobody can read."""
        return self._set_aside

    def forget_before(self, day: date) -> int:
        """Delete the settled tickets of earlier days for good, and what was set aside
        long enough; say how many."""
        with self._lock, self._explained():
            forgotten = forgetting.forget_before(
                self._connection, self._files.record, day
            )
            self._undelivered, self._set_aside = self._count_rows()
        with explained():
            recovery.end_kept(self._files.path, self._clock.now())
        return forgotten

    def close(self) -> None:
        """Without a mark of it numbers go on above the ceiling, so none is no harm."""
        with self._lock:
            try:
                if not self.damaged:
                    self._files.mark.write(self._connection)
            except (OSError, sqlite3.Error) as error:
                logger.info("the journal is closed without a mark: %s", error)
            self._connection.close()

    def _day_of(self, moment: datetime) -> date:
        wall_day = self.wall_day_of(moment)
        return self._word.day_on(wall_day) if self._word else wall_day

    def _note(self, key: str, body: str, *, worth: bool) -> None:
        """Into the journal; what is `worth` it into the second record too."""
        with self._transaction():
            notes.keep(self._connection, key, body)
        if worth:
            self._record(RecordEntry(NOTE, key, body))

    def _record(self, *entries: RecordEntry) -> None:
        """After the commit: a number that was not stored must not come back by it."""
        try:
            with self._lock:
                self._files.record.append(*entries)
        except OSError as error:
            if RECORD_FAILS not in self.trouble:
                logger.error("the second record cannot be written: %s", error)
            self.trouble |= {RECORD_FAILS}
        else:
            self.trouble -= {RECORD_FAILS}

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            with explained():
                yield
        except JournalDamaged:
            self.damaged = True
            raise

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing; afterwards the connection is usable again either way."""
        with self._lock, self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                rows = self._count_rows()
                self._connection.execute("COMMIT")
                self._undelivered, self._set_aside = rows
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _count_rows(self) -> tuple[int, int]:
        rows, aside = self._connection.execute(
            "SELECT count(*), coalesce(sum(refused IS NOT NULL), 0) FROM outbox"
        ).fetchone()
        unreadable = mending.ROW_UNREADABLE in self.trouble
        return int(rows), int(aside) + unreadable
