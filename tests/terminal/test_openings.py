"""What the screens say of opening hours, with their ports."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from msgspec import structs

import kiosk
from kiosk.domain.hours import FederalState, OpenSlot, WeeklyHours
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.terminal import held_back, openings
from kiosk.terminal.session import Session
from tests.builders import a_catalogue, a_site
from tests.fakes.ports import FakeCalendar, FakeContents, FakeWorld

DAILY = WeeklyHours(
    tuple(OpenSlot(day, time(9), time(16)) for day in range(7)),
    holidays=FederalState.BRANDENBURG,
)
TODAY = date(2026, 3, 2)
WEEKDAYS = WeeklyHours(tuple(OpenSlot(day, time(9), time(16)) for day in range(5)))
WORDS = Catalogs(Path(kiosk.__file__).parent.parent / "locales")


def in_english(world: FakeWorld) -> Session:
    return Session.in_language(LanguageCode("en"), world.vocabulary)


def said(world: FakeWorld, hours: WeeklyHours | None = DAILY) -> str:
    return openings.sentence(hours, world.ports(), in_english(world))


def test_the_clock_decides() -> None:
    world = FakeWorld()
    assert said(world) == "Open now, until 16:00."
    world.clock.advance(hours=4)
    assert said(world) == "Opens tomorrow at 9:00."


def test_the_hour_is_that_of_the_site() -> None:
    site = structs.replace(a_site(), time_zone="America/New_York")
    world = FakeWorld(contents=FakeContents(replace(a_catalogue(), site=site)))
    world.clock.set(datetime(2026, 3, 2, 12, 0, tzinfo=UTC))  # 7:00 there
    assert said(world) == "Opens today at 9:00."


def test_the_calendar_is_asked_for_holidays_of_the_right_state() -> None:
    brandenburg = FakeCalendar({FederalState.BRANDENBURG: {TODAY}})
    saxony = FakeCalendar({FederalState.SAXONY: {TODAY}})
    assert said(FakeWorld(calendar=brandenburg)) == "Opens tomorrow at 9:00."
    assert said(FakeWorld(calendar=saxony)) == "Open now, until 16:00."


def test_hours_that_are_not_known_are_never_closed() -> None:
    assert said(FakeWorld(), None) == "Opening hours are not known here."


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("hours_later", [0, 4, 20, 24 * 5])
def test_of_counselling_it_is_said_with_one_colon_or_dash(
    code: LanguageCode, hours_later: int
) -> None:
    """Each sentence stands well alone; put together, some had two of them."""
    catalogue = replace(a_catalogue(), consultation_hours=WEEKDAYS)
    world = FakeWorld(contents=FakeContents(catalogue), vocabulary=WORDS)
    world.clock.advance(hours=hours_later)
    session = Session.in_language(code, world.vocabulary)
    for hours in (WEEKDAYS, None):
        world.contents.catalogue = replace(catalogue, consultation_hours=hours)
        told = held_back.opening(world.ports(), session)
        assert not re.search(r"[–—:]\s*[–—]|: [^.]*[^\d\s]:\s", told), told
