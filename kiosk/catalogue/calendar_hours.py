"""What of a calendar file (RFC 5545) can be hours, and why the rest cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.consultation import MOST_NUMBERS, MOST_RULES
from kiosk.catalogue.hours_calendar import (
    APPOINTMENT,
    CAPACITY,
    CLOSED,
    FALLS_OUT,
    HOLIDAY,
    LANGUAGES,
    PARTNER,
    REASON,
    RULE,
    TOPICS,
    UNUSUAL,
)
from kiosk.catalogue.joined_rules import joined
from kiosk.catalogue.special_days import LONGEST_REASON
from kiosk.errors import BadContent
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from icalendar import Event

    from kiosk.sentences import Sentence

LARGEST = 256 * 1024
"""Characters."""
ANOTHER_FILE = sentence("Choose a file that a calendar program saved as .ics.")
LESS = sentence("Leave events out, or make one that recurs of those alike.")
MOST_EVENTS = 300
MOST_DATES = 200
ONCE = "FREQ=DAILY;COUNT=1"
_MOMENTS = ("dtstart", "dtend", "recurrence-id", "exdate", "rdate")
_READING = Lock()
"""The library keeps the time zones of a file for all of a process."""
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,9}")
_ONE_DAY = timedelta(days=1)


class EventRefused(Exception):  # noqa: N818 - one of many, and the others are taken
    """Why one event is no consultation hours."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    title: str
    starts: date | datetime | None
    """None: it cannot be read."""
    reason: Sentence


@dataclass(frozen=True, slots=True)
class CalendarHours:
    rules: tuple[dict[str, Any], ...]
    """As their tables are written; whether they are good the content's check says."""
    closed: tuple[dict[str, Any], ...]
    """With the key of the reason and its words, `told`, where one is said."""
    refused: tuple[RefusedEvent, ...]


def hours_in(text: str, zone: ZoneInfo) -> CalendarHours:
    """Raises `BadContent` for what is no calendar file, or too large a one."""
    with _READING:
        return _hours_in(text, zone)


def _hours_in(text: str, zone: ZoneInfo) -> CalendarHours:
    rules: list[tuple[str, dict[str, Any]]] = []
    closed: list[dict[str, Any]] = []
    refused = []
    events = _events(text)
    changed = _changed_days(events, zone)
    for event in events:
        if str(event.get(UNUSUAL, "")) == HOLIDAY:
            continue  # the hours say whose public holidays count
        try:
            _check_zones(event)
            _check_stands(event, zone)
            if _is_true(event, CLOSED):
                closed.append(_closed(event))
            else:
                rule = _rule(event, zone, changed.get(_uid(event), frozenset()))
                rules.append((str(event.get(RULE, "")), rule))
        except EventRefused as error:
            title = _said(event, "summary")[:80]
            refused.append(RefusedEvent(title, _starts(event, zone), error.reason))
    whole = tuple(joined(rules))
    if len(whole) > MOST_RULES:
        told = sentence("There are more than {most} rules.", most=MOST_RULES)
        raise _unfit(told, LESS)
    return CalendarHours(whole, tuple(closed), tuple(refused))


def _events(text: str) -> list[Event]:
    if len(text) > LARGEST:
        told = sentence("It has more than {n} characters.", n=LARGEST)
        raise _unfit(told, LESS)
    if text.count("BEGIN:VEVENT") > MOST_EVENTS:
        told = sentence("It has more than {n} events.", n=MOST_EVENTS)
        raise _unfit(told, LESS)
    from icalendar import Calendar, Event  # 60 ms, where it is asked for
    from icalendar.timezone import tzp

    try:
        tzp.use_default()  # forgets what another file called by the same names
        said = text.strip().replace("\r\n", "\n")
        calendar = Calendar.from_ical(said)
        if said.rfind("BEGIN:VTIMEZONE") > said.find("BEGIN:VEVENT"):
            calendar = Calendar.from_ical(said)  # now knows those named behind events
        events = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
    except Exception as error:  # what a library may raise for a strange file
        raise _unfit(sentence("It is no calendar file.")) from error
    if not events:
        raise _unfit(sentence("There is no event in it."))
    return events


def _unfit(told: Sentence, remedy: Sentence = ANOTHER_FILE) -> BadContent:
    return BadContent(told, remedy=remedy)


def _check_zones(event: Event) -> None:
    """What the library does not know, it would read as the time of our wall."""
    for name in _MOMENTS:
        try:
            zone = _unknown_zone(event, name)
        except Exception as error:  # what the library could not read, it keeps so
            raise EventRefused(sentence("One of its days cannot be read.")) from error
        if zone is not None:
            raise EventRefused(
                sentence("Its time zone {name!r} is not known.", name=zone[:40])
            )


