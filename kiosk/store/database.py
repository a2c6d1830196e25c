"""Opens the hub's database and decides how reads and writes are bracketed."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from kiosk.errors import DataFolderUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Connection", "Database", "Duplicate"]

Duplicate = IntegrityError
"""What a write raises when something unique is there already."""

TROUBLE = (OperationalError, DatabaseError)
"""A full or read-only disk, a missing folder, a damaged file; the subclasses of
`DatabaseError` beside it are mistakes of the program, or a `Duplicate`."""

BUSY_SECONDS = 10
"""How long a write waits for another process, such as a command or a backup."""

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # acknowledged means on disk, also after a power cut
    "foreign_keys = ON",
    "secure_delete = ON",  # what housekeeping deletes is overwritten
)

WRITERS_LOCK = 4_201
"""The advisory lock on PostgreSQL that all hub processes share."""


class Database:
    """One engine. Writes go one after the other, so that event numbers rise in the
    order in which they become visible; reads never wait for them."""

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.is_sqlite else _engine(self.url)
        self._writing = self.engine.execution_options(kiosk_writes=True)
        self._writer = threading.Lock()
        self._kept: Connection | None = None

    @classmethod
    def in_file(cls, path: Path) -> Database:
        return cls(URL.create("sqlite", database=str(path)))

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
        with self._telling_of_trouble(), self.engine.connect() as connection:
            yield connection

    def scrub(self) -> None:
        """Empty the write-ahead log, so that deleted rows are gone from it too."""
        if self.is_sqlite:
            with self._writer, self._telling_of_trouble():
                raw = self.engine.raw_connection()
                try:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    raw.close()

    def close(self) -> None:
        with self._writer:
            if self._kept is not None:
                self._kept.close()
                self._kept = None
            self.engine.dispose()

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
        except DatabaseError as error:
            if type(error) not in TROUBLE:
                raise
            raise DataFolderUnusable(
                f"The hub's database {self._name()} does not work: {error.orig}.",
                remedy="Check its folder's rights and the free space on its disk.",
            ) from error

    def _name(self) -> str:
        return self.url.render_as_string(hide_password=True)


def _engine(url: URL, **more: Any) -> Engine:
    """An error's text never holds parameters: a ticket's code would be among them."""
    return create_engine(url, hide_parameters=True, **more)


def _sqlite(url: URL) -> Engine:
    engine = _engine(
        url,
        # None hands BEGIN to us: the driver's own would not be IMMEDIATE
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
        pool_size=8,
        max_overflow=32,
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("kiosk_writes")
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN").close()

    return engine
