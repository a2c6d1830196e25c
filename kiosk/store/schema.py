"""Every table of the hub, in the words of the domain; migrations must end up here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
EARLIEST = datetime.min.replace(tzinfo=UTC) + timedelta(days=2)
LATEST = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
"""A moment beyond them has no hour in some time zone, which would break every page."""


_FIRST = (EARLIEST - EPOCH) // MICROSECOND
_LAST = (LATEST - EPOCH) // MICROSECOND


class Moment(sa.TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970, UTC: exact, and sorts as it should.

    What is beyond the calendar is read as its edge: no row may break those who read it.
    """

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return EPOCH + min(max(value, _FIRST), _LAST) * MICROSECOND


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("sign_in_name", sa.String(64), nullable=False, unique=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("password_hash", sa.String(255)),
    # rises with each new password and with leaving: what was opened before is closed
    sa.Column("credentials", sa.Integer, nullable=False, server_default="0"),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("topics", sa.JSON, nullable=False),
    sa.Column("languages", sa.JSON, nullable=False),
)

presences = sa.Table(
    "presences",
    metadata,
    sa.Column("staff", sa.String(32), sa.ForeignKey("staff.id"), primary_key=True),
    sa.Column("desk", sa.String(64), nullable=False),
    sa.Column("service_day", sa.Date),
    sa.Column("seen_at", Moment),
    sa.Column("version", sa.BigInteger, nullable=False),
)

# Each change takes the next number: the largest says whether anything changed at all.
sa.Index("ix_presences_version", presences.c.version, unique=True)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("secret_hash", sa.String(64), primary_key=True),
    sa.Column(
        "staff", sa.String(32), sa.ForeignKey("staff.id"), nullable=False, unique=True
    ),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id_hash", sa.String(64), primary_key=True),
    sa.Column(
        "staff", sa.String(32), sa.ForeignKey("staff.id"), nullable=False, index=True
    ),
    sa.Column("credentials", sa.Integer, nullable=False),
    sa.Column("begun_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
)

tries = sa.Table(
    "tries",
    metadata,
    sa.Column("who_hash", sa.String(64), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("first_at", Moment, nullable=False),
    sa.Column("last_at", Moment, nullable=False, index=True),
)

devices = sa.Table(
    "devices",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("series", sa.String(2), unique=True),  # of a terminal; a display has none
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("last_seen_at", Moment),
    sa.Column("heard_since", Moment),
    sa.Column("lost_at", Moment),
    sa.Column("report", sa.JSON),
    sa.Column("reported_at", Moment),
    sa.Column("other_report", sa.JSON),
    sa.Column("other_reported_at", Moment),
    sa.Column("two_seen_at", Moment),
    sa.Column("replaced_token_hash", sa.String(64)),
    sa.Column("replaced_seen_at", Moment),
)

tickets = sa.Table(
    "tickets",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("series", sa.String(2), nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("service_day", sa.Date, nullable=False),
    sa.Column("topic", sa.String(64), nullable=False),
    sa.Column("language", sa.String(64), nullable=False),
    sa.Column("screen_language", sa.String(64), nullable=False),
    sa.Column("code", sa.String(12), nullable=False, unique=True),
    sa.Column("issued_at", Moment, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("desk", sa.String(64)),
    sa.Column("staff", sa.String(32), sa.ForeignKey("staff.id")),
    sa.Column("called_at", Moment),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("serving_at", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("closed_by_system", sa.Boolean, nullable=False),
    sa.Column("holder", sa.Integer, nullable=False),
    sa.Column("marks", sa.JSON, nullable=False),
    sa.Column("told_day", sa.Date),
    sa.Column("told_at", Moment),
    sa.UniqueConstraint("series", "service_day", "count", "holder"),
)

sa.Index(
    "ix_tickets_service_day_state_issued_at_id",
    tickets.c.service_day,
    tickets.c.state,
    tickets.c.issued_at,
    tickets.c.id,
)

# `staff` is set only while a visitor is called or served, so this index is the rule
# that a counsellor has one visitor at a time, whatever races above it.
sa.Index(
    "ix_tickets_staff",
    tickets.c.staff,
    unique=True,
    sqlite_where=tickets.c.staff.is_not(None),
    postgresql_where=tickets.c.staff.is_not(None),
)

ticket_events = sa.Table(
    "ticket_events",
    metadata,
    sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column(
        "ticket",
        sa.String(32),
        sa.ForeignKey("tickets.id"),
        nullable=False,
        index=True,
    ),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("desk", sa.String(64)),
    sa.Column("staff", sa.String(32)),
    sqlite_autoincrement=True,  # a number is never given twice, even after deletion
)

refused_tickets = sa.Table(
    "refused_tickets",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("terminal", sa.String(64), primary_key=True),
    sa.Column("number", sa.String(16), primary_key=True),  # each is in somebody's hand
    sa.Column("reason", sa.String(32), nullable=False),
    sa.Column("at", Moment, nullable=False),
)

closed_tickets = sa.Table(
    "closed_tickets",
    metadata,
    sa.Column("key", sa.String(32), primary_key=True),  # its id holds its time: a hash
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("closed_on", sa.Date, nullable=False),
)

# Empty but within the transaction that closes a day: whose record may be removed.
leaving_tickets = sa.Table(
    "leaving_tickets",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
)

day_counts = sa.Table(
    "day_counts",
    metadata,
    sa.Column("service_day", sa.Date, primary_key=True),
    sa.Column("topic", sa.String(64), primary_key=True),
    sa.Column("state", sa.String(16), primary_key=True),
    sa.Column("closed_by_system", sa.Boolean, primary_key=True),
    sa.Column("tickets", sa.Integer, nullable=False),
    sa.Column("called", sa.Integer, nullable=False),
    sa.Column("wait_seconds", sa.BigInteger, nullable=False),
    sa.Column("service_seconds", sa.BigInteger, nullable=False),
)

closings = sa.Table(
    "closings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("tickets", sa.Integer, nullable=False),
    sa.Column("still_open", sa.Integer, nullable=False),
    sa.Column("day", sa.Date),  # up to which all was closed
    sa.Column("seq", sa.BigInteger),  # the newest event, which may be removed by now
)

close_watch = sa.Table(
    "close_watch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("trusted_at", Moment, nullable=False),
    sa.Column("looked_at", Moment, nullable=False),
    sa.Column("doubted_seconds", sa.Integer),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("hindrance", sa.String(32)),
    sa.Column("unscrubbed", sa.Boolean, nullable=False),
)

kept_secrets = sa.Table(
    "kept_secrets",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("value", sa.String(255), nullable=False),
)
