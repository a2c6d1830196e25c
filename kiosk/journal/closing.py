"""Whether a journal lies as it was closed: only then may counts go on below a ceiling.

A journal and a record that both lost their last lines agree with each other. The mark
is written at the close, and gone before the next number is issued.
"""

from __future__ import annotations

import enum
import logging
import zlib
from typing import TYPE_CHECKING

from kiosk.journal import durable
from kiosk.journal.checksums import checksum

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

logger = logging.getLogger(__name__)

MARKS = "closes-with-a-mark"
"""The note of a journal whose program leaves a mark."""
LOG_BEGINS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""The first bytes of each write-ahead log of SQLite."""


class CloseState(enum.Enum):
    PROVEN = "proven"
    UNCLEAN = "unclean"
    """Killed, out of power, or closed by a program that left no mark."""
    CHANGED = "changed"
    """Closed, and not what it was then."""


class CloseMark:
    def __init__(self, path: Path, record: Path) -> None:
        self._path = path
        self._record = record

    def state(self, connection: sqlite3.Connection) -> CloseState:
        """Before anything of the journal or the record is mended. Raises OSError."""
        try:
            said = self._path.read_bytes()
        except FileNotFoundError:
            return CloseState.UNCLEAN
        right = said == self._said_of(connection)
        return CloseState.PROVEN if right else CloseState.CHANGED

    def write(self, connection: sqlite3.Connection) -> None:
        """After the last number. Raises OSError or sqlite3.Error."""
        durable.replace(self._path, self._said_of(connection))

    def remove(self) -> None:
        """Before the first number. Raises OSError."""
        durable.remove(self._path)

    def _said_of(self, connection: sqlite3.Connection) -> bytes:
        try:
            record = self._record.read_bytes()
        except FileNotFoundError:
            record = b""
        days = connection.execute(
            "SELECT series, service_day, last_count FROM days"
            " ORDER BY series, service_day"
        ).fetchall()
        summed = checksum(*(value for row in days for value in row))
        return b"%d %08x %08x\n" % (len(record), zlib.crc32(record), summed)


def journal_is_lost(path: Path) -> bool:
    """Whether a write-ahead log lies without its journal; to be asked as early."""
    log = path.with_name(path.name + "-wal")
    return _size(log) > 0 and not _size(path)


def log_is_lost(path: Path) -> bool:
    """Whether the write-ahead log of a journal that was not closed is gone.

    To be asked before SQLite begins another. An empty one was just emptied.
    """
    try:
        with path.with_name(path.name + "-wal").open("rb") as log:
            begin = log.read(4)
    except FileNotFoundError:
        return True
    return bool(begin) and begin not in LOG_BEGINS


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
