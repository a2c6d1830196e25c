"""A second, tiny record of how far the counts have gone, should the journal be damaged.

Before a count is used that lies above the day's ceiling, the ceiling is raised by a
whole block and written durably beside the journal. A journal begun anew, or not proven
to be closed, starts above the ceiling: no number can repeat, and at most one block of
numbers is left out.
"""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import TYPE_CHECKING

from kiosk.journal import durable

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 50
"""Numbers to an extra disk write, and the most that damage can leave out."""
DAYS_KEPT = 60


class Ceilings:
    """By series and service day: no count above it has ever been used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        read = _read(path)
        self.unreadable = read is None
        """Whether there were some, and nobody knows which."""
        self._by_day = read or {}

    def known(self) -> dict[tuple[str, date], int]:
        return dict(self._by_day)

    def cover(self, series: str, day: date, count: int) -> None:
        """Return when `count` is below a ceiling on disk. Raises OSError."""
        if count <= self._by_day.get((series, day), 0):
            return
        raised = self._by_day | {(series, day): count + BLOCK - 1}
        newest = sorted(raised, key=lambda key: key[1])[-DAYS_KEPT:]
        kept = {key: raised[key] for key in raised if key in {*newest, (series, day)}}
        _write(self._path, kept)
        self._by_day = kept


def _read(path: Path) -> dict[tuple[str, date], int] | None:
    """Nothing when there is no file; None when it is not as it was written."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError:
        return None
    try:
        rows = json.loads(_checked(content))
        return {(str(s), date.fromisoformat(day)): int(n) for s, day, n in rows}
    except (ValueError, TypeError):
        return None


def _checked(content: bytes) -> bytes:
    """Without its checksum; a past program wrote none. Raises ValueError."""
    if content.startswith(b"["):
        return content
    summed, _, rows = content.partition(b" ")
    if summed != b"%08x" % zlib.crc32(rows):
        raise ValueError
    return rows


def _write(path: Path, ceilings: dict[tuple[str, date], int]) -> None:
    rows = json.dumps(
        [[series, day.isoformat(), n] for (series, day), n in ceilings.items()]
    ).encode()
    durable.replace(path, b"%08x " % zlib.crc32(rows) + rows)
