"""A device may belong to a group."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column(
        "devices",
        sa.Column("group_name", sa.String(64), nullable=False, server_default=""),
    )
