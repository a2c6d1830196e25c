"""Notices are put up on the hub, and signed files of them fetched by terminals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "site_notices",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("texts", sa.JSON, nullable=False),
        sa.Column("begins", sa.BigInteger, nullable=False),
        sa.Column("ends", sa.BigInteger, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("changed_by", sa.String(64)),
        sa.Column("changed_at", sa.BigInteger),
        sa.Column("taken_down_by", sa.String(64)),
        sa.Column("taken_down_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_site_notices"),
    )
    op.create_index("ix_site_notices_ends", "site_notices", ["ends"])
    op.create_table(
        "notice_files",
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("is_public", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_notice_files"),
    )
