from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.alerts import AlertFailure, AlertKind, AlertRules
from kiosk.domain.devices import SILENT_AFTER, DeviceReport
from kiosk.operations import alerts, fleet
from kiosk.operations.alerts import (
    GIVEN_UP_AFTER,
    LONGEST_PAUSE,
    MOST_WAITING,
    SENDING_ENDS,
    Alerting,
    AlertWatch,
    pause_after,
    send_next,
)
from kiosk.store import alerts as store
from tests.fakes.alert_channel import FakeChannel
from tests.hub_context import pair

if TYPE_CHECKING:
    from kiosk.domain.access import PairedTerminal
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

LOOK_SECONDS = 50


class Site:
    """A hub that looks every little while, and its one terminal."""

    def __init__(
        self, ctx: Context, clock: FixedClock, terminal: PairedTerminal
    ) -> None:
        self.ctx = ctx
        self.clock = clock
        self.terminal = terminal
        self.mail = FakeChannel("mail")
        self.alerting = Alerting(AlertRules(), [self.mail])
        self.watch = AlertWatch(ctx, self.alerting)

    def passes(
        self, span: timedelta, *, heard: bool = True, sends: bool = True
    ) -> None:
        for _ in range(max(1, int(span.total_seconds()) // LOOK_SECONDS)):
            self.clock.advance(seconds=LOOK_SECONDS)
            if heard:
                self.greets()
            self.watch.look()
            while sends and send_next(self.ctx, self.mail):
                pass

    def greets(self) -> None:
        known = fleet.by_series(self.ctx, self.terminal.series)
        fleet.seen(self.ctx, known)

    def reports(self, said: DeviceReport) -> None:
        fleet.report(self.ctx, self.terminal, said)

    def restarts(self) -> None:
        self.watch = AlertWatch(self.ctx, self.alerting)

    def told(self) -> list[tuple[AlertKind, bool]]:
        return [(each.kind, each.is_over) for each in self.mail.sent]


@pytest.fixture
def site(ctx: Context, clock: FixedClock, entrance: PairedTerminal) -> Site:
    made = Site(ctx, clock, entrance)
    made.passes(2 * SILENT_AFTER)
    assert made.told() == []
    return made


def test_silence_is_told_once_and_its_end_once(site: Site) -> None:
    site.passes(timedelta(hours=1), heard=False)
    assert site.told() == [(AlertKind.OFFLINE, False)]
    site.passes(timedelta(minutes=20))
    assert site.told() == [(AlertKind.OFFLINE, False), (AlertKind.OFFLINE, True)]
    begun, over = site.mail.sent
    assert (begun.series, begun.name) == ("A", "Entrance A")
    assert over.since - begun.since > timedelta(minutes=59)
    assert begun.id != over.id


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (DeviceReport("1", not_issuing="clock"), AlertKind.NOT_ISSUING),
        (DeviceReport("1", update_refused="forged"), AlertKind.CONTENT_REFUSED),
        (DeviceReport("1", free_disk_mib=3), AlertKind.DISK),
        (DeviceReport("1", clock_offset_seconds=999), AlertKind.CLOCK),
    ],
)
def test_what_a_terminal_reports_is_told_once_and_its_end_once(
    site: Site, said: DeviceReport, kind: AlertKind
) -> None:
    site.reports(said)
    site.passes(timedelta(minutes=30))
    assert site.told() == [(kind, False)]
    site.reports(DeviceReport("1"))
    site.passes(timedelta(minutes=30))
    assert site.told() == [(kind, False), (kind, True)]


def test_old_content_is_told(site: Site) -> None:
    site.reports(DeviceReport("1", content_as_of=site.clock.now()))
    site.passes(timedelta(minutes=20))
    assert site.told() == []
    site.clock.advance(hours=48)
    site.passes(timedelta(minutes=10))
    assert site.told() == [(AlertKind.CONTENT_OLD, False)]


def test_two_devices_are_told(site: Site) -> None:
    for _ in range(2):
        site.reports(DeviceReport("1", grid="80x24"))
        site.reports(DeviceReport("1", grid="100x30"))
    site.passes(timedelta(minutes=10))
    assert (AlertKind.TWO_DEVICES, False) in site.told()


def test_a_restart_repeats_nothing_and_ends_nothing(site: Site) -> None:
    site.passes(timedelta(minutes=9), heard=False)
    for _ in range(3):
        site.restarts()
        site.passes(timedelta(minutes=9), heard=False)
    assert site.told() == [(AlertKind.OFFLINE, False)]


def test_a_hub_that_was_away_waits_before_it_misses_anybody(site: Site) -> None:
    site.clock.advance(hours=5)
    site.restarts()
    site.watch.look()
    site.passes(SILENT_AFTER / 2, heard=False)
    site.passes(timedelta(minutes=20))
    assert site.told() == []


def test_a_machine_that_slept_waits_too(site: Site) -> None:
    site.clock.advance(hours=5)
    site.passes(SILENT_AFTER / 2, heard=False)
    site.passes(timedelta(minutes=20))
    assert site.told() == []


def test_of_two_processes_one_tells_it(site: Site) -> None:
    other = AlertWatch(site.ctx, site.alerting)
    made = 0
    for _ in range(12):
        site.clock.advance(seconds=LOOK_SECONDS)
        made += site.watch.look() + other.look()
    assert made == 1


