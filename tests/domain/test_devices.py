from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.access import PairedTerminal
from kiosk.domain.devices import (
    DeviceReport,
    TerminalTrouble,
    is_heard,
    rests,
    troubles,
)
from kiosk.domain.issuing import NotIssuing
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
