"""A day with hours as a plain model has it: who may get a number, and what is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.domain.hours import RecurringHours, WeeklyHours
from kiosk.domain.tickets import TicketState
from kiosk.domain.waits.said import STEP
from tests.builders import AR, PL, SERVICE_DAY, a_catalogue

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.waits.said import SaidWait
    from kiosk.ids import TicketId

WAITING, CALLED, SERVING, PARKED, DONE, NO_SHOW, WITHDRAWN = TicketState
BERLIN = ZoneInfo("Europe/Berlin")
A_MINUTE = timedelta(minutes=1)
LATE, AHEAD = timedelta(minutes=15), timedelta(minutes=30)
"""Of who has an appointment."""
LONG = timedelta(hours=4)
"""Who is at a desk for longer was forgotten there."""
ROOM = 3
"""Numbers in each language of the morning."""


def at(hour: float) -> datetime:
    return datetime.combine(SERVICE_DAY, time(), BERLIN) + timedelta(hours=hour)


MORNING, EVENING = (at(9), at(13)), (at(17), at(20))


class EachDay:
    def falls_on(self, _day: date) -> bool:
        return True


def a_centre() -> Catalogue:
    """In the morning in Polish or Arabic, so many each, and Arabic by appointment; in
    the evening for anybody, after a pause of four hours."""
    polish = RecurringHours(
        EachDay(), time(9), time(13), languages=(PL,), capacity=ROOM
    )
    arabic = replace(polish, languages=(AR,))
    booked = replace(arabic, by_appointment=True)
    evening = RecurringHours(EachDay(), time(17), time(20), capacity=20)
    hours = WeeklyHours((), recurring=(polish, arabic, booked, evening))
    return replace(a_catalogue(), consultation_hours=hours)


@dataclass(frozen=True)
class Guest:
    """A ticket that a visitor holds."""

    issued_at: datetime
    """As it counts: from its arrival, where the terminal's clock was wrong by days."""
    topic: str
    language: str
    state: TicketState = WAITING
    holder: str | None = None
    booked_for: datetime | None = None
    first_call: datetime | None = None
    at_desk: datetime | None = None
    passed_on_by: str | None = None

    def place(self, ticket: TicketId) -> tuple[datetime, TicketId]:
        since = self.issued_at
        if self.booked_for is not None and since <= self.booked_for + LATE:
            since = min(since, self.booked_for - AHEAD)
        return since, ticket

    def ending(self, closed_at: datetime) -> str:
        """How it counts once its day is closed."""
        if self.state in (CALLED, NO_SHOW):
            return "no_show"
        if self.state in (WAITING, PARKED):
            return "not_called"
        if self.state is WITHDRAWN:
            return "left"
        return "forgotten" if self.state is SERVING else "finished"


def may_come(now: datetime, language: str) -> bool | None:
    """Whether the hours are for who walks in and speaks this; None: as full as it may
    be is for the hub to say."""
    if EVENING[0] <= now < EVENING[1]:
        return None
    if not MORNING[0] <= now < MORNING[1]:
        return False
    return None if language in ("pl", "ar") else False


def is_honest(wait: SaidWait) -> bool:
    """No range ends behind closing or behind the long pause; an end says when."""
    now, end = wait.as_of, wait.hours_end
    if end is not None:
        goes_on = end.goes_on is not None
        hours = MORNING if goes_on else EVENING
        return end.closes == hours[1] and (not goes_on or end.goes_on == EVENING[0])
    if wait.range is None or now >= EVENING[1]:
        return now >= EVENING[1] or wait.range is not None
    last = MORNING[1] if now < MORNING[1] else EVENING[1]
    return now + wait.range.high * A_MINUTE < last + STEP * A_MINUTE
