"""Dates, times and numbers as each language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n import formats
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.languages import LANGUAGES, Language, language
from kiosk.ids import LanguageCode
from kiosk.paths import shipped

ROWS = st.sampled_from(sorted(LANGUAGES.values(), key=lambda row: row.code))
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_time_of_day_is_that_of_the_clock_on_the_wall(code: str) -> None:
    moment = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
    assert formats.time_of_day(moment, language(code), BERLIN) == "09:05"
    evening = datetime(2026, 7, 2, 20, 30, tzinfo=UTC)
    assert formats.time_of_day(evening, language(code), BERLIN) == "22:30"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("de", "Montag, 2. März 2026"),
        ("en", "Monday, 2 March 2026"),
        ("pl", "poniedziałek, 2 marca 2026"),
        ("ar", "الاثنين، 2 مارس 2026"),
    ],
)
def test_a_day_is_written_with_its_weekday(code: str, written: str) -> None:
    assert formats.day(date(2026, 3, 2), language(code)) == written


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_day_with_its_time_has_the_commas_of_its_script(code: str) -> None:
    row = language(code)
    told = formats.moment(datetime(2026, 3, 2, 8, 5, tzinfo=UTC), row, BERLIN)
    own, other = ("،", ",") if row.script == "Arab" else (",", "،")
    assert told.endswith(f"{own} 09:05")
    assert other not in told


@pytest.mark.parametrize("code", ["pl", "cs", "ro", "bg", "hsb", "dsb", "uk", "ru"])
def test_where_days_bend_after_a_preposition_a_move_is_told_with_colons(
    code: str,
) -> None:
    words = Catalogs(shipped("locales")).words(LanguageCode(code))
    told = words.gettext("Your appointment was moved: from %(before)s to %(after)s.")
    assert ": %(before)s" in told
    assert ": %(after)s" in told


def test_a_ukrainian_day_is_in_the_right_case() -> None:
    assert formats.day(date(2026, 3, 2), language("uk")).startswith(
        "понеділок, 2 березня 2026"
    )


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("de", "12.345"),
        ("en", "12,345"),
        ("pl", "12\u00a0345"),
        ("uk", "12\u00a0345"),
        ("ar", "12,345"),
    ],
)
def test_a_number_has_the_signs_of_its_language(code: str, written: str) -> None:
    assert formats.number(12345, language(code)) == written


@given(st.integers(0, 999), ROWS)
def test_a_small_number_has_the_digits_of_the_ticket(n: int, row: Language) -> None:
    assert formats.number(n, row) == str(n)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), ROWS)
def test_no_date_has_other_digits_than_the_signs(day: date, row: Language) -> None:
    digits = {letter for letter in formats.day(day, row) if letter.isdigit()}
    assert digits <= set("0123456789")


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("de", "Montag", "Sonntag"),
        ("en", "Monday", "Sunday"),
        ("pl", "poniedziałek", "niedziela"),
        ("uk", "понеділок", "неділя"),
        ("ar", "الاثنين", "الأحد"),
    ],
)
def test_a_week_begins_on_monday(code: str, first: str, last: str) -> None:
    assert formats.weekday_name(0, language(code)) == first
    assert formats.weekday_name(6, language(code)) == last


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_time_on_a_door_has_no_leading_nought(code: str) -> None:
    assert formats.clock_time(time(9), language(code)) == "9:00"
    assert formats.clock_time(time(18, 30), language(code)) == "18:30"


def test_a_day_in_a_column_is_in_digits_as_the_language_writes_it() -> None:
    assert formats.short_day(date(2026, 3, 2), language("de")) == "02.03.2026"
    assert formats.short_day(date(2026, 3, 2), language("en")) == "2 Mar 2026"
