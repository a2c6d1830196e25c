"""How consultation hours are written as a calendar file (RFC 5545) for other programs.

What a break parts is an event for each part. On public holidays, special days and
closed ones of the next year no hours are shown: they fall out of each event, and the
day itself is an event that says so. What only we know of hours (languages, topics,
partner, how many numbers, why a day falls out) stands in keys that begin with
`X-NEXUS-`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.recurrence import LOOKED_AT, recurring_days
from kiosk.catalogue.slots import time_at
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.open_hours import HORIZON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from icalendar import Calendar

    from kiosk.domain.hours import Calendar as PublicHolidays
    from kiosk.domain.hours import ClosedRange, OpenSlot, WeeklyHours

PRODUCT = "-//NEXUS Kiosk//consultation hours//EN"
RULE, LANGUAGES, TOPICS = "X-NEXUS-RULE", "X-NEXUS-LANGUAGES", "X-NEXUS-TOPICS"
PARTNER, CAPACITY = "X-NEXUS-PARTNER", "X-NEXUS-CAPACITY"
APPOINTMENT, CLOSED = "X-NEXUS-BY-APPOINTMENT", "X-NEXUS-CLOSED"
UNUSUAL, FALLS_OUT = "X-NEXUS-UNUSUAL-DAY", "X-NEXUS-FALLS-OUT"
"""Of the event of a day that is not as usual; of hours, the days that it takes away."""
REASON = "X-NEXUS-REASON"
"""Of a closed range, by its key in the short texts; in words it is the description."""
HOLIDAY, SPECIAL = "HOLIDAY", "SPECIAL"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_DAY = timedelta(days=1)
_NO_REASONS: Mapping[date, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CalendarTitles:
    """What other programs call the events: a day that is closed must not look open."""

    open: str
    closed: str


def calendar_of(
    hours: WeeklyHours,
    rules: Iterable[Mapping[str, Any]],
    titles: CalendarTitles,
    zone: ZoneInfo,
    now: datetime,
    holidays: PublicHolidays,
    reasons: Mapping[date, str] = _NO_REASONS,
) -> bytes:
    """`rules`: as their tables are written, all good; `now` is in UTC. `reasons`: the
    keys of those of closed ranges, by the first day."""
    from icalendar import Calendar  # 60 ms, where it is asked for

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    today = now.astimezone(zone).date()
    unusual = _unusual_days(hours, holidays, today)
    events = [
        *_events(hours, rules, zone, today, unusual),
        *(_of_closed(closed, reasons) for closed in hours.closed),
    ]
    for number, event in enumerate(events):
        all_day = not isinstance(event["dtstart"], datetime)
        title = titles.closed if all_day else titles.open
        _add(calendar, event, f"{number}-consultation@nexus-kiosk", title, now)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _unusual_days(
    hours: WeeklyHours, holidays: PublicHolidays, today: date
) -> dict[date, str]:
    """What each is, and "" for one of a closed range, which has an event of its own."""
    found = {}
    for day in (today + n * _A_DAY for n in range(HORIZON.days)):
        if hours.special_day(day) is not None:
            found[day] = SPECIAL
        elif not hours.usually_on(day):
            continue
        elif hours.closed_range(day):
            found[day] = ""
        elif hours.is_holiday(day, holidays):
            found[day] = HOLIDAY
    return found


def _events(
    hours: WeeklyHours,
    rules: Iterable[Mapping[str, Any]],
    zone: ZoneInfo,
    today: date,
    unusual: Mapping[date, str],
) -> Iterator[dict[str, Any]]:
    for slot in hours.slots:
        yield _of_slot(slot, zone, today, unusual)
    for at, raw in enumerate(rules):
        yield from _of_rule(at, raw, zone, unusual)
    for day, kind in unusual.items():
        special = hours.special_day(day)
        for slot in special.slots if special else ():
            last = day + _A_DAY if slot.closes_next_day else day
            begins = datetime.combine(day, slot.opens, zone)
            ends = datetime.combine(last, slot.closes, zone)
            yield {"dtstart": begins, "dtend": ends, UNUSUAL: kind}
        if kind and not (special and special.slots):
            yield {"dtstart": day, "dtend": day + _A_DAY, UNUSUAL: kind}


def _of_closed(closed: ClosedRange, reasons: Mapping[date, str]) -> dict[str, Any]:
    last = closed.last + _A_DAY  # the first day on which it is over
    event = {"dtstart": closed.first, "dtend": last, CLOSED: "TRUE"}
    if closed.reason is None:
        return event
    told = closed.reason[SOURCE_LANGUAGE]
    return {**event, REASON: reasons.get(closed.first, ""), "description": told}


def _of_slot(
    slot: OpenSlot, zone: ZoneInfo, today: date, unusual: Iterable[date]
) -> dict[str, Any]:
    first = today + timedelta(days=(slot.weekday - today.weekday()) % 7)
    last = first + _A_DAY if slot.closes_next_day else first
    off = [day for day in unusual if day.weekday() == slot.weekday]
    return {
        "dtstart": datetime.combine(first, slot.opens, zone),
        "dtend": datetime.combine(last, slot.closes, zone),
        "rrule": f"FREQ=WEEKLY;BYDAY={DAYS[slot.weekday]}",
        "exdate": [datetime.combine(day, slot.opens, zone) for day in off],
        FALLS_OUT: _told_days(off),
        **({APPOINTMENT: "TRUE"} if slot.by_appointment else {}),
    }


def _of_rule(
    at: int, raw: Mapping[str, Any], zone: ZoneInfo, unusual: Iterable[date]
) -> Iterator[dict[str, Any]]:
    """It begins on a day of the rule: iCalendar would count any other one besides."""
    days = recurring_days(raw["rule"], raw["first"])
    first = next(iter(days.between(raw["first"], raw["first"] + LOOKED_AT)))
    excepted, added = raw.get("except", ()), raw.get("also", ())
    off = [
        day
        for day in unusual
        if day not in excepted and (day in added or days.falls_on(day))
    ]
    breaks = sorted((row["from"], row["until"]) for row in raw.get("breaks", ()))
    edges = [raw["opens"], *(text for row in breaks for text in row), raw["closes"]]
    for begins, ends in [*pairwise(map(time_at, edges))][::2]:
        yield {
            "dtstart": datetime.combine(first, begins, zone),
            "dtend": datetime.combine(first, ends, zone),
            "rrule": _rule(raw["rule"], begins, zone),
            "exdate": [datetime.combine(d, begins, zone) for d in (*excepted, *off)],
            "rdate": [datetime.combine(day, begins, zone) for day in added],
            FALLS_OUT: _told_days(off),
            RULE: str(at),
            LANGUAGES: ",".join(raw.get("languages", ())),
            TOPICS: ",".join(raw.get("topics", ())),
            PARTNER: raw.get("partner", ""),
            CAPACITY: str(raw.get("capacity", "")),
            APPOINTMENT: "TRUE" if raw.get("by_appointment") else "",
        }


def _told_days(days: Iterable[date]) -> str:
    return ",".join(f"{day:%Y%m%d}" for day in days)


def _rule(rule: str, begins: time, zone: ZoneInfo) -> str:
    """Its last day as a moment of UTC, as iCalendar wants it beside a zone."""
    parts = []
    for part in rule.split(";"):
        name, _, said = part.partition("=")
        if name == "UNTIL":
            day = datetime.strptime(said[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day
            last = datetime.combine(day, begins, zone).astimezone(UTC)
            parts.append(f"UNTIL={last:%Y%m%dT%H%M%SZ}")
        else:
            parts.append(part)
    return ";".join(parts)


def _add(
    calendar: Calendar, said: dict[str, Any], uid: str, title: str, now: datetime
) -> None:
    from icalendar import Event, vRecur

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("summary", title)
    for key, value in said.items():
        if key == "rrule":
            event.add(key, vRecur.from_ical(value))
        elif value:
            event.add(key, value)
    calendar.add_component(event)
