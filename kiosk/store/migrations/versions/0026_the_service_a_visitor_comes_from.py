"""A ticket may say from which service its visitor came to check in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Tickets of before say nothing of it."""
    op.add_column("tickets", sa.Column("about", sa.String(64)))
