from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.audit import BY_COMMAND, AuditDeed
from kiosk.operations import accounts, audit, fleet
from tests.hub_context import join
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

NAME = COUNSELLOR_1.sign_in_name


def deeds(ctx: Context) -> list[AuditDeed]:
    return [entry.deed for entry in audit.look(ctx).entries]


def note(ctx: Context, about: object) -> None:
    with ctx.database.begin() as connection:
        audit.note(ctx, connection, "mira", AuditDeed.PUBLISHED, about)


def test_an_account_leaves_its_way_in_the_log(ctx: Context, clock: FixedClock) -> None:
    somebody = join(ctx, COUNSELLOR_1)
    accounts.deactivate(ctx, somebody.id, by="boss")
    told = [(e.by, e.deed, e.about, e.at) for e in audit.look(ctx).entries]
    assert told == [
        ("boss", AuditDeed.DEACTIVATED, NAME, clock.now()),
        (NAME, AuditDeed.PASSWORD_SET, NAME, clock.now()),
        (BY_COMMAND, AuditDeed.INVITED, f"{NAME}: counsellor", clock.now()),
    ]


def test_so_does_a_terminal(ctx: Context) -> None:
    fleet.pair(ctx, "A", "Hall", by="boss")
    fleet.revoke(ctx, "A")
    assert [(e.by, e.deed, e.about) for e in audit.look(ctx).entries] == [
        (BY_COMMAND, AuditDeed.TERMINAL_REVOKED, "A"),
        ("boss", AuditDeed.TERMINAL_PAIRED, "A"),
    ]


def test_what_is_too_long_is_cut(ctx: Context) -> None:
    note(ctx, "x" * 999)
    assert audit.look(ctx).entries[0].about == "x" * 255


def test_a_deed_that_there_is_not_finds_all(ctx: Context) -> None:
    note(ctx, "x")
    assert len(audit.look(ctx, deed="treason").entries) == 1


def test_an_entry_stays_for_two_years(ctx: Context, clock: FixedClock) -> None:
    note(ctx, "old")
    clock.advance(days=729)
    audit.forget_old(ctx)
    assert deeds(ctx) == [AuditDeed.PUBLISHED]
    clock.advance(days=1, seconds=1)
    audit.forget_old(ctx)
    (left,) = audit.look(ctx).entries
    assert (left.deed, left.by) == (AuditDeed.OLD_ENTRIES_REMOVED, BY_COMMAND)
    assert left.about == "1"
    audit.forget_old(ctx)
    assert deeds(ctx) == [AuditDeed.OLD_ENTRIES_REMOVED]


def test_the_newest_come_first_a_page_at_a_time(
    ctx: Context, clock: FixedClock
) -> None:
    for number in range(audit.ON_A_PAGE + 2):
        note(ctx, number)
        clock.advance(seconds=timedelta(minutes=1).total_seconds())
    first = audit.look(ctx)
    assert [e.about for e in first.entries][:2] == ["51", "50"]
    last = audit.look(ctx, before=first.older)
    assert [e.about for e in last.entries] == ["1", "0"]
    assert last.older is None
    assert first.people == ["mira"]
