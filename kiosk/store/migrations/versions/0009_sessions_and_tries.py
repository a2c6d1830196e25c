"""Who is signed in, and who failed to, is kept in the database."""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column(
        "staff",
        sa.Column("credentials", sa.Integer, nullable=False, server_default="0"),
    )
    op.add_column("invitations", sa.Column("used_at", sa.BigInteger))
    op.create_table(
        "sessions",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(32), nullable=False),
        sa.Column("credentials", sa.Integer, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_sessions"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_sessions_staff"),
    )
    op.create_index("ix_sessions_staff", "sessions", ["staff"])
    op.create_table(
        "tries",
        sa.Column("who_hash", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("first_at", sa.BigInteger, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("who_hash", name="pk_tries"),
    )
    op.create_index("ix_tries_last_at", "tries", ["last_at"])
    _one_spelling_of_each_name()


def _one_spelling_of_each_name() -> None:
    """As names are looked for from now on; one that is taken stays as it is."""
    staff = sa.table("staff", sa.column("id"), sa.column("sign_in_name"))
    rows = op.get_bind().execute(sa.select(staff)).all()
    taken = {row.sign_in_name for row in rows}
    for row in rows:
        folded = unicodedata.normalize("NFKC", row.sign_in_name).casefold()
        name = unicodedata.normalize("NFKC", folded)
        if name not in taken and len(name) <= 64:
            taken.add(name)
            change = sa.update(staff).where(staff.c.id == row.id)
            op.get_bind().execute(change.values(sign_in_name=name))
