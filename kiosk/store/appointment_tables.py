"""The tables of appointments: what is booked, what was done, what remains of a day."""

from __future__ import annotations

import sqlalchemy as sa

from kiosk.store.columns import Moment, metadata

# Until its day is closed.
appointments = sa.Table(
    "appointments",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("code", sa.String(8), nullable=False, unique=True),
    sa.Column("starts_at", Moment, nullable=False),
    sa.Column("ends_at", Moment, nullable=False),
    sa.Column("service_day", sa.Date, nullable=False, index=True),
    sa.Column("track", sa.Integer, nullable=False),
    sa.Column("topic", sa.String(64), nullable=False),
    sa.Column("language", sa.String(64), nullable=False),
    sa.Column("screen_language", sa.String(64), nullable=False),
    sa.Column("about", sa.String(64)),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("moves", sa.Integer, nullable=False),
    sa.Column("ticket", sa.String(32)),
    sa.Column("moved_from", Moment),
)

# The rule that a time is booked once, whatever races above it.
sa.Index(
    "ix_appointments_starts_at_track",
    appointments.c.starts_at,
    appointments.c.track,
    unique=True,
    sqlite_where=appointments.c.state.in_(("arrived", "booked")),
    postgresql_where=appointments.c.state.in_(("arrived", "booked")),
)

# Append-only; it leaves with its appointment.
appointment_events = sa.Table(
    "appointment_events",
    metadata,
    sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column("appointment", sa.String(32), nullable=False, index=True),
    sa.Column("deed", sa.String(16), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("staff", sa.String(32)),  # none: the visitor, or a terminal
)

day_appointments = sa.Table(
    "day_appointments",
    metadata,
    sa.Column("service_day", sa.Date, primary_key=True),
    sa.Column("state", sa.String(16), primary_key=True),
    sa.Column("appointments", sa.Integer, nullable=False),
)
