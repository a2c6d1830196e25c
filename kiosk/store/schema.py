"""Every table of the hub, in the words of the domain; migrations must end up here."""

from __future__ import annotations

import sqlalchemy as sa

from kiosk.store.account_tables import staff
from kiosk.store.alert_tables import alert_messages as alert_messages
from kiosk.store.appointment_tables import appointments as appointments
from kiosk.store.columns import Moment
from kiosk.store.columns import metadata as metadata
from kiosk.store.figure_tables import day_figures as day_figures
from kiosk.store.wait_tables import told_waits as told_waits

devices = sa.Table(
    "devices",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("series", sa.String(2), unique=True),  # of a terminal; a display has none
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("group_name", sa.String(64), nullable=False, server_default=""),
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
    sa.Column("token_since", Moment),
    sa.Column("renewed_at", Moment),
    sa.Column("next_token_hash", sa.String(64)),
    sa.Column("next_token_at", Moment),
)

device_commands = sa.Table(
    "device_commands",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("device", sa.String(32), sa.ForeignKey(devices.c.id), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("texts", sa.JSON, nullable=False),  # by language
    sa.Column("asked_by", sa.String(64), nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("delivered_at", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("outcome", sa.String(16)),
    sa.Column("reason", sa.String(32)),
    sa.Column("details", sa.JSON),
    sa.Column("picture", sa.Text),  # one for each device, for a day
    sa.Index("ix_device_commands_device_asked_at", "device", "asked_at"),
)

# Each lasts some minutes.
pairing_requests = sa.Table(
    "pairing_requests",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("code", sa.String(8), nullable=False, unique=True),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("program", sa.String(32), nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False, server_default="terminal"),
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
    sa.Column("staff", sa.String(32), sa.ForeignKey(staff.c.id)),
    sa.Column("called_at", Moment),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("serving_at", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("closed_by_system", sa.Boolean, nullable=False),
    sa.Column("holder", sa.Integer, nullable=False),
    sa.Column("marks", sa.JSON, nullable=False),
    sa.Column("told_day", sa.Date),
    sa.Column("told_at", Moment),
    sa.Column("told_topic", sa.String(64)),
    sa.Column("partner", sa.String(64)),
    sa.Column("note", sa.String(280), nullable=False, server_default=""),
    sa.Column("ahead_minutes", sa.Integer, nullable=False, server_default="0"),
    sa.Column("stands_after", Moment),
    sa.Column("delays", sa.Integer, nullable=False, server_default="0"),
    sa.Column("recalls", sa.Integer, nullable=False, server_default="0"),
    sa.Column("feedback", sa.String(8)),
    sa.Column("about", sa.String(64)),
    sa.Column("booked_for", Moment),
    sa.Column("passed_on_by", sa.String(32)),
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
    sa.Column("before", sa.JSON(none_as_null=True)),  # how the ticket was, for undoing
    sa.Column("undoes", sa.BigInteger),
    sa.Index("ix_ticket_events_staff", "staff", "seq"),
    sqlite_autoincrement=True,  # a number is never given twice, even after deletion
)

desk_titles = sa.Table(
    "desk_titles",
    metadata,
    sa.Column("desk", sa.String(64), primary_key=True),
    sa.Column("texts", sa.JSON, nullable=False),
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

day_feedback = sa.Table(
    "day_feedback",
    metadata,
    sa.Column("service_day", sa.Date, primary_key=True),
    sa.Column("face", sa.String(8), primary_key=True),
    sa.Column("answers", sa.Integer, nullable=False),
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
    sa.Column("late", sa.Integer),  # whose day had its figures by then
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

release_metadata = sa.Table(
    "release_metadata",
    metadata,
    sa.Column("role", sa.String(16), primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("content", sa.LargeBinary, nullable=False),  # as it was signed
)

# A row stays for ever; its archive only while it is among the newest.
releases = sa.Table(
    "releases",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("published_at", Moment, nullable=False),
    sa.Column("published_by", sa.String(64), nullable=False),
    sa.Column("comment", sa.String(280), nullable=False),
    sa.Column("rolls_back_to", sa.Integer),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("length", sa.Integer, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),  # signed, and agreed to
    sa.Column("archive", sa.LargeBinary),
)

# Its archive is kept while it waits for a second person or for its time.
release_requests = sa.Table(
    "release_requests",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("asked_by", sa.String(64), nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("based_on", sa.Integer, nullable=False),
    sa.Column("comment", sa.String(280), nullable=False),
    sa.Column("due_at", Moment),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("decided_by", sa.String(64), nullable=False),
    sa.Column("decided_at", Moment),
    sa.Column("version", sa.Integer),
    sa.Column("reason", sa.String(280), nullable=False),
    sa.Column("archive", sa.LargeBinary),
)

# Append-only: nothing that somebody wrote is lost.
draft_versions = sa.Table(
    "draft_versions",
    metadata,
    sa.Column(
        "revision",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column("path", sa.String(200), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("text", sa.Text),  # none: the file was removed
    sa.Column("author", sa.String(64), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("step", sa.String(16), nullable=False),
    sa.Column("fingerprint", sa.String(12)),  # of a source text
    sa.UniqueConstraint("path", "version"),
    sqlite_autoincrement=True,
)

draft_files = sa.Table(
    "draft_files",
    metadata,
    sa.Column("path", sa.String(200), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("revision", sa.BigInteger, nullable=False, index=True),
)

site_notices = sa.Table(
    "site_notices",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("texts", sa.JSON, nullable=False),  # by language
    sa.Column("begins", Moment, nullable=False),
    sa.Column("ends", Moment, nullable=False, index=True),
    sa.Column("made_by", sa.String(64), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("changed_by", sa.String(64)),
    sa.Column("changed_at", Moment),
    sa.Column("taken_down_by", sa.String(64)),
    sa.Column("taken_down_at", Moment),
)

# What terminals fetch: all that is to be shown, as it was signed.
notice_files = sa.Table(
    "notice_files",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("is_public", sa.Boolean, nullable=False),  # signed
)
