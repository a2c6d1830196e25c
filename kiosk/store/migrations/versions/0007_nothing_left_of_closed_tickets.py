"""Of a closed ticket a hash and a day remain, where its id and a moment did; and the
hub remembers its clock, so that one that jumped closes nothing."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ON_SQLITE = """
CREATE TRIGGER ticket_events_stay_until_closed BEFORE DELETE ON ticket_events
WHEN NOT EXISTS (SELECT 1 FROM leaving_tickets WHERE id = OLD.ticket)
BEGIN SELECT RAISE(ABORT, 'the ticket of this event is not closed'); END
"""
ON_POSTGRESQL = """
CREATE OR REPLACE FUNCTION ticket_events_stay_until_closed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM leaving_tickets WHERE id = OLD.ticket) THEN
    RAISE EXCEPTION 'the ticket of this event is not closed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$
"""


def upgrade() -> None:
    _closed_tickets()
    op.create_table(
        "leaving_tickets",
        sa.Column("id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leaving_tickets"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER ticket_events_stay_until_closed")
        op.execute(ON_SQLITE)
    else:
        op.execute(ON_POSTGRESQL)
    op.add_column("closings", sa.Column("day", sa.Date))
    op.add_column("closings", sa.Column("seq", sa.BigInteger))
    op.create_table(
        "close_watch",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("trusted_at", sa.BigInteger, nullable=False),
        sa.Column("looked_at", sa.BigInteger, nullable=False),
        sa.Column("doubted_seconds", sa.Integer),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("hindrance", sa.String(32)),
        sa.Column("unscrubbed", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_close_watch"),
    )


def _closed_tickets() -> None:
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT id, state, closed_at FROM closed_tickets"))
    kept = sorted(
        (
            {
                "key": hashlib.sha256(row.id.encode()).hexdigest()[:32],
                "state": row.state,
                "closed_on": _day(row.closed_at),
            }
            for row in rows
        ),
        key=lambda row: str(row["key"]),
    )
    op.drop_table("closed_tickets")
    closed = op.create_table(
        "closed_tickets",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("closed_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_closed_tickets"),
    )
    if kept:
        op.bulk_insert(closed, kept)


def _day(microseconds: int) -> object:
    since_1970 = timedelta(microseconds=microseconds)
    return (datetime(1970, 1, 1, tzinfo=UTC) + since_1970).date()
