"""Opens the hub's database and decides how reads and writes are bracketed."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from kiosk.errors import DatabaseAway, DataFolderUnusable, KioskError
from kiosk.store import engines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Connection", "Database", "Duplicate"]

Duplicate = IntegrityError
"""What a write raises when something unique is there already. On PostgreSQL its
transaction can only be given up then: whoever catches it must leave `begin`."""

TROUBLE = (OperationalError, DatabaseError)
"""A full or read-only disk, a missing folder, a damaged file, a server that is away or
too slow; the other subclasses of `DatabaseError` are mistakes of the program, or a
`Duplicate`."""
FORBIDDEN = "42501"
"""PostgreSQL's word for what the hub's role may not do: a mistake of its set-up."""

LOCKED = "55P03"
"""PostgreSQL's word for a lock that was not to be had in time."""

WRITERS_LOCK = 4_201
"""The advisory lock on PostgreSQL that all hub processes share."""

HOLDING_TICKETS = (
    "tickets",
    "ticket_events",
    "refused_tickets",
    "closed_tickets",
    "leaving_tickets",
    "told_waits",
    "appointments",
    "appointment_events",
)
"""The tables out of which the close of a day takes what leads to a person."""


class Database:
    """One engine. Writes go one after the other, so that event numbers rise in the
    order in which they become visible; reads never wait for them."""

    def __init__(self, url: str | URL, patience: float = engines.POOL_SECONDS) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        make = engines.sqlite if self.is_sqlite else engines.postgresql
        self.engine = make(self.url, patience)
        self._writing = self.engine.execution_options(kiosk_writes=True)
        self._reading = self.engine
        if not self.is_sqlite:
            self._reading = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._writer = threading.Lock()
        self._kept: Connection | None = None

    @classmethod
    def in_file(cls, path: Path) -> Database:
        return cls(URL.create("sqlite", database=str(path)))

    @classmethod
    def on_server(cls, address: str, password: str | None = None) -> Database:
        """`password`: where the address has none."""
        url = make_url(address)
        return cls(url.set(password=password) if password else url)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One write transaction: all of it or nothing."""
        with (
            self._writer,
            self._telling_of_trouble(),
            self._to_write() as connection,
            connection.begin(),
        ):
            if not self.is_sqlite:
                connection.exec_driver_sql(
                    f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
                )
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One moment's view of everything; nothing written here stays."""
        with self._telling_of_trouble(), self._reading.connect() as connection:
            yield connection

    def scrub(self) -> bool:
        """Let what was deleted be gone from the files too; False if somebody who
        reads was in the way, and it must be tried again.

        On SQLite deleted rows are overwritten, and the write-ahead log is emptied here.
        PostgreSQL writes the tables anew and removes the old files; its own log keeps
        a copy until it is recycled.
        """
        with self._telling_of_trouble():
            return self._emptied_log() if self.is_sqlite else self._rewritten()

    def close(self) -> None:
        with self._writer:
            if self._kept is not None:
                self._kept.close()
                self._kept = None
            self.engine.dispose()

    def _emptied_log(self) -> bool:
        with self._writer:
            raw = self.engine.raw_connection()
            try:
                # the one who waits here holds up all writers: better come again soon
                raw.cursor().execute("PRAGMA busy_timeout = 500").close()
                answer = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                ((busy, _frames, _moved),) = answer.fetchall()
            finally:
                raw.cursor().execute(
                    f"PRAGMA busy_timeout = {engines.BUSY_SECONDS * 1000}"
                ).close()
                raw.close()
        return not busy

    def _rewritten(self) -> bool:
        alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with alone.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = 500")
            try:
                for table in HOLDING_TICKETS:
                    connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) != LOCKED:
                    raise
                return False
            finally:
                usual = engines.BOUNDS["lock_timeout"]
                connection.exec_driver_sql(f"SET lock_timeout = '{usual}'")
        return True

    def _to_write(self) -> AbstractContextManager[Connection]:
        """On SQLite there is one writer at a time anyway, so its connection is kept:
        fetching one from the pool would cost a tenth of a whole check-in."""
        if not self.is_sqlite:
            return self._writing.connect()
        if self._kept is None:
            self._kept = self._writing.connect()
        return nullcontext(self._kept)

    @contextmanager
    def _telling_of_trouble(self) -> Iterator[None]:
        try:
            yield
        except NoneFree as error:
            raise self._trouble("all its connections are in use") from error
        except DatabaseError as error:
            forbidden = getattr(error.orig, "sqlstate", None) == FORBIDDEN
            if type(error) not in TROUBLE and not forbidden:
                raise
            raise self._trouble(str(error.orig).strip()) from error

    def _trouble(self, reason: str) -> KioskError:
        message = f"The hub's database {self._name()} does not work: {reason}."
        if self.is_sqlite:
            return DataFolderUnusable(
                message,
                remedy="Check its folder's rights and the free space on its disk.",
            )
        return DatabaseAway(
            message,
            remedy="Check that the server runs and lets this hub in, and hub.database.",
        )

    def _name(self) -> str:
        return self.url.render_as_string(hide_password=True)