def _unknown_zone(event: Event, name: str) -> str | None:
    said = event.get(name, [])
    for of in said if isinstance(said, list) else [said]:
        zone = getattr(of, "params", {}).get("TZID")
        moments = (one.dt for one in getattr(of, "dts", (of,)) if hasattr(one, "dt"))
        if zone and any(
            isinstance(moment, datetime) and moment.tzinfo is None for moment in moments
        ):
            return str(zone)
    return None


def _check_stands(event: Event, zone: ZoneInfo) -> None:
    """An event may only take something away from another one, or not be any more."""
    if UNUSUAL in event:
        raise EventRefused(
            sentence("It is a special day: those stand in the file of the hours.")
        )
    cancelled = _said(event, "status").strip().upper() == "CANCELLED"
    if "recurrence-id" not in event:
        if cancelled:
            raise EventRefused(sentence("It is cancelled."))
        return
    day = _changed_day(event, zone)
    if day is None or not _uid(event):
        raise EventRefused(sentence("It changes a single day of another event."))
    raise EventRefused(
        sentence("It cancels a single day of another event: {day} falls out.", day=day)
        if cancelled
        else sentence(
            "It changes a single day of another event: {day} falls out, and the new "
            "time is not taken.",
            day=day,
        )
    )


def _changed_days(
    events: list[Event], zone: ZoneInfo
) -> dict[str, frozenset[date | None]]:
    """By the event whose days they are; None: in a way that we cannot take."""
    found: dict[str, frozenset[date | None]] = {}
    for event in events:
        if "recurrence-id" in event and _uid(event):
            of = found.get(_uid(event), frozenset())
            found[_uid(event)] = of | {_changed_day(event, zone)}
    return found


def _changed_day(event: Event, zone: ZoneInfo) -> date | None:
    try:
        if "RANGE" in event["recurrence-id"].params:
            return None  # also all that follow
        if _unknown_zone(event, "recurrence-id") is not None:
            return None
        day = event.decoded("recurrence-id")
        if isinstance(day, datetime):
            return _there(day, zone).date()
    except Exception:  # noqa: BLE001 - what a library may raise for a strange file
        return None
    return day if isinstance(day, date) else None


def _uid(event: Event) -> str:
    return _said(event, "uid")


def _said(event: Event, name: str) -> str:
    """Of several lines, where there may be one, the first."""
    said = event.get(name, "")
    return str(said[0] if isinstance(said, list) else said)


def _is_true(event: Event, name: str) -> bool:
    said = str(event.get(name, "")).strip().upper()
    if said not in {"", "TRUE", "FALSE"}:
        raise EventRefused(sentence("{name} is neither TRUE nor FALSE.", name=name))
    return said == "TRUE"


def _rule(
    event: Event, zone: ZoneInfo, changed: frozenset[date | None]
) -> dict[str, Any]:
    if None in changed:
        raise EventRefused(
            sentence("Another event changes it in a way that cannot be taken.")
        )
    try:
        begins, ends = event.decoded("dtstart"), _end(event)
    except Exception as error:
        raise EventRefused(sentence("It has no beginning or no end.")) from error
    if not isinstance(begins, datetime) or not isinstance(ends, datetime):
        raise EventRefused(
            sentence(
                "It is for whole days: only closed days that such a file from here "
                "names are taken so. For counselling give it a beginning and an end; "
                "enter closed days on the page of the consultation hours, at “Closed "
                "from … until”."
            )
        )
    starts, stops = _there(begins, zone), _there(ends, zone)
    if stops.date() != starts.date() or stops <= starts:
        raise EventRefused(sentence("It does not end on the day on which it begins."))
    if begins.tzinfo is not None and begins.date() != starts.date():
        raise EventRefused(sentence("In this time zone it is on another day."))
    if (starts.second, stops.second) != (0, 0):
        raise EventRefused(sentence("It does not begin and end on a minute."))
    besides = frozenset(_listed(event, FALLS_OUT))
    excepted = _dates(event, "exdate", zone, besides)
    fallen_out = {*excepted, *(day for day in changed if day)}
    found: dict[str, Any] = {
        "rule": _recurrence(event, starts, zone),
        "first": starts.date(),
        "opens": f"{starts:%H:%M}",
        "closes": f"{stops:%H:%M}",
        "languages": _listed(event, LANGUAGES),
        "except": sorted(fallen_out),
        "also": [day for day in _dates(event, "rdate", zone) if day not in changed],
        "topics": _listed(event, TOPICS),
        "partner": str(event.get(PARTNER, "")),
        "capacity": _number(str(event.get(CAPACITY, "")).strip()),
        "by_appointment": _is_true(event, APPOINTMENT),
    }
    return {key: value for key, value in found.items() if value}


