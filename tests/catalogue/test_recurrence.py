"""Rules of iCalendar: the days they fall on, and what is no rule."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from time import perf_counter

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.recurrence import recurring_days
from kiosk.errors import BadContent

MONDAY = date(2026, 3, 2)


def days(rule: str, first: date = MONDAY, until: date = date(2026, 6, 30)) -> list[str]:
    found = recurring_days(rule, first)
    every = (first + timedelta(days=n) for n in range((until - first).days + 1))
    return [f"{day:%d.%m.}" for day in every if found.falls_on(day)]


@pytest.mark.parametrize(
    ("rule", "falls_on"),
    [
        ("FREQ=MONTHLY;BYDAY=1WE", ["04.03.", "01.04.", "06.05.", "03.06."]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["27.03.", "24.04.", "29.05.", "26.06."]),
        ("FREQ=WEEKLY;INTERVAL=6", ["02.03.", "13.04.", "25.05."]),
        ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3", ["02.03.", "05.03.", "09.03."]),
        ("FREQ=WEEKLY;UNTIL=20260316", ["02.03.", "09.03.", "16.03."]),
        ("FREQ=WEEKLY;UNTIL=20260316T235959Z", ["02.03.", "09.03.", "16.03."]),
        ("COUNT=1;FREQ=DAILY", ["02.03."]),
        ("FREQ=YEARLY", ["02.03."]),
    ],
)  # fmt: skip
def test_a_rule_falls_on_the_days_that_it_says(rule: str, falls_on: list[str]) -> None:
    assert days(rule) == falls_on


def test_nothing_is_before_the_first_day() -> None:
    found = recurring_days("FREQ=WEEKLY", MONDAY)
    assert not found.falls_on(MONDAY - timedelta(weeks=1))
    assert found.falls_on(MONDAY)


def test_every_other_week_is_kept_over_the_years() -> None:
    found = recurring_days("FREQ=WEEKLY;INTERVAL=2", MONDAY)
    weeks = [found.falls_on(MONDAY + timedelta(weeks=n)) for n in range(150)]
    assert weeks == [True, False] * 75


LEAP_DAY = date(2000, 2, 29)


@pytest.mark.parametrize("first", [date(2003, 10, 31), LEAP_DAY])
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=5",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU",
        "FREQ=MONTHLY;INTERVAL=5",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
        "FREQ=YEARLY",
        "FREQ=YEARLY;INTERVAL=3;BYDAY=1MO",
        "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU",
        "FREQ=MONTHLY;COUNT=200",
        "FREQ=WEEKLY;UNTIL=20380601",
    ],
)
def test_decades_later_it_falls_on_the_days_that_counting_from_the_first_finds(
    rule: str, first: date
) -> None:
    begin, end = date(2036, 1, 1), date(2039, 12, 31)
    counted = rrulestr(rule, dtstart=datetime.combine(first, time()))
    whole = counted.between(
        datetime.combine(begin, time()), datetime.combine(end, time()), inc=True
    )
    found = recurring_days(rule, first)
    assert found.between(begin, end) == [moment.date() for moment in whole]


def test_years_far_ahead_are_not_counted_up_to() -> None:
    found = recurring_days("FREQ=DAILY", MONDAY)
    begun = perf_counter()
    assert [found.falls_on(date(year, 12, 31)) for year in (2100, 2101, 9999)] == [
        True,
        False,
        False,
    ]
    assert perf_counter() - begun < 5  # a hundredth on an idle machine, once 26 s


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
        "FREQ=WEEKLY;UNTIL=20200101",
    ],
)
def test_a_rule_that_never_recurs_is_refused_and_soon(rule: str) -> None:
    begun = perf_counter()
    with pytest.raises(BadContent, match="never recurs"):
        recurring_days(rule, MONDAY)
    assert perf_counter() - begun < 15  # half a second on an idle machine


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("", "no rule"),
        ("every Monday", "no rule"),
        ("FREQ=WEEKLY;FREQ=DAILY", "no rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "no rule"),
        ("FREQ=WEEKLY;BYDAY=MO;", "no rule"),
        ("FREQ=WEEKLY\nFREQ=DAILY", "no rule"),
        ("FREQ=MONTHLY;BYMONTHDAY=99", "no rule|never recurs"),
        ("FREQ=YEARLY;NONSENSE=1", "no rule"),
        ("FREQ=WEEKLY;NONSENSE=1", "takes no NONSENSE"),
        ("BYDAY=MO", "needs FREQ"),
        ("FREQ=HOURLY", "needs FREQ"),
        ("FREQ=SECONDLY;COUNT=5", "needs FREQ"),
        ("FREQ=DAILY;BYHOUR=9", "time of day"),
        ("FREQ=DAILY;INTERVAL=0", "no number"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "takes no BYMONTH"),
        ("FREQ=WEEKLY;BYMONTH=2", "takes no BYMONTH"),
        ("FREQ=DAILY;COUNT=100000", "no number"),
        ("FREQ=WEEKLY;" + "BYDAY=MO," * 40, "no rule"),
        ("FREQ=MONTHLY;BYDAY=9MO", "no rule"),
        ("FREQ=YEARLY;BYDAY=53MO;BYMONTH=2", "no rule"),
        ("FREQ=YEARLY;BYDAY=-54MO", "no rule"),
        ("FREQ=YEARLY;BYDAY=2MO;BYWEEKNO=20", "no rule"),
        ("FREQ=WEEKLY;BYDAY=9MO", "no rule"),
        ("FREQ=YEARLY;BYEASTER=300", "no rule"),
        ("FREQ=YEARLY;BYMONTH=13;BYDAY=1MO", "no rule"),
        ("FREQ=WEEKLY;UNTIL=10", "no rule"),
    ],
)
def test_what_is_no_rule_is_refused(rule: str, says: str) -> None:
    with pytest.raises(BadContent, match=says) as refused:
        recurring_days(rule, MONDAY)
    assert refused.value.remedy


NUMBERS = st.integers(-400, 400).map(str)
DAYS = st.builds(
    "{}{}".format, st.just("") | NUMBERS, st.sampled_from(["MO", "WE", "SU"])
)
PARTS = {
    "INTERVAL": st.integers(1, 999).map(str),
    "COUNT": st.integers(1, 20).map(str),
    "UNTIL": st.just("20280229") | st.just("20280229T250000Z") | NUMBERS,
    "WKST": st.sampled_from(["SU", "MO", "XX"]),
    "BYDAY": st.lists(DAYS, min_size=1, max_size=3).map(",".join),
    **dict.fromkeys(
        ["BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER"],
        st.lists(NUMBERS | st.integers(-5, 5).map(str), min_size=1, max_size=2).map(
            ",".join
        ),
    ),
}


@given(
    st.sampled_from(["MONTHLY", "YEARLY", "WEEKLY"]),
    st.lists(st.sampled_from(sorted(PARTS)), max_size=3, unique=True),
    st.data(),
)
def test_a_rule_of_any_numbers_is_refused_or_counts_through_every_year(
    freq: str, names: list[str], data: st.DataObject
) -> None:
    said = "".join(f";{name}={data.draw(PARTS[name])}" for name in names)
    try:
        found = recurring_days(f"FREQ={freq}{said}", MONDAY)
    except BadContent:
        return
    for year in (2027, 2028, 2032, 2060, 2100):
        found.falls_on(date(year, 12, 31))


@given(st.text(alphabet="FREQ=WKLYDABCOUNTI;,0123+-", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    for rule in (text, f"FREQ=WEEKLY;{text}"):
        try:
            recurring_days(rule, MONDAY)
        except BadContent:
            continue
