"""What a place's opening hours are in the content format, and what of them is not said.

Hours that are not known are left out, never written as closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.slots import TIME, WEEKDAYS
from kiosk.integreat.moments import TIME_ZONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.integreat.shapes import Day, PlaceShape

_MIDNIGHT = "00:00"


class OpenOnDays(NamedTuple):
    weekday: str
    opens: str
    closes: str
    """No later than `opens`: on the next day."""
    by_appointment: bool = False


class Week(NamedTuple):
    slots: tuple[OpenOnDays, ...] = ()
    notes: tuple[str, ...] = ()
    """What the content format cannot hold, for the editor."""


def week(place: PlaceShape) -> Week:
    if place.temporarily_closed:
        return Week(notes=("closed for the time being: its hours are not known",))
    days = place.opening_hours
    if not days:
        return Week(notes=("its opening hours are not known",))
    if len(days) != len(WEEKDAYS):
        return Week(notes=(f"its opening hours have {len(days)} days",))
    slots: list[OpenOnDays] = []
    notes: list[str] = []
    for weekday, day in zip(WEEKDAYS, days, strict=True):
        for found in _day(weekday, day):
            if isinstance(found, OpenOnDays):
                slots.append(found)
            else:
                notes.append(f"hours on {weekday}: {found}")
    slots.sort(key=lambda slot: (WEEKDAYS.index(slot.weekday), slot.opens))
    apart = _apart(list(dict.fromkeys(slots)), notes)
    return Week(tuple(apart), tuple(dict.fromkeys(notes)))


def _apart(slots: list[OpenOnDays], notes: list[str]) -> list[OpenOnDays]:
    """Of slots that overlap the first; which one is meant only the place knows."""
    found: list[OpenOnDays] = []
    for slot in slots:
        last = found[-1] if found and found[-1].weekday == slot.weekday else None
        ends = last and (last.closes if last.closes > last.opens else "24:00")
        if ends and slot.opens < ends:
            notes.append(f"hours on {slot.weekday}: they overlap")
        else:
            found.append(slot)
    return found


def _day(weekday: str, day: Day) -> Iterator[OpenOnDays | str]:
    by_appointment = bool(day.appointmentOnly)
    if day.closed:
        return
    if day.allDay:
        yield OpenOnDays(weekday, _MIDNIGHT, _MIDNIGHT, by_appointment)
        return
    if not day.timeSlots:
        yield "only by appointment" if by_appointment else "not known"
    for slot in day.timeSlots or ():
        opens, closes = slot.start or "", slot.end or ""
        closes = _MIDNIGHT if closes == "24:00" else closes
        if slot.timezone not in (None, "", TIME_ZONE):  # older instances name none
            yield f"in another time zone ({slot.timezone[:40]})"
        elif not TIME.fullmatch(opens) or not TIME.fullmatch(closes):
            yield f"not readable ({opens[:10]!r} to {closes[:10]!r})"
        else:
            yield OpenOnDays(weekday, opens, closes, by_appointment)
