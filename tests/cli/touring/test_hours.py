"""A tour can book an appointment, whatever its content knows of hours."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.catalogue.loader import load
from kiosk.cli.touring.hours import with_hours
from kiosk.domain.open_hours import Open, receptions, state
from tests.content_folder import write
from tests.fakes.ports import FakeCalendar

if TYPE_CHECKING:
    from pathlib import Path


def test_content_without_hours_gets_some_for_every_hour(tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    topics = content / "topics.toml"
    before = re.sub(r"(?s)\[consultation\].*?\n\n", "", topics.read_text())
    topics.write_text(before)
    changed = with_hours(content, tmp_path)
    assert topics.read_text() == before
    hours = load(changed).consultation_hours
    assert hours is not None
    berlin, no_holidays = ZoneInfo("Europe/Berlin"), FakeCalendar()
    for hour in range(24):
        moment = datetime(2026, 3, 2, hour, 59, tzinfo=UTC)
        assert state(hours, moment, berlin, no_holidays) == Open(None)
    late = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
    spans = receptions(hours, date(2026, 3, 2), berlin, no_holidays)
    assert max(ends for _, ends in spans) > late + timedelta(hours=12)


def test_content_with_hours_is_left_as_it_is(tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    assert with_hours(content, tmp_path) == content


def test_content_that_cannot_be_read_is_told_by_whoever_reads_it_all(
    tmp_path: Path,
) -> None:
    assert with_hours(tmp_path / "nowhere", tmp_path) == tmp_path / "nowhere"
    (tmp_path / "topics.toml").write_text("[[[")
    assert with_hours(tmp_path, tmp_path) == tmp_path
