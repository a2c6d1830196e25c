"""How a journal is opened, and what becomes of a damaged one.

A damaged file is moved aside, never deleted at once. The new journal takes over every
undelivered ticket that can still be read from it; what cannot, comes from the second
record. Counts go on above whatever may have been used.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.errors import DataFolderUnusable, NewerDatabase
from kiosk.journal import checksums, mending, salvage, schema
from kiosk.journal.closing import CloseState, journal_is_lost, log_is_lost
from kiosk.journal.trouble import REMEDIES, is_unsound, primary_code

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kiosk.journal.ceilings import Ceilings
    from kiosk.journal.closing import CloseMark
    from kiosk.journal.second_record import SecondRecord

logger = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
DAMAGED_KEPT = timedelta(days=7)
"""For whoever wants to look; it may hold tickets that lead to a person."""


class _Damaged(Exception):  # noqa: N818
    """The file is not a sound database."""


@dataclass(frozen=True, slots=True)
class JournalFiles:
    """The journal, and what lies beside it in case that it is damaged."""

    path: Path
    ceilings: Ceilings
    record: SecondRecord
    mark: CloseMark


@dataclass(frozen=True, slots=True)
class LostFiles:
    """What was not there before SQLite began it anew."""

    journal: bool
    log: bool


@dataclass(frozen=True, slots=True)
class OpenedJournal:
    connection: sqlite3.Connection
    trouble: frozenset[str]
    """What staff should know: `journal-damaged`, `ticket-unreadable`."""


def open_journal(files: JournalFiles, today: date, now: datetime) -> OpenedJournal:
    """Raises `DataFolderUnusable` or `NewerDatabase`."""
    path = files.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lost = LostFiles(journal=journal_is_lost(path), log=log_is_lost(path))
        try:
            connection = _connect(path)
        except _Damaged as damage:
            logger.error("the journal is damaged: %s", damage)
            _move(path, _aside(path))
            connection = _connect(path)
        try:
            trouble = _begin(connection, files, today, lost)
        except BaseException:
            connection.close()
            raise
        if _aside(path).exists():
            kept = _free_name(path, now)
            _move(_aside(path), kept)
            logger.error("the damaged journal is kept as %s", kept.name)
    except (OSError, sqlite3.Error, _Damaged) as error:
        raise DataFolderUnusable(
            f"The journal {path} cannot be opened: {error}.", remedy=_remedy(error)
        ) from error
    return OpenedJournal(connection, trouble)


def end_kept(path: Path, now: datetime) -> int:
    """Delete the damaged journals that were kept long enough; say how many files."""
    ended = 0
    for kept in sorted(path.parent.glob(f"{path.name}.damaged-*")):
        since = _kept_since(kept.name.removeprefix(f"{path.name}.damaged-"))
        if since is None or not timedelta(0) <= now - since <= DAMAGED_KEPT:
            kept.unlink(missing_ok=True)
            ended += 1
    return ended


def _begin(
    connection: sqlite3.Connection,
    files: JournalFiles,
    today: date,
    lost: LostFiles,
) -> frozenset[str]:
    """Give the journal all that is known beside it; all of it or nothing.

    Power may fail at any line: the damaged file keeps its first name until then.
    """
    aside = _aside(files.path)
    read = files.record.read()
    connection.execute("BEGIN IMMEDIATE")
    try:
        state = files.mark.state(connection)
        taken = salvage.take_over(connection, aside) if aside.exists() else None
        found = mending.JournalRemains(
            read,
            files.ceilings,
            taken,
            state,
            journal_lost=lost.journal,
            log_lost=lost.log and state is CloseState.UNCLEAN,
        )
        trouble = mending.mend(connection, found, today)
        entries = mending.entries(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if mending.differs(read, entries):
        files.record.rewrite(entries)
    files.mark.remove()
    return trouble


def _remedy(error: BaseException) -> str:
    if isinstance(error, sqlite3.Error) and primary_code(error) in REMEDIES:
        return REMEDIES[primary_code(error)]
    return "Choose another data folder, or make this one writable."


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        checksums.teach(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise _Damaged(verdict)
        schema.bring_up_to_date(connection)
        for probe in schema.PROBES:
            connection.execute(probe).fetchall()
        path.chmod(0o600)
    except NewerDatabase as error:
        newer = schema.is_really_newer(connection)
        connection.close()
        if newer:
            raise
        raise _Damaged("its version is none that was written") from error
    except (sqlite3.Error, _Damaged, OSError) as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and is_unsound(error):
            raise _Damaged(str(error)) from error
        raise
    except (ValueError, OverflowError, TypeError) as error:
        connection.close()
        raise _Damaged(str(error)) from error
    return connection


def _aside(path: Path) -> Path:
    return path.with_name(path.name + ".damaged")


def _free_name(path: Path, now: datetime) -> Path:
    name = f"{path.name}.damaged-{now:%Y%m%dT%H%M%SZ}"
    free = path.with_name(name)
    again = 1
    while free.exists():
        again += 1
        free = path.with_name(f"{name}-{again}")
    return free


def _kept_since(name: str) -> datetime | None:
    """The moment in such a name; None when there is none, or another clock's."""
    try:
        return datetime.strptime(name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _move(path: Path, to: Path) -> None:
    """Move a database with its write-ahead log: they belong together."""
    for suffix in ("-wal", "-shm", ""):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(to.with_name(to.name + suffix))
