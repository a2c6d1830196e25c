from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.devices import SILENT_AFTER, DeviceReport, TerminalTrouble, troubles
from kiosk.errors import Conflict, NotFound, NotSignedIn
from kiosk.operations import check_in, fleet
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.people import ENTRANCE, SIDE_DOOR

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


def test_a_paired_terminal_is_known_by_its_token(ctx: Context) -> None:
    terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    assert fleet.by_token(ctx, token) == terminal
    assert (terminal.series, terminal.name) == (ENTRANCE, "Main entrance")


@pytest.mark.parametrize("token", ["", "made-up", "Secret-1"])
def test_any_other_token_is_nobody(ctx: Context, token: str) -> None:
    fleet.pair(ctx, ENTRANCE, "Main entrance")
    with pytest.raises(NotSignedIn) as refusal:
        fleet.by_token(ctx, token)
    assert "kiosk pair" in refusal.value.remedy


def test_pairing_again_replaces_the_token_of_the_same_terminal(ctx: Context) -> None:
    before, old = fleet.pair(ctx, ENTRANCE, "Main entrance")
    after, new = fleet.pair(ctx, ENTRANCE, "Hall")
    assert (after.id, after.name) == (before.id, "Hall")
    assert fleet.by_token(ctx, new) == after
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, old)
    (listed,) = fleet.terminals(ctx)
    assert (listed.id, listed.name) == (after.id, "Hall")


def test_a_revoked_terminal_is_nobody_until_paired_again(ctx: Context) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    fleet.revoke(ctx, ENTRANCE)
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, token)
    (listed,) = fleet.terminals(ctx)
    assert not listed.active
    _terminal, fresh = fleet.pair(ctx, ENTRANCE, "Main entrance")
    assert fleet.by_token(ctx, fresh).active


def test_what_was_never_paired_cannot_be_revoked(ctx: Context) -> None:
    with pytest.raises(NotFound, match="series B"):
        fleet.revoke(ctx, SIDE_DOOR)


@pytest.mark.parametrize("series", ["", "a", "ABC", "A1", "Ä", "A\n"])
def test_a_series_is_one_or_two_capital_letters(ctx: Context, series: str) -> None:
    with pytest.raises(Conflict):
        fleet.pair(ctx, series, "Entrance")


def test_a_terminal_without_a_name_is_called_by_its_series(ctx: Context) -> None:
    terminal, _token = fleet.pair(ctx, ENTRANCE, "  ")
    assert terminal.name == ENTRANCE


def test_signs_of_life_are_written_every_half_minute_at_most(
    ctx: Context, clock: FixedClock
) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    for _ in range(3):
        fleet.seen(ctx, fleet.by_token(ctx, token))
        clock.advance(seconds=10)
    assert fleet.by_token(ctx, token).last_seen_at == NOON
    fleet.seen(ctx, fleet.by_token(ctx, token))
    assert fleet.by_token(ctx, token).last_seen_at == clock.now() > NOON


def test_a_clock_that_was_set_back_does_not_hide_signs_of_life(
    ctx: Context, clock: FixedClock
) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    fleet.seen(ctx, fleet.by_token(ctx, token))
    clock.advance(days=-400)
    fleet.seen(ctx, fleet.by_token(ctx, token))
    assert fleet.by_token(ctx, token).last_seen_at == clock.now()


def test_a_stolen_database_holds_no_token(ctx: Context, tmp_path: Path) -> None:
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    ctx.database.scrub()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert token.encode() not in stored


def of(ctx: Context) -> tuple[TerminalTrouble, ...]:
    (terminal,) = fleet.terminals(ctx)
    return troubles(terminal, ctx.clock.now())


def running(ctx: Context) -> str:
    """A terminal of series A that the hub hears at this moment; its token."""
    _terminal, token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    fleet.seen(ctx, fleet.by_token(ctx, token))
    return token


