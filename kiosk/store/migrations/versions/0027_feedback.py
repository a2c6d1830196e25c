"""Visitors leave one of three faces, counted by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("feedback", sa.String(8)))
    op.create_table(
        "day_feedback",
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("face", sa.String(8), nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("service_day", "face", name="pk_day_feedback"),
    )
