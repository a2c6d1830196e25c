"""A terminal is a device, so that displays can be paired too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

CARRY_OVER = """
INSERT INTO devices (id, kind, series, name, token_hash, active, last_seen_at)
SELECT id, 'terminal', series, name, token_hash, active, last_seen_at FROM terminals
"""


def upgrade() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("series", sa.String(2)),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("last_seen_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("series", name="uq_devices_series"),
        sa.UniqueConstraint("token_hash", name="uq_devices_token_hash"),
    )
    op.execute(CARRY_OVER)
    op.drop_table("terminals")
