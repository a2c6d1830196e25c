"""Tickets with their record, staff, terminals, and what remains of closed days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = """
CREATE TRIGGER ticket_events_never_change BEFORE UPDATE ON ticket_events
BEGIN SELECT RAISE(ABORT, 'ticket_events is append-only'); END
"""
KEPT_WHILE_OPEN = """
CREATE TRIGGER ticket_events_stay_until_closed BEFORE DELETE ON ticket_events
WHEN NOT EXISTS (SELECT 1 FROM closed_tickets WHERE id = OLD.ticket)
BEGIN SELECT RAISE(ABORT, 'the ticket of this event is not closed'); END
"""


def upgrade() -> None:
    _staff()
    _terminals()
    _tickets()
    _ticket_events()
    _closed_days()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(APPEND_ONLY)
        op.execute(KEPT_WHILE_OPEN)


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("sign_in_name", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.String(255)),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("desk", sa.String(64)),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("sign_in_name", name="uq_staff_sign_in_name"),
    )
    op.create_table(
        "invitations",
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(32), nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("secret_hash", name="pk_invitations"),
        sa.UniqueConstraint("staff", name="uq_invitations_staff"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_invitations_staff"),
    )


def _terminals() -> None:
    op.create_table(
        "terminals",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("series", sa.String(2), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("last_seen_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_terminals"),
        sa.UniqueConstraint("series", name="uq_terminals_series"),
        sa.UniqueConstraint("token_hash", name="uq_terminals_token_hash"),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("series", sa.String(2), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("screen_language", sa.String(64), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("desk", sa.String(64)),
        sa.Column("staff", sa.String(32)),
        sa.Column("called_at", sa.BigInteger),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("serving_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("closed_by_system", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint(
            "series",
            "service_day",
            "count",
            name="uq_tickets_series_service_day_count",
        ),
        sa.UniqueConstraint("code", name="uq_tickets_code"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_tickets_staff"),
    )
    op.create_index(
        "ix_tickets_service_day_state_issued_at_id",
        "tickets",
        ["service_day", "state", "issued_at", "id"],
    )
    op.create_index(
        "ix_tickets_staff",
        "tickets",
        ["staff"],
        unique=True,
        sqlite_where=sa.text("staff IS NOT NULL"),
        postgresql_where=sa.text("staff IS NOT NULL"),
    )


def _ticket_events() -> None:
    op.create_table(
        "ticket_events",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column("ticket", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("desk", sa.String(64)),
        sa.Column("staff", sa.String(32)),
        sa.ForeignKeyConstraint(
            ["ticket"], ["tickets.id"], name="fk_ticket_events_ticket"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ticket_events_ticket", "ticket_events", ["ticket"])


def _closed_days() -> None:
    op.create_table(
        "closed_tickets",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("closed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_closed_tickets"),
    )
    op.create_table(
        "day_counts",
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("closed_by_system", sa.Boolean, nullable=False),
        sa.Column("tickets", sa.Integer, nullable=False),
        sa.Column("called", sa.Integer, nullable=False),
        sa.Column("wait_seconds", sa.BigInteger, nullable=False),
        sa.Column("service_seconds", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(
            "service_day", "topic", "state", "closed_by_system", name="pk_day_counts"
        ),
    )
    op.create_table(
        "closings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("tickets", sa.Integer, nullable=False),
        sa.Column("still_open", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_closings"),
    )
