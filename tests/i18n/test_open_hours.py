"""How it is said whether somewhere is open now."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.open_hours import ByAppointment, Closed, Open, State, Unknown
from kiosk.i18n.catalogs import Words
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.i18n.open_hours import Now, sentence
from tests.fakes.words import PseudoVocabulary

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """So many days after Monday, by the clock on the wall."""
    wall = datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), BERLIN)
    return wall.astimezone(UTC)


def said(state: State, code: str = "en", *, hour: int = 10) -> str:
    return sentence(state, Now(at(0, hour), BERLIN), Words(language(code)))


@pytest.mark.parametrize(
    ("hour", "until", "told"),
    [
        (10, at(0, 16), "Open now, until 16:00."),
        (0, at(0, 23), "Open now, until 23:00."),
        (10, at(1, 0), "Open now, until 24:00."),
        (22, at(1, 6), "Open now, until 6:00."),
        (10, at(1, 9, 30), "Open now, until tomorrow at 9:30."),
        (10, at(2, 0), "Open now, until tomorrow at 24:00."),
        (10, at(3, 9), "Open now, until Thursday at 9:00."),
        (10, at(6, 10), "Open now, until Sunday at 10:00."),
        (10, None, "Open now."),
    ],
    ids=str,
)
def test_open_says_until_when(hour: int, until: datetime | None, told: str) -> None:
    assert said(Open(until), hour=hour) == told


@pytest.mark.parametrize(
    ("opens", "told"),
    [
        (at(0, 13), "Opens today at 13:00."),
        (at(1, 0), "Opens tomorrow at 0:00."),
        (at(2, 9), "Opens on Wednesday at 9:00."),
        (at(6, 9), "Opens on Sunday at 9:00."),
        (at(7, 9), "Opens on Monday, 9 March 2026 at 9:00."),
        (at(60, 9), "Opens on Friday, 1 May 2026 at 9:00."),
        (None, "Closed at the moment."),
    ],
    ids=str,
)
def test_closed_says_when_it_opens(opens: datetime | None, told: str) -> None:
    assert said(Closed(opens)) == told


def test_by_appointment_says_so_and_when_one_may_come_without() -> None:
    assert said(ByAppointment()) == "By appointment only."
    assert said(ByAppointment(at(0, 13))) == (
        "By appointment only at the moment. Opens today at 13:00."
    )


def test_what_is_not_known_is_said_so() -> None:
    assert said(Unknown()) == "Opening hours are not known here."


@pytest.mark.parametrize("state", [Unknown(), ByAppointment(), ByAppointment(at(9, 9))])
def test_neither_unknown_nor_by_appointment_is_ever_closed(state: State) -> None:
    assert "closed" not in said(state).lower()


def test_today_is_that_of_the_place_not_of_utc() -> None:
    late = Now(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), BERLIN)
    told = sentence(Closed(at(0, 9)), late, Words(language("en")))
    assert told == "Opens today at 9:00."


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_weekday_is_in_the_language(code: str) -> None:
    names = {
        "de": "Donnerstag",
        "de-simple": "Donnerstag",
        "dsb": "stwórtk",
        "hsb": "štwórtk",
        "en": "Thursday",
        "pl": "czwartek",
        "cs": "čtvrtek",
        "uk": "четвер",
        "ru": "четверг",
        "ro": "joi",
        "bg": "четвъртък",
        "tr": "Perşembe",
        "vi": "Thứ Năm",
        "ar": "الخميس",
        "fa": "پنجشنبه",
    }
    assert names[code] in said(Closed(at(3, 9)), code)


@given(
    st.sampled_from([Open, Closed, ByAppointment]),
    st.integers(1, 120 * 24 * 60),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_every_sentence_has_its_time_in_the_digits_of_signs(
    kind: type[Open | Closed | ByAppointment], minutes: int, code: str
) -> None:
    moment = at(0, 10) + timedelta(minutes=minutes)
    told = said(kind(moment), code)
    there = moment.astimezone(BERLIN)
    expected = f"{there.hour}:{there.minute:02}"
    midnight = (there.hour, there.minute) == (0, 0)
    assert ("24:00" if kind is Open and midnight else expected) in told
    assert {letter for letter in told if letter.isdigit()} <= set("0123456789")
    assert "%(" not in told


@pytest.mark.parametrize(
    "state",
    [
        *(Open(until) for until in (None, at(0, 12), at(1, 23), at(4, 9))),
        *(Closed(opens) for opens in (None, at(0, 12), at(1, 9), at(4, 9), at(9, 9))),
        ByAppointment(),
        ByAppointment(at(0, 12)),
        Unknown(),
    ],
    ids=str,
)
def test_every_word_goes_through_gettext(state: State) -> None:
    words = PseudoVocabulary().words(language("en").code)
    told = sentence(state, Now(at(0, 10), BERLIN), words)
    assert told.startswith("[")
    assert told.endswith("]")
