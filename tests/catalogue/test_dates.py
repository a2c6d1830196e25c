"""How a span of time is read."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.catalogue.dates import readable_span


@pytest.mark.parametrize(
    ("ends", "until"),
    [
        ("2026-12-14T22:30", "22:30"),
        ("2026-12-15T00:00", "15.12.2026 00:00"),
        ("2026-12-16T02:00", "16.12.2026 02:00"),
        ("2027-12-14T22:30", "14.12.2027 22:30"),
    ],
)
def test_the_day_of_the_end_is_named_when_it_is_another_one(
    ends: str, until: str
) -> None:
    starts = datetime.fromisoformat("2026-12-14T20:00")
    told = readable_span(starts, datetime.fromisoformat(ends))
    assert told == f"14.12.2026 20:00–{until}"
