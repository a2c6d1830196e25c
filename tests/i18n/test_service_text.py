"""What is read of a service, on the glass and on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain.hours import FederalState, OpenSlot, WeeklyHours
from kiosk.i18n.catalogs import Words
from kiosk.i18n.languages import language
from kiosk.i18n.open_hours import Now
from kiosk.i18n.service_text import DAYS_AHEAD, Reading, ServiceText, service_text
from kiosk.ids import Slug
from tests.builders import a_catalogue
from tests.fakes.ports import FakeCalendar

if TYPE_CHECKING:
    from kiosk.domain.services import Service
    from kiosk.i18n.service_text import HoursText

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
DAILY = WeeklyHours(
    tuple(OpenSlot(day, time(9), time(16)) for day in range(7)),
    holidays=FederalState.BRANDENBURG,
)


def told(
    service: Service, code: str = "en", *, days_ahead: int = DAYS_AHEAD
) -> ServiceText:
    days = {date(2026, 3, day) for day in (1, 2, 15, 16)}
    calendar = FakeCalendar({FederalState.BRANDENBURG: days})
    words = Words(language(code))
    reading = Reading(words, Now(NOON, BERLIN), calendar, days_ahead)
    return service_text(service, a_catalogue().site, reading)


def of(slug: str) -> Service:
    return a_catalogue().service(Slug(slug))


def hours_of(text: ServiceText) -> HoursText:
    assert text.hours is not None
    return text.hours


def test_differences_of_two_weeks_are_told_from_today_on() -> None:
    service = replace(of("registration"), hours=DAILY)
    assert hours_of(told(service)).differences == (
        "Monday, 2 March 2026: closed, public holiday",
        "Sunday, 15 March 2026: closed, public holiday",
    )


def test_who_takes_it_home_is_told_of_more_days() -> None:
    service = replace(of("registration"), hours=DAILY)
    assert len(hours_of(told(service, days_ahead=15)).differences) == 3


def test_open_until_four_does_not_last_but_by_appointment_does() -> None:
    by_the_hour = hours_of(told(of("registration")))
    assert by_the_hour.now == "Opens tomorrow at 9:00."
    assert not by_the_hour.lasts
    by_appointment = hours_of(told(of("doctor")))
    assert by_appointment.now == "By appointment only."
    assert by_appointment.lasts


def test_a_text_in_another_language_is_foreign_and_says_so() -> None:
    text = told(of("contract"), "ar")
    assert text.is_foreign
    assert text.mark == "This text is only available in Deutsch."
    assert text.article.language == "de"
    own = told(of("contract"))
    assert not own.is_foreign
    assert own.mark is None


def test_nothing_is_said_of_what_a_service_does_not_have() -> None:
    text = told(of("contract"))
    assert (text.contact, text.hours, text.not_known, text.funding) == (
        None,
        None,
        "",
        None,
    )
