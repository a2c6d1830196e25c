"""A desk that the content has lost keeps the name it had while somebody sat there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "desk_titles",
        sa.Column("desk", sa.String(64), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("desk", name="pk_desk_titles"),
    )
