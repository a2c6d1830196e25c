"""The record of events is append-only on PostgreSQL too, as on SQLite since 0001."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

# Refused as a broken constraint, which is how SQLite tells it.
APPEND_ONLY = """
CREATE FUNCTION ticket_events_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ticket_events is append-only'
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
KEPT_WHILE_OPEN = """
CREATE FUNCTION ticket_events_stay_until_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM closed_tickets WHERE id = OLD.ticket) THEN
    RAISE EXCEPTION 'the ticket of this event is not closed'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$
"""
TRIGGERS = """
CREATE TRIGGER ticket_events_never_change BEFORE UPDATE ON ticket_events
  FOR EACH ROW EXECUTE FUNCTION ticket_events_never_change();
CREATE TRIGGER ticket_events_never_vanish BEFORE TRUNCATE ON ticket_events
  FOR EACH STATEMENT EXECUTE FUNCTION ticket_events_never_change();
CREATE TRIGGER ticket_events_stay_until_closed BEFORE DELETE ON ticket_events
  FOR EACH ROW EXECUTE FUNCTION ticket_events_stay_until_closed();
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(APPEND_ONLY)
    op.execute(KEPT_WHILE_OPEN)
    op.execute(TRIGGERS)
