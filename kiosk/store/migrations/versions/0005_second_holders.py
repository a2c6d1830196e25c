"""A number may be held twice, a ticket dated anew, and a refusal is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ONCE = "uq_tickets_series_service_day_count"
EACH_HOLDER = "uq_tickets_series_service_day_count_holder"
OF_THE_RECORD = """
SELECT sql FROM sqlite_master WHERE tbl_name = 'ticket_events' AND sql IS NOT NULL
ORDER BY type = 'trigger', type = 'index'
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _elsewhere()
    op.create_table(
        "refused_tickets",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("terminal", sa.String(64), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refused_tickets"),
    )


def _on_sqlite() -> None:
    """No constraint can be dropped there: tickets and their record are made anew.

    The record goes first and comes back last, since its rows point to tickets.
    """
    connection = op.get_bind()
    record = [sql for (sql,) in connection.execute(sa.text(OF_THE_RECORD))]
    last = connection.execute(
        sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'ticket_events'")
    ).scalar_one_or_none()
    op.execute("CREATE TABLE kept_events AS SELECT * FROM ticket_events")
    for trigger in _triggers(connection):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP TABLE ticket_events")
    _tickets_anew()
    table, *rest = record
    op.execute(table)
    op.execute("INSERT INTO ticket_events SELECT * FROM kept_events")
    op.execute("DROP TABLE kept_events")
    for sql in rest:
        op.execute(sql)
    _go_on_counting(connection, last)


def _triggers(connection: sa.Connection) -> list[str]:
    names = connection.execute(
        sa.text(
            "SELECT name FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name = 'ticket_events'"
        )
    )
    return list(names.scalars())


def _go_on_counting(connection: sa.Connection, last: int | None) -> None:
    """The number of an event is never given twice, even after deletion."""
    if last is None:
        return
    connection.execute(
        sa.text("DELETE FROM sqlite_sequence WHERE name = 'ticket_events'")
    )
    connection.execute(
        sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"),
        {"name": "ticket_events", "seq": last},
    )


def _tickets_anew() -> None:
    op.execute("CREATE TABLE kept_tickets AS SELECT * FROM tickets")
    op.execute("DROP TABLE tickets")
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("series", sa.String(2), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("service_day", sa.Date, nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("language", sa.String(64), nullable=False),
        sa.Column("screen_language", sa.String(64), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("issued_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("desk", sa.String(64)),
        sa.Column("staff", sa.String(32)),
        sa.Column("called_at", sa.BigInteger),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("serving_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("closed_by_system", sa.Boolean, nullable=False),
        sa.Column("holder", sa.Integer, nullable=False),
        sa.Column("marks", sa.JSON, nullable=False),
        sa.Column("told_day", sa.Date),
        sa.Column("told_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint(
            "series", "service_day", "count", "holder", name=EACH_HOLDER
        ),
        sa.UniqueConstraint("code", name="uq_tickets_code"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_tickets_staff"),
    )
    op.execute("INSERT INTO tickets SELECT *, 1, '[]', NULL, NULL FROM kept_tickets")
    op.execute("DROP TABLE kept_tickets")
    op.create_index(
        "ix_tickets_service_day_state_issued_at_id",
        "tickets",
        ["service_day", "state", "issued_at", "id"],
    )
    op.create_index(
        "ix_tickets_staff",
        "tickets",
        ["staff"],
        unique=True,
        sqlite_where=sa.text("staff IS NOT NULL"),
    )


def _elsewhere() -> None:
    op.add_column(
        "tickets", sa.Column("holder", sa.Integer, nullable=False, server_default="1")
    )
    op.add_column(
        "tickets", sa.Column("marks", sa.JSON, nullable=False, server_default="[]")
    )
    op.add_column("tickets", sa.Column("told_day", sa.Date))
    op.add_column("tickets", sa.Column("told_at", sa.BigInteger))
    op.alter_column("tickets", "holder", server_default=None)
    op.alter_column("tickets", "marks", server_default=None)
    op.drop_constraint(ONCE, "tickets")
    op.create_unique_constraint(
        EACH_HOLDER, "tickets", ["series", "service_day", "count", "holder"]
    )
