"""An appointment says when it was before it was moved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.add_column("appointments", sa.Column("moved_from", sa.BigInteger))
