"""A terminal's token is renewed: since when it holds, and which one comes next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Of tokens of before nobody knows how old they are: they are renewed first."""
    op.add_column("devices", sa.Column("token_since", sa.BigInteger))
    op.add_column("devices", sa.Column("renewed_at", sa.BigInteger))
    op.add_column("devices", sa.Column("next_token_hash", sa.String(64)))
    op.add_column("devices", sa.Column("next_token_at", sa.BigInteger))
