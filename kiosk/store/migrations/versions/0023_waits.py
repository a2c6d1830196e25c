"""Waiting times: what was said, what came true, and how long visits took."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "told_waits",
        sa.Column("ticket", sa.String(32), nullable=False),
        sa.Column("told_at", sa.BigInteger, nullable=False),
        *_said(),
        sa.PrimaryKeyConstraint("ticket", name="pk_told_waits"),
        sa.ForeignKeyConstraint(
            ["ticket"], ["tickets.id"], name="fk_told_waits_ticket"
        ),
    )
    op.create_table(
        "past_waits",
        _seq(),
        sa.Column("service_day", sa.Date, nullable=False),
        *_said(),
        sa.Column("waited_seconds", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_past_waits"),
    )
    op.create_index("ix_past_waits_service_day", "past_waits", ["service_day"])
    op.create_table(
        "past_visits",
        _seq(),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("ended", sa.String(16), nullable=False),
        sa.Column("waited_seconds", sa.Integer, nullable=False),
        sa.Column("way_seconds", sa.Integer),
        sa.Column("service_seconds", sa.Integer),
        sa.Column("changeover_seconds", sa.Integer),
        sa.PrimaryKeyConstraint("seq", name="pk_past_visits"),
    )
    op.create_index("ix_past_visits_topic_seq", "past_visits", ["topic", "seq"])


def _said() -> list[sa.Column[int]]:
    return [
        sa.Column(f"{name}_seconds", sa.Integer, nullable=False)
        for name in ("low", "middle", "high")
    ]


def _seq() -> sa.Column[int]:
    return sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        autoincrement=True,
        nullable=False,
    )
