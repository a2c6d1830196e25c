"""What a past shape of the journal becomes, where SQL alone cannot say it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kiosk.journal.checksums import checksum

if TYPE_CHECKING:
    import sqlite3

OLD_COLUMNS = (
    "id, series, count, service_day, topic, language, screen_language, code, issued_at"
)
NO_SERVICE = ""
"""What a ticket of before says of the service that its visitor came from."""
BEGUN = "begun"
"""The note of a journal that had counted before it kept the hub's greetings."""


def carry_over_tickets(connection: sqlite3.Connection) -> None:
    """Each undelivered ticket becomes the very bytes that the past program would send.

    A row that cannot be read keeps its values, and no checksum that is right: it is
    set aside, like any other that is not as it was written.
    """
    from kiosk.journal import outbox  # which needs the newest shape

    rows = connection.execute(
        "SELECT outbox.id, attempts, next_try_at, refused, ticket_id, tickets.*"
        " FROM outbox_of_tickets AS outbox"
        " LEFT JOIN (SELECT id AS known, series, count, service_day, topic, language,"
        " screen_language, code, issued_at FROM tickets) AS tickets"
        " ON tickets.known = ticket_id ORDER BY outbox.id"
    ).fetchall()
    for row_id, attempts, next_try, refused, key, *ticket in rows:
        try:
            body = outbox.body_of(outbox.ticket_of((*ticket, NO_SERVICE)))
            summed = checksum(outbox.OutboxKind.TICKET.value, key, body)
        except ValueError:
            body, summed = json.dumps([str(value) for value in ticket]).encode(), -1
        connection.execute(
            "INSERT INTO outbox (id, kind, key, body, checksum, attempts, next_try_at,"
            " refused) VALUES (?, 'ticket', ?, ?, ?, ?, ?, ?)",
            (row_id, key, body, summed, attempts, next_try, refused),
        )


def note_what_is_begun(connection: sqlite3.Connection) -> None:
    """A terminal that has counted before an upgrade goes on without a greeting."""
    (days,) = connection.execute("SELECT count(*) FROM days").fetchone()
    if days:
        connection.execute(
            "INSERT INTO notes (key, body, checksum) VALUES (?, '1', ?)",
            (BEGUN, checksum(BEGUN, "1")),
        )