def _end(event: Event) -> Any:
    if "dtend" in event:
        return event.decoded("dtend")
    return event.decoded("dtstart") + event.decoded("duration")


def _there(moment: datetime, zone: ZoneInfo) -> datetime:
    """On the clock of the centre's wall; without a zone it is meant so."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone)
    except OverflowError as error:
        raise EventRefused(sentence("One of its days cannot be read.")) from error


def _recurrence(event: Event, starts: datetime, zone: ZoneInfo) -> str:
    if "exrule" in event:
        raise EventRefused(sentence("It has a rule of exceptions (EXRULE)."))
    said = event.get("rrule")
    if said is None:
        return ONCE
    if isinstance(said, list):
        raise EventRefused(sentence("It has several rules."))
    written = said.to_ical()
    if not isinstance(written, bytes) or not written:  # the library could not read it
        raise EventRefused(sentence("Its rule cannot be read."))
    rule = written.decode()
    parts = []
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name == "WKST" and value == "MO":
            continue
        parts.append(
            f"UNTIL={_last_day(value, starts, zone)}" if name == "UNTIL" else part
        )
    return ";".join(parts)


def _last_day(until: str, starts: datetime, zone: ZoneInfo) -> str:
    """The day of the last event that begins no later than this moment."""
    try:
        if len(until) == len("20261224"):
            return f"{datetime.strptime(until, '%Y%m%d'):%Y%m%d}"  # noqa: DTZ007
        utc = UTC if until.endswith("Z") else zone
        moment = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S").replace(
            tzinfo=utc
        )
        last = moment.astimezone(zone)
        early = last.time() < starts.time()
        return f"{last.date() - (_ONE_DAY if early else timedelta()):%Y%m%d}"
    except (ValueError, OverflowError) as error:
        raise EventRefused(sentence("Its end cannot be read.")) from error


def _dates(
    event: Event, name: str, zone: ZoneInfo, besides: frozenset[str] = frozenset()
) -> list[date]:
    """`besides`: days that are written there for a reason of their own."""
    said = event.get(name)
    found = set()
    for of in said if isinstance(said, list) else [said] if said else []:
        for one in getattr(of, "dts", ()):
            if isinstance(one.dt, datetime):
                found.add(_there(one.dt, zone).date())
            elif isinstance(one.dt, date):
                found.add(one.dt)
            else:
                raise EventRefused(sentence("It names periods as further days."))
    found = {day for day in found if f"{day:%Y%m%d}" not in besides}
    if len(found) > MOST_DATES:
        raise EventRefused(sentence("It names more than {n} days.", n=MOST_DATES))
    return sorted(found)


def _listed(event: Event, name: str) -> list[str]:
    said = str(event.get(name, "")).replace("\\,", ",")
    return [part.strip() for part in said.split(",") if part.strip()]


def _number(text: str) -> int | None:
    if not text:
        return None
    good = text.isascii() and text.isdecimal() and len(text) < 4
    if not good or not 0 < int(text) <= MOST_NUMBERS:
        raise EventRefused(
            sentence(
                "{most} is no number from 1 to {limit}.",
                most=text[:40],
                limit=MOST_NUMBERS,
            )
        )
    return int(text)


def _closed(event: Event) -> dict[str, Any]:
    try:
        first, over = event.decoded("dtstart"), _end(event)
    except Exception as error:
        raise EventRefused(sentence("It has no beginning or no end.")) from error
    if {type(first), type(over)} != {date} or over <= first:
        raise EventRefused(sentence("It does not close for whole days."))
    said = {"reason": _reason(event), "told": _told(event)} if REASON in event else {}
    span: dict[str, Any] = {"from": first, "until": over - _ONE_DAY}
    return span | {key: text for key, text in said.items() if text}


def _reason(event: Event) -> str:
    key = _said(event, REASON)
    return key if _KEY.fullmatch(key) else ""


def _told(event: Event) -> str:
    """In one line of the terminal."""
    return " ".join(_said(event, "description").split())[:LONGEST_REASON].strip()


def _starts(event: Event, zone: ZoneInfo) -> date | datetime | None:
    try:
        found = event.decoded("dtstart")
        if isinstance(found, datetime):
            return _there(found, zone)
    except Exception:  # noqa: BLE001 - it is only told
        return None
    return found if isinstance(found, date) else None