def test_a_terminal_that_runs_is_not_paired_again_unasked(ctx: Context) -> None:
    token = running(ctx)
    with pytest.raises(Conflict, match="runs at this moment") as refusal:
        fleet.pair(ctx, ENTRANCE, "Hall")
    assert "--renew" in refusal.value.remedy
    assert fleet.by_token(ctx, token).name == "Main entrance"


def test_a_terminal_that_runs_is_paired_again_when_that_is_meant(ctx: Context) -> None:
    token = running(ctx)
    _terminal, new = fleet.pair(ctx, ENTRANCE, "Hall", renew=True)
    assert fleet.by_token(ctx, new).name == "Hall"
    with pytest.raises(NotSignedIn, match="paired again"):
        fleet.by_token(ctx, token)


@pytest.mark.parametrize("minutes", [4, 600])
def test_a_terminal_that_stands_still_is_paired_again_without_a_question(
    ctx: Context, clock: FixedClock, minutes: int
) -> None:
    running(ctx)
    clock.advance(minutes=minutes)
    fleet.pair(ctx, ENTRANCE, "Hall")


def test_a_revoked_terminal_is_paired_again_without_a_question(ctx: Context) -> None:
    running(ctx)
    fleet.revoke(ctx, ENTRANCE)
    fleet.pair(ctx, ENTRANCE, "Hall")


def test_staff_see_that_a_revoked_terminal_runs_on(
    ctx: Context, clock: FixedClock
) -> None:
    token = running(ctx)
    fleet.revoke(ctx, ENTRANCE)
    clock.advance(minutes=10)
    assert of(ctx) == ()
    with pytest.raises(NotSignedIn, match="revoked"):
        fleet.by_token(ctx, token)
    assert of(ctx) == (TerminalTrouble.REVOKED_BUT_RUNS,)


def test_staff_see_that_somebody_goes_on_with_the_token_before(
    ctx: Context, clock: FixedClock
) -> None:
    token = running(ctx)
    fleet.pair(ctx, ENTRANCE, "Hall", renew=True)
    assert of(ctx) == ()
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, token)
    assert of(ctx) == (TerminalTrouble.REPLACED_BUT_RUNS,)
    clock.advance(minutes=4)
    assert of(ctx) == ()


def test_contact_begins_anew_after_a_silence(ctx: Context, clock: FixedClock) -> None:
    token = running(ctx)
    for _ in range(4):
        clock.advance(minutes=2)
        known = fleet.seen(ctx, fleet.by_token(ctx, token))
        assert (known.contact.since, known.contact.lost_at) == (NOON, None)
    lost_at = clock.now()
    clock.advance(hours=14)
    fleet.seen(ctx, fleet.by_token(ctx, token))
    contact = fleet.by_token(ctx, token).contact
    assert (contact.since, contact.lost_at) == (clock.now(), lost_at)


HALL = DeviceReport("1.0", grid="83x24")
SMALL = DeviceReport("1.0", grid="66x19")


def test_the_newest_report_is_kept(ctx: Context, clock: FixedClock) -> None:
    terminal, _token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    assert fleet.report(ctx, terminal, HALL)
    clock.advance(minutes=5)
    changed = DeviceReport("1.0", grid="83x24", undelivered=3, complaints=("a-b",))
    assert fleet.report(ctx, terminal, changed)
    assert not fleet.report(ctx, terminal, changed)
    (kept,) = fleet.terminals(ctx)
    assert (kept.report, kept.reported_at) == (changed, clock.now())


def test_a_report_counts_as_long_as_its_terminal_is_heard(
    ctx: Context, clock: FixedClock
) -> None:
    running(ctx)
    (terminal,) = fleet.terminals(ctx)
    said = DeviceReport("1.0", not_issuing="clock", clock_offset_seconds=-86400.0)
    fleet.report(ctx, terminal, said)
    assert of(ctx) == (TerminalTrouble.NOT_ISSUING, TerminalTrouble.CLOCK)
    clock.advance(minutes=3)
    assert of(ctx) == (TerminalTrouble.SILENT,)


