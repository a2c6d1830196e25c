"""A ticket says who passed its visitor on, so that it is not offered to them again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("passed_on_by", sa.String(32)))
