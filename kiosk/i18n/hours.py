"""How opening hours are told: the usual week, and the days that are not as usual."""

from __future__ import annotations

from datetime import time
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from kiosk.domain.hours import SpecialDay
from kiosk.domain.open_hours import HolidayClosed
from kiosk.i18n.formats import clock_time, day, listed, weekday_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kiosk.domain.hours import OpenSlot, WeeklyHours
    from kiosk.domain.open_hours import Difference
    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.languages import Language

MIDNIGHT = time(0)
_RANGE = "–"
_DAYS_WORTH_A_RANGE = 3


def hours_lines(hours: WeeklyHours, words: Words) -> list[str]:
    """A line a day, such as `Monday 9:00–12:00, 13:00–16:00`, Monday first.

    Three or more days in a row with equal hours share a line.
    """
    return [
        f"{_days(first, last, words.language)} {spans}"
        for first, last, spans in _equal_days(_by_day(hours, words))
    ]


def difference_line(difference: Difference, words: Words) -> str:
    """What is not as usual, with its day: `Thursday, 24 December 2026: closed`."""
    if isinstance(difference, HolidayClosed):
        told = words.gettext("%(day)s: closed, public holiday")
        return told % {"day": _on(difference.day, words)}
    if isinstance(difference, SpecialDay):
        told = _special_day(difference, words)
    else:
        told = _closed(difference.first, difference.last, words)
    reason = difference.reason
    return told if reason is None else f"{told} ({reason[words.language.code]})"


def closing_time(closes: time, language: Language) -> str:
    """Midnight is the end of the day that a visitor thinks of: 24:00."""
    return "24:00" if closes == MIDNIGHT else clock_time(closes, language)


def _special_day(special: SpecialDay, words: Words) -> str:
    if not special.slots:
        return _closed(special.day, special.day, words)
    return f"{_on(special.day, words)}: {_spans(special.slots, words)}"


def _closed(first: date, last: date, words: Words) -> str:
    if first == last:
        return words.gettext("%(day)s: closed") % {"day": _on(first, words)}
    return words.gettext("Closed: %(first)s – %(last)s") % {
        "first": day(first, words.language),
        "last": day(last, words.language),
    }


def _on(date: date, words: Words) -> str:
    return _capitalized(day(date, words.language))


def _by_day(hours: WeeklyHours, words: Words) -> Iterator[tuple[int, str]]:
    slots = sorted(hours.slots, key=attrgetter("weekday", "opens"))
    for weekday, of_day in groupby(slots, key=attrgetter("weekday")):
        yield weekday, _spans(of_day, words)


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


def _spans(slots: Iterable[OpenSlot], words: Words) -> str:
    return listed((_span(slot, words) for slot in slots), words.language)


def _span(slot: OpenSlot, words: Words) -> str:
    opens = clock_time(slot.opens, words.language)
    span = f"{opens}{_RANGE}{closing_time(slot.closes, words.language)}"
    if slot.by_appointment:
        by_appointment = words.gettext("by appointment only")
        return f"{span} ({by_appointment})"
    return span
