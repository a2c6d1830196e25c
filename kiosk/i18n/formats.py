"""How dates, times and numbers are written in each language.

Digits are those of the ticket and of the signs (0-9) in every language, and the clock
has 24 hours, as on the wall: what is on the screen can be compared with both.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_day_names
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime, time

    from kiosk.domain.hours import OpenSlot, WeeklyHours
    from kiosk.i18n.languages import Language

_RANGE = "–"
_DAYS_WORTH_A_RANGE = 3


def time_of_day(moment: datetime, language: Language, zone: str) -> str:
    """Such as 10:42, on the wall of this zone."""
    there = moment.astimezone(ZoneInfo(zone))
    return format_time(there.time(), "HH:mm", locale=language.formats)


def day(date: date, language: Language) -> str:
    """Such as Monday, 2 March 2026."""
    return format_date(date, "full", locale=language.formats)


def number(n: int, language: Language) -> str:
    return format_decimal(n, locale=language.formats, numbering_system="latn")


def listed(items: Iterable[str], language: Language) -> str:
    """With the comma of the script: `a, b, c`."""
    return ("، " if language.script == "Arab" else ", ").join(items)


def weekday_name(weekday: int, language: Language) -> str:
    """0 is Monday; as the name stands alone."""
    names: Mapping[int, str] = get_day_names("wide", "stand-alone", language.formats)
    return names[weekday]


def hours_lines(hours: WeeklyHours, language: Language) -> list[str]:
    """A line a day, such as `Monday 9:00–12:00, 13:00–16:00`, Monday first.

    Three or more days in a row with equal hours share a line.
    """
    return [
        f"{_days(first, last, language)} {spans}"
        for first, last, spans in _equal_days(_by_day(hours, language))
    ]


def _by_day(hours: WeeklyHours, language: Language) -> Iterator[tuple[int, str]]:
    separator = "، " if language.script == "Arab" else ", "
    slots = sorted(hours.slots, key=attrgetter("weekday", "opens"))
    for weekday, of_day in groupby(slots, key=attrgetter("weekday")):
        yield weekday, separator.join(_span(slot, language) for slot in of_day)


def _equal_days(days: Iterator[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Runs of days with the same hours, as first day, last day, hours."""
    runs: list[list[tuple[int, str]]] = []
    for weekday, spans in days:
        if runs and runs[-1][-1] == (weekday - 1, spans):
            runs[-1].append((weekday, spans))
        else:
            runs.append([(weekday, spans)])
    for run in runs:
        if len(run) < _DAYS_WORTH_A_RANGE:
            yield from ((weekday, weekday, spans) for weekday, spans in run)
        else:
            yield run[0][0], run[-1][0], run[0][1]


def _days(first: int, last: int, language: Language) -> str:
    begin = _capitalized(weekday_name(first, language))
    if first == last:
        return begin
    return f"{begin} {_RANGE} {weekday_name(last, language)}"


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _span(slot: OpenSlot, language: Language) -> str:
    return _RANGE.join(_clock(time, language) for time in (slot.opens, slot.closes))


def _clock(time: time, language: Language) -> str:
    return format_time(time, "H:mm", locale=language.formats)
