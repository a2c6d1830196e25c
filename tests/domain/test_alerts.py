from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain import alerts
from kiosk.domain.access import PairedTerminal
from kiosk.domain.alerts import (
    CALM_AFTER,
    LASTS,
    LONGEST_CALM,
    AlertKind,
    AlertRules,
    AlertState,
    QuietHours,
)
from kiosk.domain.devices import SILENT_AFTER, DeviceReport
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.releases import UpdateRefusal
from kiosk.ids import TerminalId

NOW = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
LONG_AGO = NOW - timedelta(days=9)
MINUTE = timedelta(minutes=1)


def a_terminal(report: DeviceReport | None = None, **said: object) -> PairedTerminal:
    usual = PairedTerminal(
        id=TerminalId("1"),
        series="A",
        name="Entrance",
        last_seen_at=NOW,
        report=report or DeviceReport("1.0"),
    )
    return replace(usual, **said)  # type: ignore[arg-type]


def seen(
    terminal: PairedTerminal,
    rules: AlertRules | None = None,
    now: datetime = NOW,
    watched_since: datetime = LONG_AGO,
) -> dict[AlertKind, bool | None]:
    return dict(
        alerts.seen(terminal, rules or AlertRules(), now, watched_since, BERLIN)
    )


def story(kind: AlertKind, *looks: bool | None) -> list[tuple[int, bool]]:
    """At which minute something was told, and whether it was that it is so."""
    state, told = AlertState(), []
    for minute, is_so in enumerate(looks):
        state, is_told = alerts.step(kind, state, is_so, NOW + minute * MINUTE)
        if is_told:
            told.append((minute, state.is_told))
    return told


def test_a_terminal_that_is_well_gives_no_cause() -> None:
    assert set(seen(a_terminal()).values()) == {False}


@pytest.mark.parametrize(
    ("report", "kind"),
    [
        (DeviceReport("1", not_issuing=NotIssuing.CLOCK), AlertKind.NOT_ISSUING),
        (DeviceReport("1", clock_offset_seconds=-121), AlertKind.CLOCK),
        (DeviceReport("1", free_disk_mib=255), AlertKind.DISK),
        (
            DeviceReport("1", update_refused=UpdateRefusal.ZIP_BOMB),
            AlertKind.CONTENT_REFUSED,
        ),
        (
            DeviceReport("1", content_as_of=NOW - timedelta(hours=49)),
            AlertKind.CONTENT_OLD,
        ),
    ],
)
def test_what_a_terminal_reports_is_one_cause(
    report: DeviceReport, kind: AlertKind
) -> None:
    found = seen(a_terminal(report))
    assert [each for each, is_so in found.items() if is_so] == [kind]


def test_two_devices_are_a_cause() -> None:
    assert seen(a_terminal(two_seen_at=NOW))[AlertKind.TWO_DEVICES]


@pytest.mark.parametrize("why", [NotIssuing.CLOSED, NotIssuing.NOBODY_COUNSELS])
def test_a_terminal_that_rests_is_well(why: NotIssuing) -> None:
    assert seen(a_terminal(DeviceReport("1", not_issuing=why)))[
        AlertKind.NOT_ISSUING
    ] is (False)


def test_old_content_is_told_as_old_and_not_as_refused_too() -> None:
    report = DeviceReport("1", update_refused=UpdateRefusal.EXPIRED)
    assert not seen(a_terminal(report))[AlertKind.CONTENT_REFUSED]


def test_of_a_terminal_that_is_silent_nothing_else_is_known() -> None:
    report = DeviceReport("1", free_disk_mib=1)
    silent = a_terminal(report, last_seen_at=NOW - SILENT_AFTER)
    found = seen(silent)
    assert found[AlertKind.OFFLINE] is True
    assert found[AlertKind.DISK] is None


def test_a_terminal_that_never_spoke_is_not_missed() -> None:
    assert seen(a_terminal(last_seen_at=None))[AlertKind.OFFLINE] is None


def test_the_site_says_how_long_a_silence_is_borne() -> None:
    rules = AlertRules(offline_after=timedelta(minutes=20))
    silent = a_terminal(last_seen_at=NOW - timedelta(minutes=19))
    assert seen(silent, rules)[AlertKind.OFFLINE] is False
    assert seen(silent, rules, NOW + MINUTE)[AlertKind.OFFLINE] is True


