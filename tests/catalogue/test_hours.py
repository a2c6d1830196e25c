"""How hours are written, in which order they come out, and what is refused."""

from __future__ import annotations

from datetime import date, time

import pytest

from kiosk.catalogue.hours import weekly_hours
from kiosk.catalogue.problems import Findings, Problem
from kiosk.catalogue.tables import TomlFile
from kiosk.domain.hours import (
    ClosedRange,
    FederalState,
    OpenSlot,
    SpecialDay,
    WeeklyHours,
)
from kiosk.domain.localized import Localized
from tests.builders import DE

TEXT = """\
[hours]
slots = [
  { weekday = "thu", opens = "13:00", closes = "18:30" },
  { weekday = "mon", opens = "13:00", closes = "16:00" },
  { weekday = "mon", opens = "09:00", closes = "13:00" },
]
"""
EXCEPTIONS = """
[[hours.special]]
date = 2026-12-31
closed = true

[[hours.special]]
date = 2026-12-24
reason = "christmas-eve"
slots = [
  { opens = "14:00", closes = "15:00", by_appointment = true },
  { opens = "09:00", closes = "12:00" },
]

[[hours.closed]]
from = 2027-07-01
until = 2027-07-31

[[hours.closed]]
from = 2026-12-27
until = 2026-12-27
reason = "moving"
"""


class FakeReasons:
    """Says a reason by its key."""

    def localized(self, section: str, key: str) -> Localized:
        return Localized({DE: f"{section}/{key}"})


def findings_of(text: str) -> tuple[WeeklyHours | None, list[Problem]]:
    findings = Findings()
    file = TomlFile("a.toml", text, findings)
    data = file.parsed()
    assert data is not None
    hours = weekly_hours(file, ("hours",), data.get("hours"), FakeReasons())
    return hours, findings.problems


def read(text: str) -> tuple[WeeklyHours | None, list[str]]:
    hours, problems = findings_of(text)
    return hours, [problem.message for problem in problems]


def slot(weekday: str, opens: str, closes: str) -> str:
    return f'{{ weekday = "{weekday}", opens = "{opens}", closes = "{closes}" }}'


def week(*slots: str) -> str:
    return f"[hours]\nslots = [{', '.join(slots)}]\n"


# -- the usual week ------------------------------------------------------------------


def test_slots_come_in_the_order_of_the_week_and_may_touch() -> None:
    hours, problems = read(TEXT)
    assert problems == []
    assert hours == WeeklyHours(
        (
            OpenSlot(0, time(9), time(13)),
            OpenSlot(0, time(13), time(16)),
            OpenSlot(3, time(13), time(18, 30)),
        )
    )


def test_by_appointment_needs_no_slots() -> None:
    hours, problems = read("[hours]\nby_appointment = true\n")
    assert problems == []
    assert hours == WeeklyHours((), by_appointment=True)


def test_one_slot_may_be_by_appointment() -> None:
    text = TEXT.replace('"18:30" }', '"18:30", by_appointment = true }')
    hours, problems = read(text)
    assert problems == []
    assert hours is not None
    assert [slot.by_appointment for slot in hours.slots] == [False, False, True]


def test_no_table_means_not_known() -> None:
    assert read("") == (None, [])


@pytest.mark.parametrize("code", FederalState)
def test_the_holidays_of_either_state_may_count(code: FederalState) -> None:
    hours, problems = read(TEXT + f'holidays = "{code}"\n')
    assert problems == []
    assert hours is not None
    assert hours.holidays is code


def test_each_bad_slot_is_told() -> None:
    _, problems = read(
        TEXT.replace("16:00", "24:00").replace("thu", "Do").replace("09:00", "9:00")
    )
    assert len(problems) == 3


WEEKLY = '{ weekday = "mon", opens = "09:00", closes = "12:00" }'
OF_A_DAY = '{ opens = "09:00", closes = "12:00" }'


