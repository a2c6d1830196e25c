"""Commands from staff to terminals, with what became of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "device_commands",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("device", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("texts", sa.JSON, nullable=False),
        sa.Column("asked_by", sa.String(64), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("delivered_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("outcome", sa.String(16)),
        sa.Column("reason", sa.String(32)),
        sa.Column("details", sa.JSON),
        sa.Column("picture", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_device_commands"),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.id"], name="fk_device_commands_device"
        ),
    )
    op.create_index(
        "ix_device_commands_device_asked_at", "device_commands", ["device", "asked_at"]
    )
