"""A second, tiny record of how far the counts have gone, should the journal be damaged.

Before a count is used that lies above the day's ceiling, the ceiling is raised by a
whole block and written durably beside the journal. A journal begun anew starts above
the ceiling: no number can repeat, and at most one block of numbers is left out.
"""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = 50
"""Numbers to an extra disk write, and the most that damage can leave out."""
DAYS_KEPT = 60


class Ceilings:
    """By series and service day: no count above it has ever been used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._by_day = _read(path)

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


def _read(path: Path) -> dict[tuple[str, date], int]:
    """Nothing when it is missing or unreadable: the journal is the first record."""
    try:
        rows = json.loads(path.read_text())
        return {(str(s), date.fromisoformat(day)): int(n) for s, day, n in rows}
    except (OSError, ValueError, TypeError):
        return {}


def _write(path: Path, ceilings: dict[tuple[str, date], int]) -> None:
    rows = [[series, day.isoformat(), n] for (series, day), n in ceilings.items()]
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w") as file:
        json.dump(rows, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
