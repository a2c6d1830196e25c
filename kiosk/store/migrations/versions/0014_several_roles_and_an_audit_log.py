"""Somebody may have several roles, an editor a few life areas, and what staff do is
kept in a log that nobody edits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


# Two years of 365 days are 63072000000000 microseconds, as moments are kept.
ON_SQLITE = (
    """
    CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END
    """,
    """
    CREATE TRIGGER audit_entries_stay_two_years BEFORE DELETE ON audit_entries
    WHEN OLD.at > (SELECT max(at) FROM audit_entries) - 63072000000000
    BEGIN SELECT RAISE(ABORT, 'this audit entry is not two years old'); END
    """,
)
ON_POSTGRESQL = (
    """
    CREATE FUNCTION audit_entries_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'audit_entries is append-only'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE FUNCTION audit_entries_stay_two_years() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.at > (SELECT max(at) FROM audit_entries) - 63072000000000 THEN
        RAISE EXCEPTION 'this audit entry is not two years old'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON audit_entries
      FOR EACH ROW EXECUTE FUNCTION audit_entries_never_change()
    """,
    """
    CREATE TRIGGER audit_entries_never_vanish BEFORE TRUNCATE ON audit_entries
      FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_never_change()
    """,
    """
    CREATE TRIGGER audit_entries_stay_two_years BEFORE DELETE ON audit_entries
      FOR EACH ROW EXECUTE FUNCTION audit_entries_stay_two_years()
    """,
)


def upgrade() -> None:
    _several_roles()
    op.create_table(
        "audit_entries",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("about", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_entries"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_entries_by", "audit_entries", ["by"])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in ON_SQLITE if on_sqlite else ON_POSTGRESQL:
        op.execute(statement)


def _several_roles() -> None:
    op.add_column(
        "staff", sa.Column("roles", sa.JSON, nullable=False, server_default="[]")
    )
    op.add_column("staff", sa.Column("areas", sa.JSON(none_as_null=True)))
    staff = sa.table(
        "staff", sa.column("id"), sa.column("role"), sa.column("roles", sa.JSON)
    )
    for row in op.get_bind().execute(sa.select(staff.c.id, staff.c.role)).all():
        change = sa.update(staff).where(staff.c.id == row.id)
        op.get_bind().execute(change.values(roles=[row.role]))
    op.drop_column("staff", "role")
