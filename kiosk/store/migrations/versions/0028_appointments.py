"""Appointments are booked, and a ticket may say for which time its visitor has one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

ON_SQLITE = """
CREATE TRIGGER appointment_events_never_change BEFORE UPDATE ON appointment_events
BEGIN SELECT RAISE(ABORT, 'appointment_events is append-only'); END
"""
ON_POSTGRESQL = """
CREATE FUNCTION appointment_events_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'appointment_events is append-only'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER appointment_events_never_change BEFORE UPDATE ON appointment_events
  FOR EACH ROW EXECUTE FUNCTION appointment_events_never_change();
"""


def upgrade() -> None:
    op.add_column("tickets", sa.Column("booked_for", sa.BigInteger))
    _appointments()
    op.create_table(
        "appointment_events",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("appointment", sa.String(32), nullable=False),
        sa.Column("deed", sa.String(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("staff", sa.String(32)),
        sa.PrimaryKeyConstraint("seq", name="pk_appointment_events"),
    )
    op.create_index(
        "ix_appointment_events_appointment", "appointment_events", ["appointment"]
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(ON_SQLITE if is_sqlite else ON_POSTGRESQL)
    op.create_table(
        "day_appointments",
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("appointments", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("service_day", "state", name="pk_day_appointments"),
    )


def _appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("track", sa.Integer, nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("screen_language", sa.String(64), nullable=False),
        sa.Column("about", sa.String(64)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("moves", sa.Integer, nullable=False),
        sa.Column("ticket", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
        sa.UniqueConstraint("code", name="uq_appointments_code"),
    )
    op.create_index("ix_appointments_service_day", "appointments", ["service_day"])
    takes_it = sa.text("state IN ('arrived', 'booked')")
    op.create_index(
        "ix_appointments_starts_at_track",
        "appointments",
        ["starts_at", "track"],
        unique=True,
        sqlite_where=takes_it,
        postgresql_where=takes_it,
    )
