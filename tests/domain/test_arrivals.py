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
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
DAY = timedelta(days=1)
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
        datetime(1969, 12, 25, tzinfo=UTC),
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
        (NOON - DAY, SERVICE_DAY),
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
        (NOON + 7 * DAY + SECOND, SERVICE_DAY + 7 * DAY),
        (NOON + 7 * DAY, SERVICE_DAY + 8 * DAY),
        (datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1)),
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


@pytest.mark.parametrize("hours", [10, -14])
def test_where_the_calendar_is_a_day_ahead_or_behind_a_ticket_keeps_its_day(
    hours: int,
) -> None:
    """The hub counts in UTC: in its evening it is morning there, of the next day."""
    there = timezone(timedelta(hours=hours))
    issued = datetime(2026, 2, 28, 20 if hours > 0 else 3, tzinfo=UTC)
    day = issued.astimezone(there).date()
    assert abs(day - issued.date()) == DAY
    gone = TerminalContact(NOON, NOON - 4 * DAY)
    ticket = told(issued, day)
    assert taken(ticket, gone) == ticket


@pytest.mark.parametrize(
    ("at", "day"),
    [(NOON - 3 * DAY, SERVICE_DAY - DAY), (NOON - 25 * HOUR, SERVICE_DAY)],
)
def test_a_late_ticket_of_a_day_that_its_time_is_not_of_is_put_right(
    at: datetime, day: date
) -> None:
    gone = TerminalContact(NOON, NOON - 5 * DAY)
    assert taken(told(at, day), gone).marks == {TicketMark.RE_DATED}


@pytest.mark.parametrize(
    ("lost", "late"),
    [(timedelta(minutes=2), True), (timedelta(minutes=2, seconds=1), False)],
)
def test_two_good_clocks_may_be_two_minutes_apart_on_when_the_hub_was_lost(
    lost: timedelta, *, late: bool
) -> None:
    issued = NOON - 18 * HOUR
    contact = TerminalContact(NOON - timedelta(minutes=5), issued + lost)
    assert (taken(told(issued), contact) == told(issued)) is late


def test_an_outbox_has_an_hour_from_when_the_hub_is_heard_again() -> None:
    issued = NOON - 13 * HOUR
    heard, an_hour_later = TerminalContact(issued, NOON - 20 * HOUR), issued + HOUR
    assert arrived(told(issued), heard, an_hour_later, SERVICE_DAY) == told(issued)
    late = an_hour_later + SECOND
    marks = arrived(told(issued), heard, late, SERVICE_DAY).marks
    assert marks == {TicketMark.RE_DATED}


def test_a_ticket_of_after_the_hub_was_heard_again_is_not_late() -> None:
    issued = NOON - 13 * HOUR
    heard = TerminalContact(issued - SECOND, NOON - 20 * HOUR)
    marks = arrived(told(issued), heard, issued, SERVICE_DAY).marks
    assert marks == {TicketMark.RE_DATED}


def test_a_ticket_of_a_time_in_which_the_hub_heard_its_terminal_is_not_late() -> None:
    """It would have come then: the clock is wrong, and its visitor stands there."""
    assert taken(told(NOON - 30 * HOUR), AWAY).marks == {TicketMark.RE_DATED}


def test_a_terminal_that_was_never_heard_was_never_lost() -> None:
    assert TerminalContact(since=None, lost_at=None) == NEVER


@pytest.mark.parametrize(
    "contact", [TerminalContact(since=NOON), TerminalContact(lost_at=NOON - 20 * HOUR)]
)
def test_of_a_terminal_that_was_never_lost_or_found_nothing_is_late(
    contact: TerminalContact,
) -> None:
    assert taken(told(NOON - 18 * HOUR), contact).marks == {TicketMark.RE_DATED}


def test_a_ticket_that_an_outbox_has_had_time_to_deliver_is_not_late() -> None:
    long_since = TerminalContact(NOON - 2 * HOUR, NOON - 20 * HOUR)
    assert taken(told(NOON - 18 * HOUR), long_since).marks == {TicketMark.RE_DATED}


def test_tickets_of_weeks_without_a_hub_are_late_for_a_month_at_most() -> None:
    gone = TerminalContact(NOON, NOON - 40 * DAY)
    assert taken(told(NOON - 30 * DAY), gone).marks == frozenset()
    with pytest.raises(ImpossibleMoment):
        taken(told(NOON - 30 * DAY - SECOND), gone)


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
