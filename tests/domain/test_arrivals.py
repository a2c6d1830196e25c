from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.arrivals import TerminalContact, TicketMark, arrived
from kiosk.errors import ImpossibleMoment
from tests.builders import SERVICE_DAY, a_ticket
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket

NEVER = TerminalContact()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AWAY = TerminalContact(since=NOON - timedelta(minutes=5), lost_at=NOON - 20 * HOUR)
"""Not heard from yesterday afternoon on until five minutes ago."""


def told(at: datetime, day: date | None = None) -> Ticket:
    return a_ticket(17, issued_at=at, service_day=day or at.date())


def taken(ticket: Ticket, contact: TerminalContact = NEVER) -> Ticket:
    return arrived(ticket, contact, NOON, SERVICE_DAY)


@pytest.mark.parametrize(
    "before", [timedelta(0), timedelta(minutes=-2), 3 * HOUR, 11 * HOUR]
)
def test_a_ticket_of_today_keeps_its_time(before: timedelta) -> None:
    ticket = told(NOON - before, SERVICE_DAY)
    assert taken(ticket) == ticket


@pytest.mark.parametrize(
    "off",
    [-DAY, -2 * DAY, -7 * DAY, DAY, 6 * DAY, timedelta(minutes=3), 5 * HOUR],
    ids=str,
)
def test_a_clock_that_is_up_to_a_week_off_is_put_right(off: timedelta) -> None:
    ticket = told(NOON + off)
    put_right = taken(ticket)
    assert (put_right.service_day, put_right.issued_at) == (SERVICE_DAY, NOON)
    assert put_right.marks == {TicketMark.RE_DATED}
    assert (put_right.told_day, put_right.told_at) == (
        ticket.service_day,
        ticket.issued_at,
    )


@pytest.mark.parametrize(
    "reset",
    [
        datetime(1970, 1, 1, 0, 3, tzinfo=UTC),
        datetime(1969, 12, 31, 19, 0, tzinfo=timezone(-5 * HOUR)),
        datetime(1980, 1, 6, tzinfo=UTC),
        datetime(2000, 1, 1, 12, tzinfo=UTC),
        datetime(2025, 12, 31, tzinfo=UTC),
    ],
    ids=str,
)
def test_a_clock_that_lost_its_power_is_put_right(reset: datetime) -> None:
    day = max(reset.date(), date(1970, 1, 1))
    put_right = taken(told(reset, day))
    assert put_right.issued_at == NOON
    assert put_right.told_at == reset


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), SERVICE_DAY),
        (NOON, date(1970, 1, 1)),
        (NOON - 3 * DAY, SERVICE_DAY),
        (NOON, SERVICE_DAY + DAY),
    ],
)
def test_day_and_time_that_do_not_belong_together_are_put_right(
    at: datetime, day: date
) -> None:
    assert taken(told(at, day)).marks == {TicketMark.RE_DATED}


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime.max.replace(tzinfo=timezone(-14 * HOUR)), date.max),
        (datetime.min.replace(tzinfo=timezone(14 * HOUR)), date.min),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), SERVICE_DAY),
        (NOON, date.max),
        (NOON, date.min),
        (NOON + 9 * DAY, SERVICE_DAY + 9 * DAY),
        (NOON - 9 * DAY, SERVICE_DAY - 9 * DAY),
        (datetime(1969, 12, 1, tzinfo=UTC), date(1969, 12, 1)),
    ],
    ids=str,
)
def test_what_no_clock_could_say_is_refused(at: datetime, day: date) -> None:
    with pytest.raises(ImpossibleMoment, match="A 017") as refused:
        taken(told(at, day))
    assert "clock" in refused.value.remedy


def test_a_ticket_issued_while_the_hub_heard_nothing_keeps_its_day() -> None:
    ticket = told(NOON - 18 * HOUR)
    assert ticket.service_day < SERVICE_DAY
    assert taken(ticket, AWAY) == ticket


def test_a_ticket_of_a_time_in_which_the_hub_heard_its_terminal_is_not_late() -> None:
    """It would have come then: the clock is wrong, and its visitor stands there."""
    assert taken(told(NOON - 30 * HOUR), AWAY).marks == {TicketMark.RE_DATED}


def test_a_ticket_that_an_outbox_has_had_time_to_deliver_is_not_late() -> None:
    long_since = TerminalContact(NOON - 2 * HOUR, NOON - 20 * HOUR)
    assert taken(told(NOON - 18 * HOUR), long_since).marks == {TicketMark.RE_DATED}


def test_tickets_of_weeks_without_a_hub_are_late_for_a_month_at_most() -> None:
    gone = TerminalContact(NOON, NOON - 40 * DAY)
    assert taken(told(NOON - 29 * DAY), gone).marks == frozenset()
    with pytest.raises(ImpossibleMoment):
        taken(told(NOON - 31 * DAY), gone)


@given(
    at=st.datetimes(timezones=st.timezones()),
    day=st.dates(),
    contact=st.sampled_from([NEVER, AWAY]),
)
def test_whatever_is_told_is_taken_or_refused(
    at: datetime, day: date, contact: TerminalContact
) -> None:
    try:
        put_right = taken(told(at, day), contact)
    except ImpossibleMoment:
        return
    assert abs(put_right.service_day - SERVICE_DAY) <= 30 * DAY
    assert abs(put_right.issued_at - NOON) <= 31 * DAY
