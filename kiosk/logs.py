"""Where the log goes and how a line looks; what leads to a visitor never is in it."""

from __future__ import annotations

import logging
import re
import time
from collections import deque
from logging.handlers import RotatingFileHandler, SysLogHandler
from typing import TYPE_CHECKING, TextIO

from kiosk.errors import DataFolderUnusable

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 1_000_000
KEPT_FILES = 3
TALKATIVE = ("httpx", "httpcore", "asyncio", "alembic", "uvicorn")
"""At INFO they name each request's address, or nothing that staff can use."""

_ALPHABET = "0-9A-HJKMNP-TV-Z"
DISCREET = (
    (rf"(?<![0-9A-Za-z_-])[{_ALPHABET}]{{12}}(?![0-9A-Za-z_-])", "(code)"),
    (r"(?i)(?<=/t/)[0-9a-z]{12}(?![0-9a-z])", "(code)"),
    (r"(?<=/welcome/)[\w-]+", "(secret)"),
    (r"(?i)(?<=bearer )[\w.~+/=-]+", "(token)"),
)
"""A ticket's code opens the visitor's page, an invitation sets a password. Compiled
and kept by the first line that is logged: a start need not wait for it."""

RECENT = 200
"""Lines kept in memory: a service's log goes where the program cannot read it."""
_recent: deque[str] = deque(maxlen=RECENT)

PRIORITIES = {
    logging.DEBUG: "<7>",
    logging.INFO: "<6>",
    logging.WARNING: "<4>",
    logging.ERROR: "<3>",
    logging.CRITICAL: "<2>",
}
"""How journald learns from a line on stderr how grave it is."""


def discreet(text: str) -> str:
    for pattern, instead in DISCREET:
        text = re.sub(pattern, instead, text)
    return text


class DiscreetFormatter(logging.Formatter):
    """Works on the whole record, so that no trace of an error lets a code through."""

    converter = staticmethod(time.gmtime)

    def __init__(self, *, stamped: bool = True, journald: bool = False) -> None:
        """journald and syslog stamp lines themselves."""
        stamp = "%(asctime)s.%(msecs)03dZ %(levelname)-7s " if stamped else ""
        super().__init__(f"{stamp}%(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        self._journald = journald

    def format(self, record: logging.LogRecord) -> str:
        text = discreet(super().format(record))
        if not self._journald:
            return text
        priority = PRIORITIES.get(record.levelno, "<6>")
        return "\n".join(priority + line for line in text.splitlines())


def to_stream(stream: TextIO, level: str, *, journald: bool = False) -> None:
    handler = logging.StreamHandler(stream)
    _use(handler, level, DiscreetFormatter(stamped=not journald, journald=journald))


def to_file(path: Path, level: str) -> None:
    """For a program that owns the screen. Raises `DataFolderUnusable`."""
    try:
        handler = RotatingFileHandler(
            path, maxBytes=LARGEST_FILE, backupCount=KEPT_FILES, encoding="utf-8"
        )
    except OSError as error:
        raise DataFolderUnusable(
            f"The log {path} cannot be written: {error.strerror or error}.",
            remedy="Make its folder writable and its disk not full.",
        ) from error
    _use(handler, level, DiscreetFormatter())


def to_syslog(socket: str, level: str) -> None:
    handler = SysLogHandler(socket)
    handler.ident = "kiosk: "
    _use(handler, level, DiscreetFormatter(stamped=False))


class RecentRecords(logging.Handler):
    """Keeps what was logged last, record by record, whatever else becomes of it."""

    def emit(self, record: logging.LogRecord) -> None:
        _recent.append(self.format(record))


def recent() -> tuple[str, ...]:
    """As they stand in the log, the newest at the end, each with its trace."""
    return tuple(_recent)


def keep_recent() -> None:
    """Beside what the log was sent to."""
    handler = RecentRecords()
    handler.setFormatter(DiscreetFormatter())
    logging.getLogger().addHandler(handler)


def to_nowhere() -> None:
    """When neither a file nor a stream can take it, screens must stay clean."""
    _use(logging.NullHandler(), "error", DiscreetFormatter())


def _use(handler: logging.Handler, level: str, formatter: logging.Formatter) -> None:
    logging.raiseExceptions = False  # a full disk must not write over the screen
    handler.setFormatter(formatter)
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
