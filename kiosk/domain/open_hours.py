"""Whether somewhere is open at a moment, and when that changes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kiosk.domain.hours import ClosedRange, SpecialDay
from kiosk.domain.wall_clock import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from kiosk.domain.hours import Calendar, OpenSlot, RecurringHours, WeeklyHours
    from kiosk.ids import LanguageCode, PartnerId

HORIZON = timedelta(days=366)
"""As far as an opening is looked for; longer than any renovation."""
LONG = timedelta(days=6)
"""Who is open longer than this has no closing time worth telling."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody wrote the hours down. Never shown as closed."""


@dataclass(frozen=True, slots=True)
class Open:
    until: datetime | None
    """None: not within `LONG`."""


@dataclass(frozen=True, slots=True)
class ByAppointment:
    """Received is who has an appointment. Never shown as closed."""

    opens: datetime | None = None
    """When one may come without; None: never."""


@dataclass(frozen=True, slots=True)
class Closed:
    opens: datetime | None
    """None: not within `HORIZON`."""


State = Unknown | Open | ByAppointment | Closed


def state(
    hours: WeeklyHours | None, moment: datetime, zone: ZoneInfo, calendar: Calendar
) -> State:
    """How it stands at a moment, for somebody who walks in; moments are in UTC."""
    if hours is None:
        return Unknown()
    if hours.by_appointment:
        return ByAppointment()
    slots = list(hours.all_slots())
    if not slots:
        return Closed(None) if hours.for_others else Unknown()
    stretches = _Stretches(hours, moment, zone, calendar)
    end = stretches.end(by_appointment=False)
    if end > moment:
        return Open(end if end - moment <= LONG else None)
    opens = stretches.next_start()
    if stretches.end(by_appointment=True) > moment:
        return ByAppointment(opens)
    if opens is None and any(slot.by_appointment for slot in slots):
        return ByAppointment()
    return Closed(opens)


def lasts(state: State) -> bool:
    """Whether no moment is known at which it changes."""
    match state:
        case Open(moment) | ByAppointment(moment) | Closed(moment):
            return moment is None
        case Unknown():
            return True


class _Stretch(NamedTuple):
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class _Stretches:
    """The slots around a moment, as they really lie in time."""

    hours: WeeklyHours
    moment: datetime
    zone: ZoneInfo
    calendar: Calendar

    def end(self, *, by_appointment: bool) -> datetime:
        """When it closes; the moment itself when it is not open at all.

        Slots that adjoin or overlap are one; looking ends where nobody asks.
        """
        end = self.moment
        for stretch in self._in_order(by_appointment=by_appointment):
            if stretch.start > end or end - self.moment > LONG:
                break
            end = max(end, stretch.end)
        return end

    def next_start(self) -> datetime | None:
        starts = (stretch.start for stretch in self._in_order(by_appointment=False))
        return next((start for start in starts if start > self.moment), None)

    def _in_order(self, *, by_appointment: bool) -> Iterator[_Stretch]:
        """From those of the day before, which may last until now."""
        today = self.moment.astimezone(self.zone).date()
        for days in range(-1, HORIZON.days + 1):
            day = today + timedelta(days=days)
            yield from self.of_day(day, by_appointment=by_appointment)

    def of_day(self, day: date, *, by_appointment: bool = False) -> Iterator[_Stretch]:
        slots = self.hours.on(day, self.calendar)
        for slot in sorted(slots, key=lambda slot: slot.opens):
            if slot.by_appointment is by_appointment:
                yield from self._in_time(day, slot)

    def _in_time(self, day: date, slot: OpenSlot) -> Iterator[_Stretch]:
        """Nothing when the clock jumps over the whole slot."""
        closing_day = day + timedelta(days=1) if slot.closes_next_day else day
        stretch = _Stretch(
            moment_of(day, slot.opens, self.zone),
            moment_of(closing_day, slot.closes, self.zone),
        )
        if stretch.start < stretch.end:
            yield stretch


