"""How a connection to each of the two engines is made and bounded."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ExceptionContext

DRIVER = "postgresql+psycopg"

BUSY_SECONDS = 10
"""How long a write waits for another process, such as a command or a backup."""

BUSY_TRIES = 100
"""Within that time, where SQLite itself does not wait."""

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # acknowledged means on disk, also after a power cut
    "foreign_keys = ON",
    "secure_delete = ON",  # what housekeeping deletes is overwritten
)

REACHING: Mapping[str, object] = {
    "application_name": "kiosk-hub",
    "connect_timeout": 5,
    # a server that vanished without a word is noticed within half a minute
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""What libpq is told; what the database's address says of these counts more."""

BOUNDS: Mapping[str, str] = {
    "statement_timeout": "30s",  # the lock of the writers is waited for by a statement
    "lock_timeout": "20s",
    "idle_in_transaction_session_timeout": "60s",
    "synchronous_commit": "on",  # acknowledged means on disk
}
"""What each session of PostgreSQL begins with."""

MOST_CONNECTIONS = 20
"""Of one hub process to PostgreSQL, whose default is 100 for all."""
POOL_SECONDS = 10
"""How long a request waits for a connection before it is told to try again."""


def sqlite(url: URL, patience: float) -> Engine:
    engine = _engine(
        url,
        # None hands BEGIN to us: the driver's own would not be IMMEDIATE
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS},
        pool_size=8,
        max_overflow=32,
        pool_timeout=patience,
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS:
            _set(connection, pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("kiosk_writes")
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN").close()

    return engine


def _set(connection: Any, pragma: str) -> None:
    """Of two who open a new file, one turns it to a log; SQLite tells the other at once
    that it is locked, without the patience that it has for everything else."""
    for still in reversed(range(BUSY_TRIES)):
        try:
            connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not still:
                raise
            time.sleep(BUSY_SECONDS / BUSY_TRIES)
        else:
            return


def postgresql(url: URL, patience: float) -> Engine:
    said = {name: value for name, value in REACHING.items() if name not in url.query}
    engine = _engine(
        url.set(drivername=DRIVER),
        connect_args=said,
        pool_size=MOST_CONNECTIONS // 2,
        max_overflow=MOST_CONNECTIONS - MOST_CONNECTIONS // 2,
        pool_timeout=patience,
        pool_pre_ping=True,  # the server may have been started anew meanwhile
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        for name, value in BOUNDS.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.commit()

    return engine


def _engine(url: URL, **more: Any) -> Engine:
    """An error's text never holds what is in a row: a ticket's code might be there."""
    engine = create_engine(url, hide_parameters=True, **more)

    @event.listens_for(engine, "handle_error")
    def _without_details(context: ExceptionContext) -> None:
        short = getattr(context.original_exception, "diag", None)
        told = context.sqlalchemy_exception
        if told is None or short is None or not short.message_detail:
            return
        whole = str(context.original_exception)
        context.original_exception.args = (short.message_primary,)
        told.args = (told.args[0].replace(whole, short.message_primary),)

    return engine
