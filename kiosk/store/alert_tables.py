"""The tables of what is told about terminals, to whom it went, and what hinders it."""

from __future__ import annotations

import sqlalchemy as sa

from kiosk.store.columns import Moment, metadata

alert_states = sa.Table(
    "alert_states",
    metadata,
    sa.Column("terminal", sa.String(32), primary_key=True),
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("is_told", sa.Boolean, nullable=False),
    sa.Column("turned_at", Moment),
    sa.Column("times", sa.Integer, nullable=False),
    sa.Column("counted_from", Moment),
)

# A row each for every channel; gone when it has arrived, or was given up.
alert_messages = sa.Table(
    "alert_messages",
    metadata,
    sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column("channel", sa.String(8), nullable=False),
    sa.Column("id", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("is_over", sa.Boolean, nullable=False),
    sa.Column("series", sa.String(2), nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("detail", sa.String(32), nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.UniqueConstraint("channel", "id"),
    sqlite_autoincrement=True,
)

alert_channels = sa.Table(
    "alert_channels",
    metadata,
    sa.Column("name", sa.String(8), primary_key=True),
    sa.Column("sent_at", Moment),
    sa.Column("failing_since", Moment),
    sa.Column("failure", sa.String(16)),
    sa.Column("answer", sa.String(200), nullable=False),
    sa.Column("given_up", sa.Integer, nullable=False),
)
