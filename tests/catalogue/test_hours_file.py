"""The usual week, written into a file where it stands."""

from __future__ import annotations

from datetime import time

import pytest

from kiosk.catalogue.hours_file import with_week
from kiosk.domain.hours import OpenSlot
from kiosk.errors import BadContent

MONDAY = OpenSlot(0, time(9), time(12))
FRIDAY = OpenSlot(4, time(14), time(16), by_appointment=True)
FILE = """category = "arrival"  # ours
order = 1

[hours]
slots = [{ weekday = "tue", opens = "09:00", closes = "18:00" }]
holidays = "BB"

[[facts]]
id = "a"
"""


def test_only_the_slots_change() -> None:
    new = with_week("x", FILE, [MONDAY, FRIDAY], by_appointment=False)
    before, _, after = FILE.partition("slots = ")
    assert new.startswith(before)
    assert new.endswith(after.partition("\n")[2])
    assert '{weekday = "mon", opens = "09:00", closes = "12:00"}' in new
    assert 'closes = "16:00", by_appointment = true}' in new


def test_hours_begin_where_there_were_none() -> None:
    without = 'category = "arrival"\norder = 1\n'
    new = with_week("x", without, [MONDAY], by_appointment=True)
    assert new.startswith(without)
    assert "by_appointment = true" in new
    assert with_week("x", without, [], by_appointment=False) == without


def test_without_any_the_table_goes_unless_it_says_more() -> None:
    plain = FILE.replace('holidays = "BB"\n', "")
    assert "hours" not in with_week("x", plain, [], by_appointment=False)
    assert 'holidays = "BB"' in with_week("x", FILE, [], by_appointment=False)


def test_ends_of_lines_stay() -> None:
    windows = "\ufeff" + FILE.replace("\n", "\r\n")
    new = with_week("x", windows, [MONDAY], by_appointment=False)
    assert new.startswith("\ufeffcategory")
    assert "\n" not in new.replace("\r\n", "")


def test_no_toml_is_told() -> None:
    with pytest.raises(BadContent):
        with_week("x", "[", [MONDAY], by_appointment=False)
