"""Who is at a desk has a table of its own; what they can help with stays with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LAST_DESKS = """
INSERT INTO presences (staff, desk, version)
SELECT id, desk, row_number() OVER (ORDER BY id) FROM staff WHERE desk IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("staff", sa.String(32), nullable=False),
        sa.Column("desk", sa.String(64), nullable=False),
        sa.Column("service_day", sa.Date),
        sa.Column("seen_at", sa.BigInteger),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("staff", name="pk_presences"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_presences_staff"),
    )
    op.create_index("ix_presences_version", "presences", ["version"], unique=True)
    op.execute(LAST_DESKS)
    op.drop_column("staff", "desk")
