"""On which days a rule of iCalendar falls, as the library dateutil says; bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from kiosk.catalogue.dates import LATEST
from kiosk.catalogue.special_days import DATE_REMEDY
from kiosk.errors import BadContent
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARACTERS = 200
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
"""What recurs within a day says times, which are written beside the rule."""
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
LOOKED_AT = timedelta(days=5 * 366)
"""What does not recur within five years of its first day never does."""
_ALWAYS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})
_TAKES = {"DAILY": _ALWAYS, "WEEKLY": _ALWAYS | {"BYDAY"}}
"""More would let dateutil try each day until the year 9999 where none fits; months and
years are few enough."""
_MOST = {
    "BYMONTH": 12,
    "BYMONTHDAY": 31,
    "BYYEARDAY": 366,
    "BYWEEKNO": 53,
    "BYSETPOS": 366,
    "BYEASTER": 60,
}
"""Each, counted from either end. Over what lies beyond, dateutil stumbles only while it
counts, and in some years alone."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = re.compile(rf"([+-]?[1-9][0-9]?)?({'|'.join(_WEEKDAYS)})")
_SIGNED = re.compile(r"[+-]?[0-9]{1,3}")
_UNTIL = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?")
_PART = re.compile(r"([A-Z]+)=([A-Z0-9,+-]+)")
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")
_COUNT = re.compile(r";?COUNT=[0-9]+")
_REMEDY = sentence(
    "Write it as in iCalendar: FREQ=WEEKLY;BYDAY=MO, FREQ=MONTHLY;BYDAY=1TH."
)


@dataclass(frozen=True, slots=True)
class RecurringDays:
    """The port `Recurrence`; the days of a year are found when it is first asked."""

    rule: str
    first: date
    _years: dict[int, frozenset[date]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def falls_on(self, day: date) -> bool:
        if not self.first <= day <= LATEST:
            return False
        if day.year not in self._years:
            self._years[day.year] = frozenset(
                self.between(date(day.year, 1, 1), date(day.year, 12, 31))
            )
        return day in self._years[day.year]

    def between(self, begin: date, end: date) -> list[date]:
        """Both included. Raises `BadContent`."""
        parts = _parts(self.rule)
        count = parts.get("COUNT")
        start = self.first if count else _near(parts, self.first, begin)
        days = _counted(self.rule, start, end)
        counted = islice(days, int(count)) if count else days
        return [day for day in counted if begin <= day]


def recurring_days(rule: str, first: date) -> RecurringDays:
    """Raises `BadContent` for what is no rule, and for one that never recurs."""
    parts = _parts(rule)
    if parts.get("FREQ") not in FREQUENCIES:
        raise BadContent(
            sentence(
                "A rule needs FREQ, one of {allowed}.", allowed=", ".join(FREQUENCIES)
            ),
            remedy=_REMEDY,
        )
    for name in ("INTERVAL", "COUNT"):
        if name in parts and not _NUMBER.fullmatch(parts[name]):
            raise BadContent(
                sentence("{name} is no number from 1 to 999.", name=name),
                remedy=_REMEDY,
            )
    _check_takes(parts)
    if not all(_is_within(name, parts) for name in parts):
        raise _no_rule(rule)
    until = parts.get("UNTIL", "")[:8]
    if until.isdecimal() and until > f"{LATEST:%Y%m%d}":
        raise BadContent(
            sentence("{day} is after {latest}.", day=until, latest=LATEST),
            remedy=DATE_REMEDY,
        )
    days = RecurringDays(rule, first)
    if not days.between(first, first + LOOKED_AT):
        raise BadContent(
            sentence("The rule {rule!r} never recurs.", rule=rule),
            remedy=sentence("Look whether there is such a day, and at its UNTIL."),
        )
    return days


def _check_takes(parts: dict[str, str]) -> None:
    for name in WITHIN_A_DAY:
        if name in parts:
            raise BadContent(
                sentence("{name} says a time of day.", name=name),
                remedy=sentence("Write the times in `opens` and `closes`."),
            )
    for name in parts:
        takes = _TAKES.get(parts["FREQ"])
        if takes is not None and name not in takes:
            raise BadContent(
                sentence(
                    "A rule with FREQ={freq} takes no {name}.",
                    freq=parts["FREQ"],
                    name=name,
                ),
                remedy=_REMEDY,
            )


def _is_within(name: str, parts: dict[str, str]) -> bool:
    """Whether a part says what RFC 5545 lets it say."""
    said = parts[name].split(",")
    if name == "UNTIL":
        return _UNTIL.fullmatch(parts[name]) is not None
    if name == "BYDAY":
        found = [_WEEKDAY.fullmatch(one) for one in said]
        return all(day and abs(int(day[1] or 0)) <= _weeks(parts) for day in found)
    if name == "WKST":
        return parts[name] in _WEEKDAYS
    if name not in _MOST:
        return name in _ALWAYS
    least = 0 if name == "BYEASTER" else 1
    return all(
        _SIGNED.fullmatch(one) and least <= abs(int(one)) <= _MOST[name] for one in said
    )


def _weeks(parts: dict[str, str]) -> int:
    """The last of a weekday that may be counted to; 0: none is counted."""
    if parts["FREQ"] in _TAKES or "BYWEEKNO" in parts:
        return 0
    return 53 if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else 5


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    pieces = rule.split(";") if len(rule) <= MOST_CHARACTERS else [""]
    for piece in pieces:
        found = _PART.fullmatch(piece)
        if found is None or found[1] in parts:
            raise _no_rule(rule)
        parts[found[1]] = found[2]
    return parts


def _near(parts: dict[str, str], first: date, begin: date) -> date:
    """A first day from which the rule falls on the same days from `begin` on, so that
    nobody counts through decades."""
    every = int(parts.get("INTERVAL", 1))
    if parts["FREQ"] in _TAKES:
        step = every if parts["FREQ"] == "DAILY" else every * 7
        return first + timedelta(days=max(0, (begin - first).days) // step * step)
    if (first.month, first.day) == (2, 29):
        every *= 4
    years = max(0, begin.year - 1 - first.year) // every * every
    return first.replace(year=first.year + years)


def _counted(rule: str, first: date, end: date) -> Iterator[date]:
    """As if it ended then: one that finds no day at all would search for ever. Its
    COUNT is left out, which iCalendar does not allow beside an end."""
    from dateutil.rrule import rrulestr  # 20 ms, where there is a rule

    start, last = datetime.combine(first, time()), datetime.combine(end, time.max)
    try:
        text = _COUNT.sub("", rule).lstrip(";")
        found = rrulestr(text, dtstart=start, ignoretz=True)
        for moment in found.replace(until=min(found._until or last, last)):
            yield moment.date()
    except (ValueError, TypeError, KeyError, OverflowError, IndexError) as error:
        raise _no_rule(rule) from error


def _no_rule(rule: str) -> BadContent:
    told = rule if len(rule) <= MOST_CHARACTERS else f"{rule[:40]}..."
    return BadContent(
        sentence("{rule!r} is no rule of recurrence.", rule=told), remedy=_REMEDY
    )
