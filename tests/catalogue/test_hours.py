"""How hours are written, and in which order they come out."""

from __future__ import annotations

from datetime import time

from kiosk.catalogue.hours import weekly_hours
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.tables import TomlFile
from kiosk.domain.hours import OpenSlot, WeeklyHours

TEXT = """\
[hours]
slots = [
  { weekday = "thu", opens = "13:00", closes = "18:30" },
  { weekday = "mon", opens = "13:00", closes = "16:00" },
  { weekday = "mon", opens = "09:00", closes = "13:00" },
]
"""


def read(text: str) -> tuple[WeeklyHours | None, list[str]]:
    findings = Findings()
    file = TomlFile("a.toml", text, findings)
    data = file.parsed()
    assert data is not None
    hours = weekly_hours(file, ("hours",), data.get("hours"))
    return hours, [problem.message for problem in findings.problems]


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


def test_no_table_means_not_known() -> None:
    assert read("") == (None, [])


def test_each_bad_slot_is_told() -> None:
    _, problems = read(
        TEXT.replace("16:00", "12:00").replace("thu", "Do").replace("09:00", "9:00")
    )
    assert len(problems) == 3


def test_slots_over_each_other_are_told() -> None:
    _, problems = read(TEXT.replace('closes = "13:00"', 'closes = "13:01"'))
    assert problems == ["Two slots on mon overlap."]
