"""Displays ask to be paired, too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column(
        "pairing_requests",
        sa.Column("kind", sa.String(16), nullable=False, server_default="terminal"),
    )
