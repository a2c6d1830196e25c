"""The tables of staff: accounts, how they sign in, and what they did."""

from __future__ import annotations

import sqlalchemy as sa

from kiosk.store.columns import Moment, metadata

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("sign_in_name", sa.String(64), nullable=False, unique=True),
    sa.Column("roles", sa.JSON, nullable=False, server_default="[]"),
    # of an editor: null means all
    sa.Column("areas", sa.JSON(none_as_null=True)),
    sa.Column("password_hash", sa.String(255)),
    # rises with each new password and with leaving: what was opened before is closed
    sa.Column("credentials", sa.Integer, nullable=False, server_default="0"),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("topics", sa.JSON, nullable=False),
    sa.Column("languages", sa.JSON, nullable=False),
    sa.Column("partner", sa.String(64)),  # for whom they work; none: for any
)

presences = sa.Table(
    "presences",
    metadata,
    sa.Column("staff", sa.String(32), sa.ForeignKey("staff.id"), primary_key=True),
    sa.Column("desk", sa.String(64), nullable=False),
    sa.Column("service_day", sa.Date),
    sa.Column("seen_at", Moment),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("paused_at", Moment),
    sa.Column("pause", sa.String(16)),
    sa.Column("help_at", Moment),  # since when they ask for help
    sa.Column("helper", sa.String(32)),  # who is coming
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
    sa.Column("seen_at", Moment),
    sa.Column("browser", sa.String(64), nullable=False, server_default=""),
    sa.Column("proved_at", Moment),  # when the second factor was given last
    sa.Column("pending", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("offered_key", sa.Text),  # sealed, until a code of it is confirmed
    sa.Column("challenge", sa.String(128)),  # what a passkey must sign
)

# Keys of apps that make codes, sealed with a file of the hub that is not in here.
second_factors = sa.Table(
    "second_factors",
    metadata,
    sa.Column("staff", sa.String(32), sa.ForeignKey("staff.id"), primary_key=True),
    sa.Column("sealed_key", sa.Text, nullable=False),
    sa.Column("confirmed_at", Moment, nullable=False),
    sa.Column("last_step", sa.BigInteger, nullable=False),  # no code works twice
)

recovery_codes = sa.Table(
    "recovery_codes",
    metadata,
    sa.Column("code_hash", sa.String(64), primary_key=True),
    sa.Column(
        "staff", sa.String(32), sa.ForeignKey("staff.id"), nullable=False, index=True
    ),
    sa.Column("used_at", Moment),
)

passkeys = sa.Table(
    "passkeys",
    metadata,
    sa.Column("id_hash", sa.String(64), primary_key=True),
    sa.Column(
        "staff", sa.String(32), sa.ForeignKey("staff.id"), nullable=False, index=True
    ),
    sa.Column("credential_id", sa.Text, nullable=False),
    sa.Column("public_key", sa.Text, nullable=False),
    sa.Column("sign_count", sa.BigInteger, nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("added_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)

# Who somebody is at the site's own sign-on; linked once, with an invitation.
linked_sign_ons = sa.Table(
    "linked_sign_ons",
    metadata,
    sa.Column("subject_hash", sa.String(64), primary_key=True),
    sa.Column(
        "staff", sa.String(32), sa.ForeignKey("staff.id"), nullable=False, unique=True
    ),
    sa.Column("linked_at", Moment, nullable=False),
)

tries = sa.Table(
    "tries",
    metadata,
    sa.Column("who_hash", sa.String(64), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("first_at", Moment, nullable=False),
    sa.Column("last_at", Moment, nullable=False, index=True),
)

# Only ever added to: triggers refuse to change a row, and to remove one that is not
# two years older than the newest.
audit_entries = sa.Table(
    "audit_entries",
    metadata,
    sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.String(64), nullable=False, index=True),
    sa.Column("deed", sa.String(32), nullable=False),
    sa.Column("about", sa.String(255), nullable=False),
    sqlite_autoincrement=True,
)
