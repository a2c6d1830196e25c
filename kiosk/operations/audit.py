"""Notes who did what on the hub, in the same transaction as the deed itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.audit import BY_COMMAND, KEPT_FOR, LONGEST_ABOUT, AuditDeed
from kiosk.store import audit as store

if TYPE_CHECKING:
    from kiosk.domain.audit import AuditEntry
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditPage:
    entries: list[AuditEntry]
    older: int | None
    """Where the next page begins; None on the last."""
    people: list[str]


def note(
    ctx: Context, connection: Connection, by: str, deed: AuditDeed, about: object = ""
) -> None:
    """`about` names what it was done to, and nothing of a visitor."""
    told = str(about)[:LONGEST_ABOUT]
    store.append(connection, ctx.clock.now(), by, deed, told)


def look(
    ctx: Context, *, by: str = "", deed: str = "", before: int | None = None
) -> AuditPage:
    """The newest first. A deed that there is not is as good as none."""
    wanted = AuditDeed(deed) if deed in set(AuditDeed) else None
    with ctx.database.read() as connection:
        found = store.page(
            connection, by=by, deed=wanted, before=before, most=ON_A_PAGE + 1
        )
        people = store.people(connection)
    entries = found[:ON_A_PAGE]
    return AuditPage(
        entries, entries[-1].seq if len(found) > ON_A_PAGE else None, people
    )


def forget_old(ctx: Context) -> None:
    """To be called by a clock that is trusted. That it was done is an entry itself."""
    end = ctx.clock.now() - KEPT_FOR
    with ctx.database.begin() as connection:
        old = store.count_before(connection, end)
        if old:
            note(ctx, connection, BY_COMMAND, AuditDeed.OLD_ENTRIES_REMOVED, old)
            store.remove_before(connection, end)
