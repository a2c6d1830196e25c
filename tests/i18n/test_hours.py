"""How the usual week is told, and what is not as usual."""

from __future__ import annotations

from datetime import date, time

import pytest

from kiosk.domain.hours import ClosedRange, OpenSlot, SpecialDay, WeeklyHours
from kiosk.domain.localized import Localized
from kiosk.domain.open_hours import Difference, HolidayClosed
from kiosk.i18n import hours as told
from kiosk.i18n.catalogs import Words
from kiosk.i18n.languages import LANGUAGES, language
from tests.builders import AR, DE, EN
from tests.fakes.words import PseudoVocabulary, pseudo

MORNING = time(9), time(12)
AFTERNOON = time(13, 30), time(16)
CHRISTMAS_EVE = date(2026, 12, 24)


def _hours(*slots: tuple[int, tuple[time, time]]) -> WeeklyHours:
    return WeeklyHours(tuple(OpenSlot(day, *span) for day, span in slots))


def _lines(hours: WeeklyHours, code: str) -> list[str]:
    return told.hours_lines(hours, Words(language(code)))


# -- the usual week ------------------------------------------------------------------


def test_each_day_has_a_line() -> None:
    assert _lines(_hours((0, MORNING), (3, AFTERNOON)), "en") == [
        "Monday 9:00–12:00",
        "Thursday 13:30–16:00",
    ]


def test_a_day_with_a_break_has_one_line() -> None:
    assert _lines(_hours((1, AFTERNOON), (1, MORNING)), "de") == [
        "Dienstag 9:00–12:00, 13:30–16:00"
    ]


def test_three_equal_days_in_a_row_share_a_line() -> None:
    hours = _hours(*((day, MORNING) for day in range(5)), (5, AFTERNOON))
    assert _lines(hours, "de") == [
        "Montag – Freitag 9:00–12:00",
        "Samstag 13:30–16:00",
    ]


def test_two_equal_days_and_days_with_a_gap_do_not_share() -> None:
    hours = _hours((0, MORNING), (1, MORNING), (3, MORNING))
    assert [line.split()[0] for line in _lines(hours, "en")] == [
        "Monday",
        "Tuesday",
        "Thursday",
    ]


def test_a_line_begins_with_a_capital() -> None:
    hours = _hours(*((day, MORNING) for day in range(3)))
    assert _lines(hours, "pl") == ["Poniedziałek – środa 9:00–12:00"]


def test_arabic_has_its_own_comma() -> None:
    assert _lines(_hours((0, MORNING), (0, AFTERNOON)), "ar") == [
        "الاثنين 9:00–12:00، 13:30–16:00"
    ]


def test_no_hours_are_no_lines() -> None:
    assert _lines(_hours(), "en") == []


def test_a_night_stands_at_the_day_on_which_it_begins() -> None:
    assert _lines(_hours((4, (time(22), time(6)))), "en") == ["Friday 22:00–6:00"]


def test_midnight_is_the_end_of_the_day() -> None:
    hours = _hours((4, (time(18), time(0))), (5, (time(0), time(0))))
    assert _lines(hours, "en") == ["Friday 18:00–24:00", "Saturday 0:00–24:00"]


def test_a_slot_by_appointment_is_marked_and_shares_no_line() -> None:
    slots = [OpenSlot(day, *MORNING) for day in range(2)]
    hours = WeeklyHours((*slots, OpenSlot(2, *MORNING, by_appointment=True)))
    assert _lines(hours, "en") == [
        "Monday 9:00–12:00",
        "Tuesday 9:00–12:00",
        "Wednesday 9:00–12:00 (by appointment only)",
    ]


# -- what is not as usual ------------------------------------------------------------


def _difference(difference: Difference, code: str = "en") -> str:
    return told.difference_line(difference, Words(language(code)))


def test_a_special_day_has_its_times() -> None:
    special = SpecialDay(CHRISTMAS_EVE, (OpenSlot(3, *MORNING),))
    assert _difference(special) == "Thursday, 24 December 2026: 9:00–12:00"


def test_a_special_day_without_slots_is_closed() -> None:
    closed = "Thursday, 24 December 2026: closed"
    assert _difference(SpecialDay(CHRISTMAS_EVE)) == closed
    assert _difference(ClosedRange(CHRISTMAS_EVE, CHRISTMAS_EVE)) == closed


def test_a_closed_range_has_both_ends() -> None:
    closed = ClosedRange(CHRISTMAS_EVE, date(2027, 1, 3))
    assert _difference(closed) == (
        "Closed: Thursday, 24 December 2026 – Sunday, 3 January 2027"
    )


def test_a_holiday_is_named_as_one() -> None:
    assert _difference(HolidayClosed(date(2026, 12, 25))) == (
        "Friday, 25 December 2026: closed, public holiday"
    )


@pytest.mark.parametrize(
    "difference",
    [
        SpecialDay(CHRISTMAS_EVE, reason=Localized({DE: "Fest", EN: "Feast"})),
        ClosedRange(
            CHRISTMAS_EVE, date(2027, 1, 3), Localized({DE: "Fest", EN: "Feast"})
        ),
    ],
    ids=lambda difference: type(difference).__name__,
)
def test_a_reason_is_told_in_the_language_or_in_german(
    difference: SpecialDay | ClosedRange,
) -> None:
    assert _difference(difference, EN).endswith(" (Feast)")
    assert _difference(difference, AR).endswith(" (Fest)")


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_line_begins_with_a_capital_and_has_the_digits_of_signs(code: str) -> None:
    special = SpecialDay(CHRISTMAS_EVE, (OpenSlot(3, *MORNING),))
    line = _difference(special, code)
    assert line[0] == line[0].upper()
    assert {letter for letter in line if letter.isdigit()} <= set("0123456789")
    assert line.endswith(": 9:00–12:00")


def test_every_word_goes_through_gettext() -> None:
    words = PseudoVocabulary().words(EN)
    slots = (OpenSlot(0, *MORNING, by_appointment=True),)
    assert (
        pseudo("by appointment only") in told.hours_lines(WeeklyHours(slots), words)[0]
    )
    for difference in (
        SpecialDay(CHRISTMAS_EVE),
        ClosedRange(CHRISTMAS_EVE, date(2027, 1, 3)),
        HolidayClosed(CHRISTMAS_EVE),
    ):
        assert told.difference_line(difference, words).startswith("[")