def test_while_one_process_sends_no_other_does(site: Site) -> None:
    site.passes(timedelta(minutes=9), heard=False, sends=False)
    inner: list[bool] = []
    site.mail.meanwhile = lambda: inner.append(send_next(site.ctx, site.mail))
    assert send_next(site.ctx, site.mail)
    assert inner == [False]
    assert len(site.mail.sent) == 1


def test_what_was_begun_and_never_ended_is_sent_again_under_its_name(
    site: Site,
) -> None:
    """As when the power fails in the middle."""
    site.passes(timedelta(minutes=9), heard=False, sends=False)
    site.mail.meanwhile = site.mail.dies
    with pytest.raises(KeyboardInterrupt):
        send_next(site.ctx, site.mail)
    assert not send_next(site.ctx, site.mail)
    site.mail.meanwhile = None
    site.clock.set(site.clock.now() + SENDING_ENDS)
    assert send_next(site.ctx, site.mail)
    assert site.mail.tried[0].id == site.mail.sent[0].id


def test_a_server_that_fails_is_tried_ever_less_often_and_named(site: Site) -> None:
    site.mail.fails_with = AlertFailure.SIGN_IN
    site.passes(timedelta(hours=6), heard=False)
    assert 10 < len(site.mail.tried) < 25
    assert len({each.id for each in site.mail.tried}) == 1
    (report,) = alerts.reports(site.ctx, ["mail"])
    assert report.waiting == 1
    assert report.state.failure is AlertFailure.SIGN_IN
    assert report.state.answer == "535 no"
    assert report.state.failing_since is not None
    site.mail.fails_with = None
    site.passes(2 * LONGEST_PAUSE, heard=False)
    (report,) = alerts.reports(site.ctx, ["mail"])
    assert (report.waiting, report.state.failure) == (0, None)
    assert report.state.sent_at is not None
    assert site.told() == [(AlertKind.OFFLINE, False)]


def test_what_reached_some_is_not_sent_twice_to_them(site: Site) -> None:
    site.mail.fails_with = AlertFailure.REFUSED
    site.mail.reached_some = True
    site.passes(timedelta(hours=1), heard=False)
    assert len(site.mail.tried) == 1
    (report,) = alerts.reports(site.ctx, ["mail"])
    assert (report.waiting, report.state.failure) == (0, AlertFailure.REFUSED)


def test_what_is_a_day_old_is_given_up_and_counted(site: Site) -> None:
    site.mail.fails_with = AlertFailure.UNREACHABLE
    site.passes(timedelta(minutes=10), heard=False)
    site.clock.advance(seconds=GIVEN_UP_AFTER.total_seconds())
    assert not send_next(site.ctx, site.mail)
    (report,) = alerts.reports(site.ctx, ["mail"])
    assert (report.waiting, report.state.given_up) == (0, 1)


def test_no_more_than_a_few_hundred_wait(site: Site) -> None:
    message = alerts.a_test(site.ctx)
    with site.ctx.database.begin() as connection:
        for n in range(MOST_WAITING + 7):
            made = replace(message, id=f"{n}")  # type: ignore[arg-type]
            store.add(connection, "mail", made)
    site.mail.fails_with = AlertFailure.UNREACHABLE
    assert not send_next(site.ctx, site.mail)
    (report,) = alerts.reports(site.ctx, ["mail"])
    assert (report.waiting, report.state.given_up) == (MOST_WAITING, 7)
    assert [each.id for each in site.mail.tried] == ["7"]


def test_one_channel_that_fails_holds_no_other_up(site: Site) -> None:
    hook = FakeChannel("webhook")
    site.alerting = Alerting(AlertRules(), [site.mail, hook])
    site.restarts()
    site.mail.fails_with = AlertFailure.UNREACHABLE
    site.passes(timedelta(minutes=9), heard=False)
    assert send_next(site.ctx, hook)
    assert len(hook.sent) == 1
    assert site.mail.sent == []


def test_of_a_revoked_terminal_nothing_is_told(site: Site) -> None:
    site.passes(timedelta(minutes=9), heard=False)
    fleet.revoke(site.ctx, "A")
    site.passes(timedelta(hours=1), heard=False)
    with site.ctx.database.read() as connection:
        assert store.states(connection) == {}
    assert site.told() == [(AlertKind.OFFLINE, False)]


def test_each_terminal_is_told_by_itself(site: Site) -> None:
    other = pair(site.ctx, "B")
    fleet.seen(site.ctx, other)
    site.passes(timedelta(minutes=9))
    assert [each.series for each in site.mail.sent] == ["B"]


def test_a_clock_that_was_far_ahead_holds_nothing_up_for_long(site: Site) -> None:
    site.mail.fails_with = AlertFailure.UNREACHABLE
    site.clock.advance(days=300)
    site.passes(timedelta(minutes=9), heard=False)
    site.clock.advance(days=-300)
    site.mail.fails_with = None
    assert send_next(site.ctx, site.mail)


def test_pauses_are_bounded() -> None:
    assert pause_after(1) < pause_after(2) < pause_after(3)
    assert pause_after(10**6) == LONGEST_PAUSE
