from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from kiosk.domain.typed_times import day_typed, moment_typed, time_typed

CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-24", "24.12.2026", " 24.12.2026 ", "24. 12. 2026", "24.12.26"),
        "2026-12-24 ",
    ],
)
def test_a_day_may_be_typed_as_people_write_it(text: str) -> None:
    assert day_typed(text) == CHRISTMAS_EVE


@pytest.mark.parametrize(
    "text", ["", "24.12.", "12/24/2026", "31.02.2026", "2026", "tomorrow", "٢٤.١٢.٢٠٢٦"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_typed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("9", "09", "9:00", "09:00", "9.00", "09.00", "900", "0900"),
        *("9 Uhr", "9.00 Uhr", "09:00 uhr", "9h", "9h00", " 9:00 "),
    ],
)
def test_a_time_may_be_typed_as_people_write_it(text: str) -> None:
    assert time_typed(text) == time(9)


@pytest.mark.parametrize(
    ("text", "at"),
    [("12", time(12)), ("1230", time(12, 30)), ("23:59", time(23, 59)), ("0", time())],
)
def test_each_time_is_the_one_that_is_meant(text: str, at: time) -> None:
    assert time_typed(text) == at


@pytest.mark.parametrize(
    "text", ["", "24", "25:00", "9:60", "9:0", "9.0.0", "nine", "-9", "90000", "٩"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert time_typed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-24T09:00", "2026-12-24 9.00", "24.12.2026 9:00"),
        *("24.12.2026, 09:00 Uhr", "24. 12. 2026 9 Uhr"),
        *("24.12.26 9:00", "24. 12. 26, 9 Uhr", "2026-12-24, 9", "20261224T0900"),
    ],
)
def test_a_day_and_a_time_may_be_typed_together(text: str) -> None:
    assert moment_typed(text) == datetime.combine(CHRISTMAS_EVE, time(9))


def test_what_a_program_sends_with_its_zone_keeps_it() -> None:
    moment = datetime(2026, 12, 24, 9, tzinfo=UTC)
    assert moment_typed(moment.isoformat()) == moment


@pytest.mark.parametrize(
    "text", ["2026-12-24", "20261224", "2026-W52-4", "24.12.2026", "24.12.26"]
)
def test_a_day_alone_is_no_moment_however_it_is_written(text: str) -> None:
    assert moment_typed(text) is None


@pytest.mark.parametrize(
    "text", ["", "9:00", "24.12.2026 25:00", "31.02.2026 9:00", "x" * 10_000]
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert moment_typed(text) is None
