from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.calendar_entries import (
    calendar_entry,
    calendar_file,
    date_address,
    stamped,
)

BERLIN = ZoneInfo("Europe/Berlin")


def entry(title: str = "Counselling", place: str = "Spremberg/Grodk") -> list[str]:
    starts = datetime(2026, 7, 2, 9, 30, tzinfo=BERLIN)
    return calendar_entry(title, starts, starts + timedelta(hours=2), place).split(
        "\r\n"
    )


def test_it_is_an_event_in_utc() -> None:
    assert entry() == [
        "BEGIN:VEVENT",
        "SUMMARY:Counselling",
        "DTSTART:20260702T073000Z",
        "DTEND:20260702T093000Z",
        "LOCATION:Spremberg/Grodk",
        "END:VEVENT",
    ]


def test_no_text_ends_its_line() -> None:
    said = entry("a, b; c\\d\nEND:VEVENT")
    assert len(said) == 6
    assert said[1] == "SUMMARY:a\\, b\\; c\\\\d\\nEND:VEVENT"


NINE = datetime(2026, 7, 2, 7, 0, tzinfo=UTC)


def test_a_file_holds_one_entry_with_an_identity_of_its_own() -> None:
    until = NINE + timedelta(hours=3)
    text = calendar_file("Counselling", NINE, until, "Spremberg", NINE)
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "UID:20260702T070000Z-consultation@nexus-kiosk" in lines
    assert text == calendar_file("Counselling", NINE, until, "Spremberg", NINE)


def test_long_lines_are_folded_between_characters() -> None:
    title = "Поговорить с консультантом: " * 5
    text = calendar_file(title, NINE, NINE + timedelta(hours=3), "Spremberg", NINE)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"SUMMARY:{title}" in text.replace("\r\n ", "")


def test_its_address_is_the_time_on_the_wall_and_leads_back() -> None:
    address = date_address("https://hub.example.de/", NINE, BERLIN)
    assert address == "HTTPS://HUB.EXAMPLE.DE/D/202607020900"
    assert stamped(address.rpartition("/")[2], BERLIN) == NINE


@pytest.mark.parametrize("hub", [None, "", "http://localhost:8080"])
def test_where_phones_do_not_reach_the_hub_there_is_none(hub: str | None) -> None:
    assert date_address(hub, NINE, BERLIN) is None


@pytest.mark.parametrize(
    "text", ["", "2026", "202613020900", "20260702090x", "٢٠٢٦٠٧٠٢٠٩٠٠", "0" * 12]
)
def test_what_names_no_moment_names_none(text: str) -> None:
    assert stamped(text, BERLIN) is None
