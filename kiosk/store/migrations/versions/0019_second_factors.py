"""Staff sign in with a second factor, and see where they are signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    _sessions()
    op.create_table(
        "second_factors",
        sa.Column("staff", sa.String(32), nullable=False),
        sa.Column("sealed_key", sa.Text, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("staff", name="pk_second_factors"),
        _of_staff("second_factors"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(32), nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_codes"),
        _of_staff("recovery_codes"),
    )
    op.create_index("ix_recovery_codes_staff", "recovery_codes", ["staff"])
    op.create_table(
        "passkeys",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(32), nullable=False),
        sa.Column("credential_id", sa.Text, nullable=False),
        sa.Column("public_key", sa.Text, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("used_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id_hash", name="pk_passkeys"),
        _of_staff("passkeys"),
    )
    op.create_index("ix_passkeys_staff", "passkeys", ["staff"])
    op.create_table(
        "linked_sign_ons",
        sa.Column("subject_hash", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(32), nullable=False),
        sa.Column("linked_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("subject_hash", name="pk_linked_sign_ons"),
        sa.UniqueConstraint("staff", name="uq_linked_sign_ons_staff"),
        _of_staff("linked_sign_ons"),
    )


def _sessions() -> None:
    """Who is signed in stays so, until the page asks for a second factor."""
    op.add_column("sessions", sa.Column("seen_at", sa.BigInteger))
    op.add_column(
        "sessions",
        sa.Column("browser", sa.String(64), nullable=False, server_default=""),
    )
    op.add_column("sessions", sa.Column("proved_at", sa.BigInteger))
    op.add_column(
        "sessions",
        sa.Column("pending", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.add_column("sessions", sa.Column("offered_key", sa.Text))
    op.add_column("sessions", sa.Column("challenge", sa.String(128)))


def _of_staff(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=f"fk_{table}_staff")
