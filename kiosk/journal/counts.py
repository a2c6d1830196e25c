"""Which number comes next: never one that may have been used, whoever knows of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.errors import JournalUnavailable
from kiosk.journal.checksums import OF_DAYS
from kiosk.journal.mending import ANY_SERIES

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from kiosk.journal.ceilings import Ceilings

LAST_COUNT = 9999
"""The most that a number on the wire can hold."""
DAYS_A_CLOCK_ERRS = 2
"""So far back may the clock be set without a number being used again."""


class Counts:
    """The rows of `days`, and in memory what this process used itself."""

    def __init__(self, connection: sqlite3.Connection, ceilings: Ceilings) -> None:
        self._connection = connection
        self._ceilings = ceilings
        self._used: dict[tuple[str, date], int] = {}

    def highest(self, series: str, day: date) -> int:
        """Of that day, as far as this process knows; never waits for the disk."""
        return self._used.get((series, day), 0)

    def learn(self, series: str, day: date) -> None:
        """What was used before this process began."""
        self.used(series, day, self._stored(series, day))

    def take(self, series: str, day: date, known: int) -> int:
        """One more than was used today, or in the days a clock set back returns from.

        Those days are raised too: when the clock is put right, they go on above.
        `known` is what the hub says was used. To be called in a transaction; raises
        `JournalUnavailable`.
        """
        used = max(self._stored(series, day), self.highest(series, day), known)
        count = used + 1
        if count > LAST_COUNT:
            self._used[series, day] = used
            raise JournalUnavailable(
                f"All {LAST_COUNT} numbers of {day} are used up.",
                remedy="Send visitors to the desk until tomorrow.",
            )
        self._ceilings.cover(series, day, count)
        near = self._near(series, day) | {"count": count}
        self._connection.execute(
            "INSERT INTO days (series, service_day, last_count)"
            " VALUES (:series, :day, 0) ON CONFLICT DO NOTHING",
            near,
        )
        self._connection.execute(
            "UPDATE days SET last_count = :count WHERE series = :series"
            " AND service_day BETWEEN :day AND :until",
            near,
        )
        self._connection.execute(
            f"UPDATE days SET checksum = {OF_DAYS} WHERE series = :series"  # noqa: S608
            " AND service_day BETWEEN :day AND :until",
            near,
        )
        return count

    def used(self, series: str, day: date, count: int) -> None:
        """It is on disk; what is not is no number that anybody saw."""
        self._used[series, day] = max(self.highest(series, day), count)

    def _stored(self, series: str, day: date) -> int:
        (used,) = self._connection.execute(
            "SELECT coalesce(max(last_count), 0) FROM days"
            " WHERE series IN (:series, :any) AND service_day BETWEEN :day AND :until",
            self._near(series, day),
        ).fetchone()
        return int(used)

    def _near(self, series: str, day: date) -> dict[str, object]:
        return {
            "series": series,
            "any": ANY_SERIES,
            "day": day.isoformat(),
            "until": (day + timedelta(days=DAYS_A_CLOCK_ERRS)).isoformat(),
        }
