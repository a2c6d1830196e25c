from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.schema import CreateTable

from kiosk.store.columns import EARLIEST, LATEST, Moment
from kiosk.store.schema import metadata, tickets

PERSONAL = (
    "name",
    "phone",
    "mail",
    "birth",
    "passport",
    "nationality",
    "address",
    "gender",
    "note",
    "comment",
)
HANDED_OVER = "tickets.note"
"""From one counsellor to the next; it goes with its ticket at the close of the day."""


def test_a_ticket_holds_nothing_that_names_a_person() -> None:
    of_tickets = ("tickets", "ticket_events", "closed_tickets", "day_counts")
    booked = ("appointments", "appointment_events", "day_appointments")
    for table in (*of_tickets, *booked):
        for column in metadata.tables[table].columns:
            named = any(word in column.name for word in PERSONAL)
            assert not named or str(column) == HANDED_OVER, column


def test_a_ticket_has_exactly_the_columns_it_needs() -> None:
    assert set(tickets.columns.keys()) == {
        "id",
        "series",
        "count",
        "service_day",
        "topic",
        "language",
        "screen_language",
        "code",
        "issued_at",
        "state",
        "desk",
        "staff",
        "called_at",
        "calls",
        "serving_at",
        "ended_at",
        "closed_by_system",
        "holder",
        "marks",
        "told_day",
        "told_at",
        "told_topic",
        "partner",
        "note",
        "ahead_minutes",
        "stands_after",
        "delays",
        "recalls",
        "feedback",
        "about",
        "booked_for",
        "passed_on_by",
    }


@pytest.mark.parametrize("url", ["sqlite://", "postgresql://"])
def test_both_engines_can_make_every_table(url: str) -> None:
    dialect = sa.make_url(url).get_dialect()()
    for table in metadata.sorted_tables:
        assert table.name in str(CreateTable(table).compile(dialect=dialect))


MOMENTS = st.datetimes(
    EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None), timezones=st.just(UTC)
)


@given(MOMENTS)
def test_a_moment_comes_back_to_the_microsecond(moment: datetime) -> None:
    kind = Moment()
    stored = kind.process_bind_param(moment, None)
    assert kind.process_result_value(stored, None) == moment


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=n)) for n in (-14, 0, 14)])
@pytest.mark.parametrize("stored", [-(2**63), 2**63 - 1])
def test_a_moment_beyond_the_calendar_has_an_hour_everywhere(
    stored: int, zone: timezone
) -> None:
    read = Moment().process_result_value(stored, None)
    assert read in {EARLIEST, LATEST}
    assert read.astimezone(zone).astimezone(UTC) == read


def test_a_moment_is_the_same_in_every_time_zone() -> None:
    kind = Moment()
    utc = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    berlin = utc.astimezone(timezone(timedelta(hours=1)))
    assert kind.process_bind_param(utc, None) == kind.process_bind_param(berlin, None)


@given(MOMENTS, MOMENTS)
def test_moments_sort_as_they_happened(one: datetime, other: datetime) -> None:
    kind = Moment()
    stored = [kind.process_bind_param(moment, None) for moment in (one, other)]
    assert None not in stored
    first, second = (number or 0 for number in stored)
    assert (first < second) == (one < other)


def test_no_moment_stays_no_moment() -> None:
    kind = Moment()
    assert kind.process_bind_param(None, None) is None
    assert kind.process_result_value(None, None) is None
