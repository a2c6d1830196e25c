"""The tables of figures: what closed days keep, which nothing changes any more."""

from __future__ import annotations

import sqlalchemy as sa

from kiosk.store.columns import Moment, metadata

# Each day by one thing at a time; triggers refuse all but the first writing.
day_figures = sa.Table(
    "day_figures",
    metadata,
    sa.Column("service_day", sa.Date, primary_key=True),
    sa.Column("part", sa.String(16), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),
)

# A day that is here has all the figures that it will ever have, be it none.
figured_days = sa.Table(
    "figured_days",
    metadata,
    sa.Column("service_day", sa.Date, primary_key=True),
    sa.Column("at", Moment, nullable=False),
)
