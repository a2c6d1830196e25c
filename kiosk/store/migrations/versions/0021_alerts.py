"""What is told about terminals by e-mail or webhook, and what hinders it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "alert_states",
        sa.Column("terminal", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
        sa.Column("turned_at", sa.BigInteger),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("counted_from", sa.BigInteger),
        sa.PrimaryKeyConstraint("terminal", "kind", name="pk_alert_states"),
    )
    op.create_table(
        "alert_messages",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("is_over", sa.Boolean, nullable=False),
        sa.Column("series", sa.String(2), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("detail", sa.String(32), nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_alert_messages"),
        sa.UniqueConstraint("channel", "id", name="uq_alert_messages_channel_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alert_channels",
        sa.Column("name", sa.String(8), nullable=False),
        sa.Column("sent_at", sa.BigInteger),
        sa.Column("failing_since", sa.BigInteger),
        sa.Column("failure", sa.String(16)),
        sa.Column("answer", sa.String(200), nullable=False),
        sa.Column("given_up", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_alert_channels"),
    )
