"""Releases of the content are kept, and who published them, for ever."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("published_at", sa.BigInteger, nullable=False),
        sa.Column("published_by", sa.String(64), nullable=False),
        sa.Column("comment", sa.String(280), nullable=False),
        sa.Column("rolls_back_to", sa.Integer),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("is_public", sa.Boolean, nullable=False),
        sa.Column("archive", sa.LargeBinary),
        sa.PrimaryKeyConstraint("version", name="pk_releases"),
    )
