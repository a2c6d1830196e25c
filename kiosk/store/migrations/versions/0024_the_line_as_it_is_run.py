"""Tickets are transferred, put ahead and let pass; counsellors pause and ask for help;
an event says how its ticket was before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    for column in (
        sa.Column("told_topic", sa.String(64)),
        sa.Column("partner", sa.String(64)),
        sa.Column("note", sa.String(280), nullable=False, server_default=""),
        sa.Column("ahead_minutes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("stands_after", sa.BigInteger),
        sa.Column("delays", sa.Integer, nullable=False, server_default="0"),
        sa.Column("recalls", sa.Integer, nullable=False, server_default="0"),
    ):
        op.add_column("tickets", column)
    op.add_column("ticket_events", sa.Column("before", sa.JSON(none_as_null=True)))
    op.add_column("ticket_events", sa.Column("undoes", sa.BigInteger))
    op.create_index("ix_ticket_events_staff", "ticket_events", ["staff", "seq"])
    op.add_column("staff", sa.Column("partner", sa.String(64)))
    op.add_column("presences", sa.Column("paused_at", sa.BigInteger))
    op.add_column("presences", sa.Column("pause", sa.String(16)))
    op.add_column("presences", sa.Column("help_at", sa.BigInteger))
    op.add_column("presences", sa.Column("helper", sa.String(32)))
