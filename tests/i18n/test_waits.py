from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import SaidWait, WaitRange
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.formats import time_of_day
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.waits import sentence
from kiosk.ids import LanguageCode
from tests.fakes.clock import NOON

CATALOGS = Catalogs(Path(__file__).parents[2] / "locales")
ZONE = "Europe/Berlin"


def told(low: int, high: int, language: str = "en", minutes_ago: float = 0) -> str:
    said = SaidWait(NOON - timedelta(minutes=minutes_ago), WaitRange(low, high))
    words = CATALOGS.words(LanguageCode(language))
    return sentence(said, NOON, words, ZONE)


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (20, 35, "Waiting time: about 20 to 35 minutes."),
        (0, 10, "Waiting time: less than 10 minutes."),
        (110, 140, "Waiting time: about 110 to 140 minutes."),
        (120, 180, "Waiting time: about 2 to 3 hours."),
        (125, 150, "Waiting time: about 2 to 3 hours."),
        (180, 185, "Waiting time: about 3 to 4 hours."),
    ],
)
def test_it_is_a_range_in_words(low: int, high: int, says: str) -> None:
    assert told(low, high) == says


def test_what_is_not_known_is_said_so() -> None:
    words = CATALOGS.words(LanguageCode("en"))
    said = sentence(SaidWait(NOON), NOON, words, ZONE)
    assert said == "The waiting time is not known at the moment."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_when_hours_end_or_go_on(language: str) -> None:
    words = CATALOGS.words(LanguageCode(language))
    closes, goes_on = NOON + timedelta(hours=2), NOON + timedelta(hours=5)
    today = sentence(SaidWait(NOON, None, HoursEnd(closes)), NOON, words, ZONE)
    later = sentence(SaidWait(NOON, None, HoursEnd(closes, goes_on)), NOON, words, ZONE)
    assert today != later
    assert time_of_day(closes, words.language, ZONE) in today
    assert time_of_day(goes_on, words.language, ZONE) in later
    assert ("Perhaps" in today) is (language == "en")


def test_what_is_old_is_told_with_its_time() -> None:
    assert told(5, 10, minutes_ago=1) == "Waiting time: about 5 to 10 minutes."
    old = told(5, 10, minutes_ago=12)
    assert old == "Waiting time: about 5 to 10 minutes. (as of 11:48)"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
@pytest.mark.parametrize(("low", "high"), [(0, 5), (5, 10), (20, 35), (120, 180)])
def test_every_language_has_words_and_both_figures(
    language: str, low: int, high: int
) -> None:
    said = told(low, high, language)
    assert "Waiting time" not in said
    shown = {low, high} - {0} if low < 120 else {2, 3}
    assert {int(found) for found in re.findall(r"\d+", said)} == shown


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("pl", "Czas oczekiwania: od około 20 do 35 minut."),
        ("ro", "Timp de așteptare: cam între 20 și 35 de minute."),
        ("ar", "مدة الانتظار: من 20 إلى 35 دقيقة تقريبًا."),
    ],
)
def test_the_plural_is_that_of_the_last_figure(language: str, says: str) -> None:
    assert told(20, 35, language) == says
