"""A device keeps how it is: contact with it, its report, and who uses its token."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

CARRY_OVER = """
INSERT INTO devices (id, kind, series, name, token_hash, active, last_seen_at)
SELECT id, kind, series, name, token_hash, active, last_seen_at FROM kept_devices
"""


def upgrade() -> None:
    """Nothing points to a device, so the table is made anew: SQLite's SQL stays plain.

    Elsewhere an index keeps its name when its table gets another one: no renaming.
    """
    op.execute("CREATE TABLE kept_devices AS SELECT * FROM devices")
    op.drop_table("devices")
    op.create_table(
        "devices",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("series", sa.String(2)),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("last_seen_at", sa.BigInteger),
        sa.Column("heard_since", sa.BigInteger),
        sa.Column("lost_at", sa.BigInteger),
        sa.Column("report", sa.JSON),
        sa.Column("reported_at", sa.BigInteger),
        sa.Column("other_report", sa.JSON),
        sa.Column("other_reported_at", sa.BigInteger),
        sa.Column("two_seen_at", sa.BigInteger),
        sa.Column("replaced_token_hash", sa.String(64)),
        sa.Column("replaced_seen_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("series", name="uq_devices_series"),
        sa.UniqueConstraint("token_hash", name="uq_devices_token_hash"),
    )
    op.execute(CARRY_OVER)
    op.execute("DROP TABLE kept_devices")