def test_a_hub_that_did_not_run_cannot_say_who_was_silent() -> None:
    silent = a_terminal(last_seen_at=NOW - timedelta(hours=2))
    just_started = NOW - MINUTE
    assert seen(silent, watched_since=just_started)[AlertKind.OFFLINE] is None
    later = NOW + SILENT_AFTER
    found = seen(silent, now=later, watched_since=just_started)
    assert found[AlertKind.OFFLINE] is True


@pytest.mark.parametrize(
    ("hour", "minute", "offline"),
    [
        (21, 59, True),
        (22, 0, None),
        (5, 59, None),
        (6, 0, None),
        (6, 2, None),
        (6, 3, True),
    ],
)
def test_nobody_is_told_of_terminals_that_are_switched_off_at_night(
    hour: int, minute: int, offline: bool | None
) -> None:
    """In the morning they have as long as ever to be heard."""
    rules = AlertRules(quiet=QuietHours(time(22), time(6)))
    at = datetime(2026, 3, 2, hour, minute, tzinfo=BERLIN)
    silent = a_terminal(last_seen_at=at - timedelta(hours=9))
    assert seen(silent, rules, at.astimezone(UTC))[AlertKind.OFFLINE] is offline


def test_quiet_hours_may_lie_within_one_day() -> None:
    noon = QuietHours(time(12), time(13))
    day = datetime(2026, 3, 2, tzinfo=BERLIN)
    covered = [hour for hour in range(24) if noon.cover(day.replace(hour=hour))]
    assert covered == [12]
    assert noon.last_end(day.replace(hour=14)).hour == 13
    assert noon.last_end(day.replace(hour=9)).day == 1


def test_an_edge_is_told_once_and_its_end_once() -> None:
    """The end after some minutes of calm: it may come back at once."""
    assert story(AlertKind.OFFLINE, *[True] * 30, *[False] * 30) == [
        (0, True),
        (35, False),
    ]


def test_what_lasts_a_moment_is_not_told() -> None:
    assert story(AlertKind.CLOCK, True, True, False, False) == []
    assert story(AlertKind.CLOCK, True, True, True) == [
        (LASTS // MINUTE, True),
    ]


def test_what_cannot_be_known_is_neither_begun_nor_over() -> None:
    assert story(AlertKind.DISK, *[True] * 3, *[None] * 60, *[True] * 9) == [(2, True)]


def test_what_comes_and_goes_is_told_a_few_times_a_day() -> None:
    """Each time it must be gone twice as long before it is over."""
    minutes = timedelta(days=1) // MINUTE
    flapping = [bool(minute // 6 % 2) for minute in range(minutes)]
    assert len(story(AlertKind.OFFLINE, *flapping)) <= 3
    slower = [bool(minute // 30 % 2) for minute in range(minutes)]
    assert len(story(AlertKind.OFFLINE, *slower)) <= 8


def test_the_pause_before_an_end_is_bounded() -> None:
    assert AlertState(True, times=1).calm_after() == CALM_AFTER
    assert AlertState(True, times=2).calm_after() == 2 * CALM_AFTER
    assert AlertState(True, times=10**9).calm_after() == LONGEST_CALM


def test_a_new_day_counts_anew() -> None:
    flapped = AlertState(times=7, counted_from=NOW - timedelta(days=1))
    state, told = alerts.step(AlertKind.OFFLINE, flapped, True, NOW)
    assert told
    assert (state.times, state.counted_from) == (1, NOW)


def test_a_message_says_in_one_word_what_is_refused() -> None:
    report = DeviceReport(
        "1", update_refused=UpdateRefusal.ZIP_BOMB, not_issuing=NotIssuing.CLOCK
    )
    terminal = a_terminal(report)
    assert alerts.detail(AlertKind.CONTENT_REFUSED, terminal) == "zip-bomb"
    assert alerts.detail(AlertKind.NOT_ISSUING, terminal) == NotIssuing.CLOCK
    assert alerts.detail(AlertKind.DISK, terminal) == ""
    nothing = a_terminal(report=None)
    assert alerts.detail(AlertKind.NOT_ISSUING, replace(nothing, report=None)) == ""
