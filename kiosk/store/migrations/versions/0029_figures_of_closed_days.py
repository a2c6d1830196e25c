"""Figures of closed days, which nobody can change, add to or take away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

NEVER = """
CREATE TRIGGER {table}_never_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
ONCE = """
CREATE TRIGGER day_figures_once BEFORE INSERT ON day_figures
WHEN EXISTS (SELECT 1 FROM figured_days WHERE service_day = NEW.service_day)
BEGIN SELECT RAISE(ABORT, 'this day has its figures'); END
"""

# Refused as a broken constraint, which is how SQLite tells it.
REFUSING = """
CREATE FUNCTION figures_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
REFUSING_MORE = """
CREATE FUNCTION day_figures_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM figured_days WHERE service_day = NEW.service_day) THEN
    RAISE EXCEPTION 'this day has its figures'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$
"""
TRIGGERS = """
CREATE TRIGGER {table}_never_change BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION figures_never_change();
CREATE TRIGGER {table}_never_vanish BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION figures_never_change();
"""
ONCE_ON_POSTGRESQL = """
CREATE TRIGGER day_figures_once BEFORE INSERT ON day_figures
  FOR EACH ROW EXECUTE FUNCTION day_figures_once();
"""
TABLES = ("day_figures", "figured_days")


def upgrade() -> None:
    op.create_table(
        "day_figures",
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("service_day", "part", "key", name="pk_day_figures"),
    )
    op.create_table(
        "figured_days",
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("service_day", name="pk_figured_days"),
    )
    op.add_column("closings", sa.Column("late", sa.Integer))
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for what in ("update", "delete"):
                op.execute(NEVER.format(table=table, what=what))
        op.execute(ONCE)
    else:
        op.execute(REFUSING)
        op.execute(REFUSING_MORE)
        for table in TABLES:
            op.execute(TRIGGERS.format(table=table))
        op.execute(ONCE_ON_POSTGRESQL)
