"""A copy of all that must not get lost, in a plain file beside the journal.

One line an entry, each with its own checksum, on disk before a number is shown. When
the journal is damaged or its write-ahead log cut, the tickets come back from here, and
the counts go on where they were.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.journal import durable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TICKET, COUNT, NOTE = "ticket", "count", "note"


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """As in the outbox: what it is, which one, and what it says."""

    kind: str
    key: str
    body: str


@dataclass(frozen=True, slots=True)
class RecordRead:
    missing: bool = False
    unreadable: int = 0
    """Lines that somebody or something changed."""
    entries: dict[tuple[str, str], str] = field(default_factory=dict)
    """The newest body by kind and key, in the order in which they first came."""

    def of(self, kind: str) -> dict[str, str]:
        return {key: body for (k, key), body in self.entries.items() if k == kind}


class SecondRecord:
    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> RecordRead:
        """Raises OSError where there is a file that cannot be read."""
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return RecordRead(missing=True)
        entries: dict[tuple[str, str], str] = {}
        unreadable = 0
        for line in filter(None, lines):
            entry = _entry_of(line)
            if entry is None:
                unreadable += 1
            else:
                entries[entry.kind, entry.key] = entry.body
        return RecordRead(unreadable=unreadable, entries=entries)

    def append(self, *entries: RecordEntry) -> None:
        """Return when they are on disk. Raises OSError.

        The line feed before each ends a line that a full disk may have cut.
        """
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        descriptor = os.open(self._path, flags, 0o600)
        try:
            lines = b"".join(b"\n" + _line_of(e) for e in entries)
            durable.write_all(descriptor, lines)
            os.fdatasync(descriptor)
        finally:
            os.close(descriptor)

    def rewrite(self, entries: Iterable[RecordEntry]) -> None:
        """Only these, at once or not at all. Raises OSError."""
        durable.replace(self._path, b"\n".join(map(_line_of, entries)))


def _line_of(entry: RecordEntry) -> bytes:
    said = json.dumps([entry.kind, entry.key, entry.body]).encode()
    return b"%08x " % zlib.crc32(said) + said


def _entry_of(line: bytes) -> RecordEntry | None:
    """None for a line that is not as it was written."""
    said = line[9:]
    if line[:9] != b"%08x " % zlib.crc32(said):
        return None
    try:
        kind, key, body = json.loads(said)
    except ValueError:
        return None
    return RecordEntry(str(kind), str(key), str(body))
