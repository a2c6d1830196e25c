from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.access import PairedTerminal
from kiosk.domain.devices import (
    DevicePresence,
    DeviceReport,
    TerminalTrouble,
    is_heard,
    presence,
    rests,
    troubles,
)
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.releases import UpdateRefusal
from kiosk.ids import TerminalId
from tests.fakes.clock import NOON

RUNS = PairedTerminal(TerminalId("1"), "A", "Entrance", last_seen_at=NOON)
WELL = DeviceReport("1.0")


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (
            replace(WELL, not_issuing=NotIssuing.NO_GREETING),
            TerminalTrouble.NOT_ISSUING,
        ),
        (replace(WELL, not_issuing="word-of-tomorrow"), TerminalTrouble.NOT_ISSUING),
        (replace(WELL, clock_offset_seconds=121.0), TerminalTrouble.CLOCK),
        (replace(WELL, clock_offset_seconds=-3600.0), TerminalTrouble.CLOCK),
        (replace(WELL, configured_series="C"), TerminalTrouble.OTHER_SERIES),
        (replace(WELL, refused=1), TerminalTrouble.REFUSED),
        (replace(WELL, complaints=("screen-too-small",)), TerminalTrouble.COMPLAINTS),
    ],
)
def test_what_a_terminal_reports_is_a_trouble(
    said: DeviceReport, trouble: TerminalTrouble
) -> None:
    assert troubles(replace(RUNS, report=said), NOON) == (trouble,)


@pytest.mark.parametrize(
    "said",
    [
        None,
        WELL,
        replace(WELL, not_issuing=NotIssuing.CLOSED),
        replace(WELL, undelivered=4, clock_offset_seconds=60.0, grid="83x24"),
        replace(WELL, clock_offset_seconds=-120.0),
    ],
)
def test_what_is_as_it_should_be_is_none(said: DeviceReport | None) -> None:
    assert troubles(replace(RUNS, report=said), NOON) == ()


@pytest.mark.parametrize("why", list(NotIssuing))
def test_one_that_only_waits_for_people_rests(why: NotIssuing) -> None:
    foreseen = {NotIssuing.CLOSED, NotIssuing.NOBODY_COUNSELS}
    there = replace(RUNS, report=replace(WELL, not_issuing=why))
    assert rests(there, NOON) == (why if why in foreseen else None)
    assert rests(there, NOON + timedelta(minutes=3)) is None
    assert rests(replace(there, active=False), NOON) is None
    assert rests(RUNS, NOON) is None


def test_one_that_was_heard_once_and_is_silent_is_one() -> None:
    later = NOON + timedelta(minutes=3)
    assert is_heard(RUNS, later - timedelta(seconds=1))
    assert troubles(RUNS, later) == (TerminalTrouble.SILENT,)
    assert troubles(replace(RUNS, last_seen_at=None), later) == ()
    assert troubles(replace(RUNS, active=False), later) == ()


def test_one_that_was_just_paired_troubles_nobody() -> None:
    assert troubles(PairedTerminal(TerminalId("2"), "B", "Exit"), NOON) == ()


def test_a_report_tells_of_nothing_but_what_is_in_it() -> None:
    """One of a past terminal has fewer fields than one of today."""
    assert DeviceReport("0.9") == DeviceReport(
        program="0.9",
        not_issuing=None,
        configured_series=None,
        clock_offset_seconds=0.0,
        undelivered=0,
        refused=0,
        grid=None,
        complaints=(),
        release=None,
        release_since=None,
        staged=None,
        update_refused=None,
        content_as_of=None,
        free_disk_mib=None,
        running_hours=None,
        touched_at=None,
        same_machine=False,
    )


def test_two_devices_with_one_token_are_told_of_for_a_day() -> None:
    a_day_later = NOON + timedelta(days=1)
    seen = replace(RUNS, two_seen_at=NOON, last_seen_at=a_day_later)
    almost = a_day_later - timedelta(seconds=1)
    assert troubles(seen, almost) == (TerminalTrouble.TWO_DEVICES,)
    assert troubles(seen, a_day_later) == ()


