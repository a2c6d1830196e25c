"""The working draft of the content: its files, and every version there was of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

# Refused as a broken constraint, on both engines.
_SQLITE = """
CREATE TRIGGER draft_versions_never_{past} BEFORE {move} ON draft_versions
BEGIN SELECT RAISE(ABORT, 'draft_versions is append-only'); END
"""
_FUNCTION = """
CREATE FUNCTION draft_versions_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'draft_versions is append-only'
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRESQL = """
CREATE TRIGGER draft_versions_never_{past} BEFORE {move} ON draft_versions
  FOR EACH STATEMENT EXECUTE FUNCTION draft_versions_never_change()
"""
_MOVES = {"UPDATE": "change", "DELETE": "vanish"}


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for move, past in _MOVES.items():
            op.execute(_SQLITE.format(past=past, move=move))
        return
    op.execute(_FUNCTION)
    for move, past in (_MOVES | {"TRUNCATE": "end"}).items():
        op.execute(_POSTGRESQL.format(past=past, move=move))


def _tables() -> None:
    op.create_table(
        "draft_versions",
        sa.Column(
            "revision",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            nullable=False,
            autoincrement=True,
        ),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("text", sa.Text),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("fingerprint", sa.String(12)),
        sa.PrimaryKeyConstraint("revision", name="pk_draft_versions"),
        sa.UniqueConstraint("path", "version", name="uq_draft_versions_path_version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "draft_files",
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_draft_files"),
    )
    op.create_index("ix_draft_files_revision", "draft_files", ["revision"])
