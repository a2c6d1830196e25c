from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.integreat.moments import day_of, local, span
from kiosk.integreat.shapes import Occurrence

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "moment", ["2026-03-24T13:00:00+01:00", "2026-03-31T13:00:00+02:00"]
)
def test_one_o_clock_stays_one_o_clock_in_summer(moment: str) -> None:
    found = local(moment)
    assert found
    assert (found.hour, found.minute, found.tzinfo) == (13, 0, None)


def test_a_moment_in_utc_is_put_on_the_local_clock() -> None:
    assert local("2026-07-01T11:00:00Z") == datetime(2026, 7, 1, 13)  # noqa: DTZ001
    assert local("2026-01-01T11:00:00.123Z") == datetime(2026, 1, 1, 12)  # noqa: DTZ001


@pytest.mark.parametrize(
    "moment",
    [
        *(None, "", "morgen", "2026-03-24", "2026-03-24T13:00:00", "20260324T120000"),
        *(
            "9999-12-31T23:59:59-12:00",
            "0001-01-01T00:00:00+14:00",
            "2026-02-30T00:00Z",
        ),
    ],
)
def test_a_moment_without_its_offset_is_not_guessed(moment: str | None) -> None:
    assert local(moment) is None


def test_a_span_needs_both_ends_in_order() -> None:
    early, late = "2026-03-24T13:00:00+01:00", "2026-03-24T15:00:00+01:00"
    assert span(Occurrence(start=early, end=late))
    assert span(Occurrence(start=late, end=early)) is None
    assert span(Occurrence(start=early)) is None
    assert span(None) is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-02-01T23:30:00Z", date(2026, 2, 2)),
        ("2027-01-01T00:00:00Z", TODAY),
        ("1970-01-01T00:00:00Z", TODAY),
        (None, TODAY),
    ],
)
def test_the_day_of_a_change_is_local_and_never_impossible(
    moment: str | None, day: date
) -> None:
    assert day_of(moment, TODAY) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_a_moment(text: str) -> None:
    found = local(text)
    assert found is None or found.tzinfo is None
