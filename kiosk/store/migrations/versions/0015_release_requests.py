"""A release may wait for a second person, or for its time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "release_requests",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("comment", sa.String(280), nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("version", sa.Integer),
        sa.Column("reason", sa.String(280), nullable=False),
        sa.Column("archive", sa.LargeBinary),
        sa.PrimaryKeyConstraint("id", name="pk_release_requests"),
    )
    op.create_index("ix_release_requests_state", "release_requests", ["state"])
