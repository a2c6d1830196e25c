"""What `kiosk doctor` says of the terminal's journal and of what waits in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.findings import note, well, wrong, wrong_because
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.cli.findings import Finding
    from kiosk.journal.outbox import OutboxRow

MOST_NAMED = 5
"""Rows of one kind that are told one by one."""


def journal_findings(path: Path) -> Iterator[Finding]:
    from kiosk.journal import looking

    try:
        rows = looking.unsettled(path)
    except KioskError as error:
        yield wrong_because(error)
        return
    yield well(f"journal: {path}")
    unsound = [row for row in rows if not row.sound]
    refused = [row for row in rows if row.sound and row.refused]
    for row in unsound[:MOST_NAMED]:
        yield wrong(
            f"journal: row {row.id} of the outbox is not as it was written",
            "It is kept for three days and not sent. Check the terminal's disk.",
        )
    if len(unsound) > MOST_NAMED:
        yield wrong(f"journal: {len(unsound)} rows are not as they were written")
    for row in refused[:MOST_NAMED]:
        yield wrong(
            f"journal: the hub refuses {_named(row)}: {row.refused}",
            "It is kept for three days and tried again every ten minutes. Its visitor"
            " may ask.",
        )
    if len(refused) > MOST_NAMED:
        yield wrong(f"journal: {len(refused)} tickets are refused")
    if waiting := len(rows) - len(refused) - len(unsound):
        yield note(f"journal: {waiting} tickets wait to be delivered")
    for kept in looking.kept(path):
        yield note(
            f"journal: a damaged one is kept as {kept.name}",
            "What could be read of it is in the new one. It goes after seven days.",
        )


def _named(row: OutboxRow) -> str:
    """For whoever may see numbers; a message of another kind has its row."""
    try:
        return f"ticket {row.ticket.number} of {row.ticket.service_day}"
    except ValueError:
        return f"row {row.id} of the outbox ({row.kind})"