def test_two_devices_with_one_token_are_told_when_they_take_turns(
    ctx: Context,
) -> None:
    running(ctx)
    (terminal,) = fleet.terminals(ctx)
    for said, told in ((HALL, False), (SMALL, False), (HALL, True)):
        fleet.report(ctx, terminal, said)
        assert (TerminalTrouble.TWO_DEVICES in of(ctx)) is told


def test_a_device_that_does_not_know_its_grid_yet_at_each_start_is_one(
    ctx: Context,
) -> None:
    running(ctx)
    (terminal,) = fleet.terminals(ctx)
    for said in (replace(HALL, grid=None), HALL, replace(HALL, grid=None), HALL):
        fleet.report(ctx, terminal, said)
    assert TerminalTrouble.TWO_DEVICES not in of(ctx)


def test_one_device_that_is_updated_and_put_back_the_next_day_is_one(
    ctx: Context, clock: FixedClock
) -> None:
    running(ctx)
    (terminal,) = fleet.terminals(ctx)
    for said in (HALL, SMALL, HALL, SMALL):
        fleet.report(ctx, terminal, said)
        clock.advance(hours=20)
    assert TerminalTrouble.TWO_DEVICES not in of(ctx)


def test_the_highest_count_of_today_is_known_whoever_delivered_it(
    ctx: Context, clock: FixedClock
) -> None:
    terminal, _token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    other, _token = fleet.pair(ctx, SIDE_DOOR, "Side door")
    assert fleet.last_count(ctx, terminal) == 0
    for count in (3, 17, 5):
        check_in.accept(ctx, terminal, a_ticket(count))
    check_in.accept(ctx, other, a_ticket(21))
    check_in.withdraw(ctx, a_ticket(21).code)
    assert fleet.last_count(ctx, terminal) == 21
    assert fleet.last_count(ctx, other) == 0
    clock.advance(days=1)
    assert fleet.last_count(ctx, terminal) == 0


def test_what_changes_all_the_time_calls_no_staff(ctx: Context) -> None:
    terminal, _token = fleet.pair(ctx, ENTRANCE, "Main entrance")
    fleet.report(ctx, terminal, DeviceReport("1.0", clock_offset_seconds=0.2))
    for undelivered, off in ((1, -0.4), (7, 3.0), (0, 20.0)):
        said = DeviceReport("1.0", undelivered=undelivered, clock_offset_seconds=off)
        assert not fleet.report(ctx, terminal, said)
    used = {"free_disk_mib": 900, "running_hours": 7, "touched_at": NOON}
    assert not fleet.report(ctx, terminal, DeviceReport("1.0", **used))  # type: ignore[arg-type]
    wrong = DeviceReport("1.0", clock_offset_seconds=86_400.0)
    assert fleet.report(ctx, terminal, wrong)


def test_a_silence_begins_when_staff_are_told_of_it(
    ctx: Context, clock: FixedClock
) -> None:
    """At the same second: what is late is judged by when contact began."""
    token = running(ctx)
    clock.advance(seconds=SILENT_AFTER.total_seconds())
    assert of(ctx) == (TerminalTrouble.SILENT,)
    known = fleet.seen(ctx, fleet.by_token(ctx, token))
    assert (known.contact.since, known.contact.lost_at) == (clock.now(), NOON)


@pytest.mark.parametrize(("minutes", "told"), [(59, True), (60, False)])
def test_who_takes_turns_within_the_hour_is_two(
    ctx: Context, clock: FixedClock, minutes: int, told: bool
) -> None:
    token = running(ctx)
    (terminal,) = fleet.terminals(ctx)
    fleet.report(ctx, terminal, HALL)
    fleet.report(ctx, terminal, SMALL)
    clock.advance(minutes=minutes)
    fleet.seen(ctx, fleet.by_token(ctx, token))
    fleet.report(ctx, terminal, HALL)
    assert (TerminalTrouble.TWO_DEVICES in of(ctx)) is told
