"""The tables of waiting times: what was said, what came true, how long visits took."""

from __future__ import annotations

import sqlalchemy as sa

from kiosk.store.columns import Moment, metadata

# What a visitor was told first, until their day is closed.
told_waits = sa.Table(
    "told_waits",
    metadata,
    sa.Column("ticket", sa.String(32), sa.ForeignKey("tickets.id"), primary_key=True),
    sa.Column("told_at", Moment, nullable=False),
    sa.Column("low_seconds", sa.Integer, nullable=False),
    sa.Column("middle_seconds", sa.Integer, nullable=False),
    sa.Column("high_seconds", sa.Integer, nullable=False),
)

# What remains of them: of each day, in an order that says nothing, without a ticket.
past_waits = sa.Table(
    "past_waits",
    metadata,
    sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column("service_day", sa.Date, nullable=False, index=True),
    sa.Column("low_seconds", sa.Integer, nullable=False),
    sa.Column("middle_seconds", sa.Integer, nullable=False),
    sa.Column("high_seconds", sa.Integer, nullable=False),
    sa.Column("waited_seconds", sa.Integer, nullable=False),
)

# Some hundreds of each topic, the newest; neither ticket nor counsellor.
past_visits = sa.Table(
    "past_visits",
    metadata,
    sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column("topic", sa.String(64), nullable=False),
    sa.Column("ended", sa.String(16), nullable=False),
    sa.Column("waited_seconds", sa.Integer, nullable=False),
    sa.Column("way_seconds", sa.Integer),
    sa.Column("service_seconds", sa.Integer),
    sa.Column("changeover_seconds", sa.Integer),
    sa.Index("ix_past_visits_topic_seq", "topic", "seq"),
)