@pytest.mark.parametrize(
    ("table", "slot"),
    [
        ('[hours]\nslots = ["Mo 09:00-12:00"]\n', WEEKLY),
        (
            (
                "[hours]\nby_appointment = true\n"
                '[[hours.special]]\ndate = 2026-12-24\nslots = ["09:00-12:00"]\n'
            ),
            OF_A_DAY,
        ),
    ],
)
def test_slots_in_words_are_told_how_to_be_written(table: str, slot: str) -> None:
    _, [problem] = findings_of(table)
    assert slot in problem.remedy


def test_slots_over_each_other_are_told() -> None:
    _, problems = read(TEXT.replace('closes = "13:00"', 'closes = "13:01"'))
    assert problems == ["Two slots on mon overlap."]


# -- past midnight -------------------------------------------------------------------


def test_a_slot_may_close_after_midnight_and_touch_the_next() -> None:
    text = week(slot("sun", "22:00", "06:00"), slot("mon", "06:00", "22:00"))
    hours, problems = read(text)
    assert problems == []
    assert hours is not None
    assert [slot.closes_next_day for slot in hours.slots] == [False, True]


def test_slots_over_each_other_after_midnight_are_told() -> None:
    text = week(slot("mon", "22:00", "06:00"), slot("tue", "05:59", "07:00"))
    assert read(text)[1] == ["Two slots on tue overlap."]


def test_the_end_of_the_week_meets_its_beginning() -> None:
    text = week(slot("sun", "22:00", "06:00"), slot("mon", "05:00", "07:00"))
    assert read(text)[1] == ["Two slots on mon overlap."]


def test_every_day_may_be_open_all_day() -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    hours, problems = read(week(*(slot(day, "00:00", "00:00") for day in days)))
    assert problems == []
    assert hours is not None
    assert len(hours.slots) == 7


def test_a_closing_time_before_the_opening_by_mistake_is_doubted_not_refused() -> None:
    _, [problem] = findings_of(week(slot("mon", "09:00", "08:00")))
    assert not problem.is_error
    assert problem.message == "It closes at 08:00 on the next day, after 23 h."


# -- days that are not as usual ------------------------------------------------------


def test_special_days_and_closed_ranges_come_in_the_order_of_the_calendar() -> None:
    hours, problems = read(TEXT + EXCEPTIONS)
    assert problems == []
    assert hours is not None
    assert hours.special == (
        SpecialDay(
            date(2026, 12, 24),
            (
                OpenSlot(3, time(9), time(12)),
                OpenSlot(3, time(14), time(15), by_appointment=True),
            ),
            Localized({DE: "reasons/christmas-eve"}),
        ),
        SpecialDay(date(2026, 12, 31)),
    )
    assert hours.closed == (
        ClosedRange(
            date(2026, 12, 27),
            date(2026, 12, 27),
            Localized({DE: "reasons/moving"}),
        ),
        ClosedRange(date(2027, 7, 1), date(2027, 7, 31)),
    )


def test_special_days_alone_are_hours() -> None:
    hours, problems = read(EXCEPTIONS)
    assert problems == []
    assert hours is not None
    assert hours.slots == ()


