"""What every table of the hub is made with: its moments, and the names of its keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
EARLIEST = datetime.min.replace(tzinfo=UTC) + timedelta(days=2)
LATEST = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
"""A moment beyond them has no hour in some time zone, which would break every page."""


_FIRST = (EARLIEST - EPOCH) // MICROSECOND
_LAST = (LATEST - EPOCH) // MICROSECOND


class Moment(sa.TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970, UTC: exact, and sorts as it should.

    What is beyond the calendar is read as its edge: no row may break those who read it.
    """

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return EPOCH + min(max(value, _FIRST), _LAST) * MICROSECOND


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