def test_a_token_that_was_replaced_and_still_asks_is_told_of_for_three_minutes() -> (
    None
):
    later = NOON + timedelta(minutes=3)
    asks = replace(RUNS, replaced_seen_at=NOON, last_seen_at=later)
    almost = later - timedelta(seconds=1)
    assert troubles(asks, almost) == (TerminalTrouble.REPLACED_BUT_RUNS,)
    assert troubles(asks, later) == ()


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (WELL, replace(WELL, undelivered=9, clock_offset_seconds=5.0), True),
        (WELL, replace(WELL, grid="83x24"), True),
        (replace(WELL, grid="83x24"), replace(WELL, grid="83x24"), True),
        (replace(WELL, grid="83x24"), replace(WELL, grid="100x30"), False),
        (WELL, replace(WELL, program="1.1"), False),
        (WELL, replace(WELL, configured_series="B"), False),
    ],
)
def test_two_reports_are_of_one_device_unless_they_say_what_stays_otherwise(
    one: DeviceReport, other: DeviceReport, *, may_be: bool
) -> None:
    assert one.could_be_of(other) is other.could_be_of(one) is may_be


def test_several_stand_with_the_worst_first() -> None:
    said = replace(WELL, refused=2, not_issuing="clock", configured_series="B")
    found = troubles(replace(RUNS, report=said, two_seen_at=NOON), NOON)
    assert found == (
        TerminalTrouble.TWO_DEVICES,
        TerminalTrouble.NOT_ISSUING,
        TerminalTrouble.OTHER_SERIES,
        TerminalTrouble.REFUSED,
    )


def test_a_report_of_a_terminal_that_was_revoked_says_nothing_any_more() -> None:
    said = replace(WELL, refused=2)
    revoked = replace(RUNS, report=said, active=False)
    assert troubles(revoked, NOON) == (TerminalTrouble.REVOKED_BUT_RUNS,)


@pytest.mark.parametrize(
    ("silent", "is_there"),
    [
        (0, DevicePresence.ONLINE),
        (74, DevicePresence.ONLINE),
        (75, DevicePresence.LATE),
        (179, DevicePresence.LATE),
        (180, DevicePresence.OFFLINE),
        (-60, DevicePresence.ONLINE),
    ],
)
def test_one_word_says_whether_it_is_there(
    silent: int, is_there: DevicePresence
) -> None:
    now = NOON + timedelta(seconds=silent)
    assert presence(RUNS, now) is is_there
    assert presence(replace(RUNS, active=False), now) is DevicePresence.REVOKED
    assert presence(replace(RUNS, last_seen_at=None), now) is DevicePresence.NEVER


@pytest.mark.parametrize("why", list(UpdateRefusal))
def test_content_is_frozen_where_nobody_vouches_for_it_any_more(
    why: UpdateRefusal,
) -> None:
    old = {UpdateRefusal.EXPIRED, UpdateRefusal.CLOCK_TOO_EARLY}
    said = replace(WELL, update_refused=why, content_as_of=NOON)
    assert said.is_frozen is (why in old)
    assert not replace(said, content_as_of=None).is_frozen


def test_a_disk_is_a_trouble_below_a_quarter_of_a_gibibyte() -> None:
    full = replace(RUNS, report=replace(WELL, free_disk_mib=255))
    assert troubles(full, NOON) == (TerminalTrouble.DISK,)
    assert troubles(replace(RUNS, report=replace(WELL, free_disk_mib=256)), NOON) == ()


def test_content_that_is_not_taken_is_a_trouble() -> None:
    said = replace(WELL, update_refused="word-of-tomorrow")
    assert troubles(replace(RUNS, report=said), NOON) == (TerminalTrouble.CONTENT,)