SLIPS = {
    "no hours": ("[hours]\n", "", "The hours have no slots.", "by_appointment"),
    "only closed": (
        "[hours]\n",
        "[[hours.special]]\ndate = 2026-12-24\nclosed = true\n",
        "The hours have no slots.",
        "remove the table",
    ),
    "another state": (
        TEXT,
        'holidays = "BE"\n',
        "The holidays of 'BE' are not known.",
        "Allowed: BB, SN.",
    ),
    "twice": (
        TEXT + EXCEPTIONS,
        "[[hours.special]]\ndate = 2026-12-24\nclosed = true\n",
        "The special day 2026-12-24 is there twice.",
        "one of them",
    ),
    "neither": (
        TEXT,
        "[[hours.special]]\ndate = 2026-12-24\n",
        "The special day 2026-12-24 says nothing.",
        "either `slots = [...]` or `closed = true`",
    ),
    "both": (
        TEXT,
        (
            "[[hours.special]]\ndate = 2026-12-24\nclosed = true\n"
            'slots = [{ opens = "09:00", closes = "12:00" }]\n'
        ),
        "The special day 2026-12-24 has slots and is closed.",
        "either",
    ),
    "overlap on a special day": (
        TEXT,
        (
            "[[hours.special]]\ndate = 2026-12-24\n"
            'slots = [{ opens = "09:00", closes = "12:00" },'
            ' { opens = "11:00", closes = "13:00" }]\n'
        ),
        "Two slots on thu overlap.",
        "one slot",
    ),
    "weekday on a special day": (
        TEXT,
        (
            "[[hours.special]]\ndate = 2026-12-24\n"
            f"slots = [{slot('thu', '09:00', '12:00')}]\n"
        ),
        "Unknown key `weekday`.",
        "Keys that are read here: opens, closes, by_appointment.",
    ),
    "no date": (TEXT, "[[hours.special]]\nclosed = true\n", "`date` is missing", "Add"),
    "a date in words": (
        TEXT,
        '[[hours.special]]\ndate = "Heiligabend"\nclosed = true\n',
        "`date`:",
        "Write a date such as 2026-08-19",
    ),
    "an old special day": (
        TEXT,
        "[[hours.special]]\ndate = 1926-12-24\nclosed = true\n",
        "1926-12-24 is before 2000-01-01.",
        "day of the year",
    ),
    "a special day far ahead": (
        TEXT,
        "[[hours.special]]\ndate = 2101-01-01\nclosed = true\n",
        "2101-01-01 is after 2100-12-31.",
        "day of the year",
    ),
    "a range far ahead": (
        TEXT,
        "[[hours.closed]]\nfrom = 2026-12-24\nuntil = 9999-12-31\n",
        "9999-12-31 is after 2100-12-31.",
        "day of the year",
    ),
    "an old range": (
        TEXT,
        "[[hours.closed]]\nfrom = 1999-12-24\nuntil = 2026-12-26\n",
        "1999-12-24 is before 2000-01-01.",
        "day of the year",
    ),
    "a range that ends before": (
        TEXT,
        "[[hours.closed]]\nfrom = 2026-12-24\nuntil = 2026-12-23\n",
        "The range ends on 2026-12-23, before it begins on 2026-12-24.",
        "last closed day",
    ),
    "ranges over each other": (
        TEXT + EXCEPTIONS,
        "[[hours.closed]]\nfrom = 2027-07-31\nuntil = 2027-08-03\n",
        "Two closed ranges overlap on 2027-07-31.",
        "one range",
    ),
    "a range without an end": (
        TEXT,
        "[[hours.closed]]\nfrom = 2026-12-24\n",
        "The key `until` is missing.",
        "Add `until`.",
    ),
    "a misspelt end": (
        TEXT,
        "[[hours.closed]]\nfrom = 2026-12-24\nuntil = 2026-12-24\nto = 2026-12-24\n",
        "Unknown key `to`.",
        "Keys that are read here: from, until, reason.",
    ),
    "a reason in words": (
        TEXT,
        '[[hours.closed]]\nfrom = 2026-12-24\nuntil = 2026-12-24\nreason.de = "Fest"\n',
        "`reason`",
        "quotation marks",
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_refused_with_its_place_and_remedy(
    slip: tuple[str, str, str, str],
) -> None:
    good, added, message, remedy = slip
    _, problems = findings_of(good + added)
    [problem] = [problem for problem in problems if message in problem.message]
    assert problem.is_error
    assert remedy in problem.remedy
    assert problem.file == "a.toml"
    assert problem.line is not None


def test_a_slip_in_the_second_special_day_is_told_with_its_own_line() -> None:
    text = TEXT + EXCEPTIONS.replace("2026-12-24", "1926-12-24")
    _, [problem] = findings_of(text)
    assert text.splitlines()[(problem.line or 0) - 1] == "date = 1926-12-24"