def languages_at(
    hours: WeeklyHours, moment: datetime, zone: ZoneInfo, calendar: Calendar
) -> tuple[LanguageCode, ...]:
    """In which languages is counselled at a moment, each once; empty where any of the
    hours that are open then does not say."""
    open_now = rules_at(hours, moment, zone, calendar)
    if any(rule is None or not rule.languages for rule in open_now):
        return ()
    spoken = (code for rule in open_now if rule for code in rule.languages)
    return tuple(dict.fromkeys(spoken))


def partners_at(
    hours: WeeklyHours,
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
    *,
    booked: bool = False,
) -> tuple[PartnerId, ...]:
    """Who counsels at a moment, each once; empty where any of the hours that are open
    then does not say."""
    open_now = rules_at(hours, moment, zone, calendar, booked=booked)
    if any(rule is None or rule.partner is None for rule in open_now):
        return ()
    there = (rule.partner for rule in open_now if rule and rule.partner)
    return tuple(dict.fromkeys(there))


def rules_at(
    hours: WeeklyHours,
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
    *,
    booked: bool = False,
) -> list[RecurringHours | None]:
    """Which rules are open at a moment for who walks in, or for who is `booked`; None:
    the usual week, or a special day, which say no more."""
    day = moment.astimezone(zone).date()
    special = hours.special_day(day)
    if special is not None or not hours.on(day, calendar):
        slots = special.slots if special else ()
        return [None] if _is_open(slots, day, moment, zone, booked=booked) else []
    found: list[RecurringHours | None] = [
        rule
        for rule in hours.recurring
        if _is_open(rule.on(day), day, moment, zone, booked=booked)
    ]
    weekly = tuple(slot for slot in hours.slots if slot.weekday == day.weekday())
    opened = _is_open(weekly, day, moment, zone, booked=booked)
    return [None, *found] if opened else found


def _is_open(
    slots: Iterable[OpenSlot],
    day: date,
    moment: datetime,
    zone: ZoneInfo,
    *,
    booked: bool,
) -> bool:
    return any(
        moment_of(day, slot.opens, zone) <= moment < moment_of(day, slot.closes, zone)
        for slot in slots
        if booked or not slot.by_appointment
    )


def receptions(
    hours: WeeklyHours, day: date, zone: ZoneInfo, calendar: Calendar
) -> list[tuple[datetime, datetime]]:
    """From when to when one is received without an appointment who comes on this day,
    in order; what adjoins is one."""
    found: list[tuple[datetime, datetime]] = []
    if hours.by_appointment:
        return found
    start = moment_of(day, time(), zone)
    for stretch in _Stretches(hours, start, zone, calendar).of_day(day):
        if found and stretch.start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stretch.end))
        else:
            found.append((stretch.start, stretch.end))
    return found


def next_reception(
    hours: WeeklyHours,
    moment: datetime,
    zone: ZoneInfo,
    calendar: Calendar,
    *,
    today_too: bool = True,
) -> tuple[datetime, datetime] | None:
    """The first that begins after this moment; None: not within `HORIZON`."""
    today = moment.astimezone(zone).date()
    for days in range(0 if today_too else 1, HORIZON.days + 1):
        day = today + timedelta(days=days)
        for starts, ends in receptions(hours, day, zone, calendar):
            if starts > moment:
                return starts, ends
    return None


@dataclass(frozen=True, slots=True)
class HolidayClosed:
    """A public holiday on which it would usually be open."""

    day: date


Difference = SpecialDay | ClosedRange | HolidayClosed


def differences(
    hours: WeeklyHours, first: date, days: int, calendar: Calendar
) -> list[Difference]:
    """What is not as usual on so many days from the first; each is told once."""
    found: list[Difference] = []
    for day in (first + timedelta(days=n) for n in range(days)):
        difference = _difference(hours, day, calendar)
        if difference is not None and difference not in found:
            found.append(difference)
    return found


def _difference(hours: WeeklyHours, day: date, calendar: Calendar) -> Difference | None:
    special, closed = hours.special_day(day), hours.closed_range(day)
    if special is not None or closed is not None:
        return special or closed
    if hours.usually_on(day) and hours.is_holiday(day, calendar):
        return HolidayClosed(day)
    return None
