from __future__ import annotations

import msgspec
import pytest

from kiosk.integreat.shapes import PlaceShape
from kiosk.integreat.week import OpenOnDays, Week, week
from tests.fakes.integreat import Json, a_day, a_place

CLOSED = [a_day() for _ in range(6)]


def _week(*days: Json, **keys: object) -> Week:
    hours = list(days) or None
    told = a_place("/s/de/a/", "A", **{"opening_hours": hours, **keys})
    return week(msgspec.convert(told, PlaceShape))


def test_slots_stand_by_weekday_and_time_monday_first() -> None:
    found = _week(a_day(("14:00", "18:00"), ("09:00", "12:00")), *CLOSED)
    assert found.slots == (
        OpenOnDays("mon", "09:00", "12:00"),
        OpenOnDays("mon", "14:00", "18:00"),
    )
    assert found.notes == ()


@pytest.mark.parametrize("zone", [None, "", "Europe/Berlin"])
def test_a_slot_without_a_zone_is_a_local_one(zone: str | None) -> None:
    slot = {"start": "10:00", "end": "13:00", "timezone": zone}
    assert _week({"timeSlots": [slot]}, *CLOSED).slots == (
        OpenOnDays("mon", "10:00", "13:00"),
    )


def test_a_slot_in_another_zone_is_told_not_shifted() -> None:
    slot = {"start": "10:00", "end": "13:00", "timezone": "Asia/Tokyo"}
    found = _week({"timeSlots": [slot]}, *CLOSED)
    assert found.slots == ()
    assert found.notes == ("hours on mon: in another time zone (Asia/Tokyo)",)


def test_unknown_hours_are_never_closed() -> None:
    assert _week().notes == ("its opening hours are not known",)
    assert _week().slots == ()
    unknown = _week({"closed": False, "timeSlots": []}, *CLOSED)
    assert unknown.notes == ("hours on mon: not known",)


def test_a_place_that_is_closed_for_now_keeps_no_hours() -> None:
    found = _week(a_day(("10:00", "12:00")), *CLOSED, temporarily_closed=True)
    assert found.slots == ()
    assert "for the time being" in found.notes[0]


def test_open_all_day_lasts_until_midnight() -> None:
    found = _week(a_day(allDay=True, closed=False), *CLOSED)
    assert found.slots == (OpenOnDays("mon", "00:00", "00:00"),)


def test_a_slot_past_midnight_and_one_until_24_stay_what_they_are() -> None:
    found = _week(a_day(("22:00", "02:00")), a_day(("20:00", "24:00")), *CLOSED[1:])
    assert found.slots == (
        OpenOnDays("mon", "22:00", "02:00"),
        OpenOnDays("tue", "20:00", "00:00"),
    )


def test_by_appointment_is_said_of_each_slot_or_told_without_one() -> None:
    found = _week(
        a_day(("09:00", "12:00"), appointmentOnly=True),
        a_day(closed=False, appointmentOnly=True),
        *CLOSED[1:],
    )
    assert found.slots == (OpenOnDays("mon", "09:00", "12:00", True),)
    assert found.notes == ("hours on tue: only by appointment",)


def test_of_slots_that_overlap_the_first_is_kept_and_told() -> None:
    night = ("22:00", "02:00")
    found = _week(
        a_day(("09:00", "12:00"), ("11:00", "13:00"), night, ("23:00", "23:30")),
        *CLOSED,
    )
    assert found.slots == (
        OpenOnDays("mon", "09:00", "12:00"),
        OpenOnDays("mon", *night),
    )
    assert found.notes == ("hours on mon: they overlap",)


@pytest.mark.parametrize(
    "slot",
    [
        ("9", "12"),
        ("25:00", "26:00"),
        ("09:00", ""),
        ("<b>", "12:00"),
        ("09:00:00", "1"),
    ],
)
def test_times_that_are_none_are_told(slot: tuple[str, str]) -> None:
    found = _week(a_day(slot), *CLOSED)
    assert found.slots == ()
    assert "not readable" in found.notes[0]


def test_a_week_of_other_than_seven_days_is_not_guessed() -> None:
    assert _week(a_day(("09:00", "12:00"))).notes == ("its opening hours have 1 days",)
