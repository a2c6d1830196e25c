"""A tour can book an appointment, whatever its content knows of hours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.catalogue.loader import load
from kiosk.cli.touring.hours import with_hours
from tests.content_folder import write

if TYPE_CHECKING:
    from pathlib import Path


def test_content_without_hours_gets_some_for_appointments_alone(tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    topics = content / "topics.toml"
    before = re.sub(r"(?s)\[consultation\].*?\n\n", "", topics.read_text())
    topics.write_text(before)
    changed = with_hours(content, tmp_path)
    assert topics.read_text() == before
    hours = load(changed).consultation_hours
    assert hours is not None
    assert [slot.weekday for slot in hours.slots] == list(range(7))
    assert all(slot.by_appointment for slot in hours.slots)


def test_content_with_hours_is_left_as_it_is(tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    assert with_hours(content, tmp_path) == content


def test_content_that_cannot_be_read_is_told_by_whoever_reads_it_all(
    tmp_path: Path,
) -> None:
    assert with_hours(tmp_path / "nowhere", tmp_path) == tmp_path / "nowhere"
    (tmp_path / "topics.toml").write_text("[[[")
    assert with_hours(tmp_path, tmp_path) == tmp_path
