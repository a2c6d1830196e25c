"""A ticket that was refused is known by its number and terminal too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("CREATE TABLE kept_refusals AS SELECT * FROM refused_tickets")
    op.drop_table("refused_tickets")
    op.create_table(
        "refused_tickets",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("terminal", sa.String(64), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", "terminal", "number", name="pk_refused_tickets"),
    )
    op.execute("INSERT INTO refused_tickets SELECT * FROM kept_refusals")
    op.execute("DROP TABLE kept_refusals")
