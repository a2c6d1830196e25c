"""The estimate of all waits in memory: one for each change of the line."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import inf
from typing import TYPE_CHECKING

from kiosk.catalogue.holidays import PublicHolidays
from kiosk.domain.appointments import GRACE, HEADSTART, AppointmentState
from kiosk.domain.arrivals import TicketMark
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.open_hours import ByAppointment, receptions, state
from kiosk.domain.tickets import Ticket, TicketNumber
from kiosk.domain.waits import plan
from kiosk.domain.waits.durations import LearnedDurations
from kiosk.domain.waits.estimate import DeskVisit, LineNow, OpenDesk, Wait, waits
from kiosk.domain.waits.promised import ExpectedVisit, with_promises
from kiosk.domain.waits.records import past_visits
from kiosk.ids import TicketCode, TicketId
from kiosk.store import appointments, events, tickets
from kiosk.store import line as line_store
from kiosk.store import waits as store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from kiosk.domain.access import Staff
    from kiosk.domain.appointments import Appointment
    from kiosk.domain.waits.plan import Receptions
    from kiosk.domain.waits.replay import Windows
    from kiosk.ids import DeskId, TopicId
    from kiosk.operations.context import Context
    from kiosk.store.line import LineMarks

RENEWED_AFTER = timedelta(seconds=30)
"""Visits go on without an event, and a desk that was forgotten falls silent."""
LEARNED_AFTER = timedelta(minutes=5)
"""How soon a visit of today teaches something."""
MOST_WAITING = 400
"""Who stands further behind is told nothing: it would not be of today."""
FAR = timedelta(days=366)
A_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class WaitsNow:
    """Of one state of the line, as of a moment."""

    as_of: datetime
    marks: LineMarks
    by_ticket: Mapping[TicketId, Wait]
    receptions: Receptions = ()
    """Within which visitors are called; none: at any time."""
    never_called: frozenset[TicketId] = frozenset()
    """Those of them whom nobody has called yet."""
    is_full: bool = False
    """Whether who comes now, for whatever is offered, would not be called today."""
    outlasts_these_hours: bool = False
    """Whether they would be called only after a long pause: later hours of the day."""


@dataclass(slots=True)
class KeptWaits:
    """One for all threads of a process. What others change shows by the marks of the
    line; two processes that look at the same line say the same."""

    calendar: PublicHolidays = field(default_factory=PublicHolidays)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _kept: WaitsNow | None = None
    _learned: LearnedDurations = field(default_factory=LearnedDurations)
    _learned_at: datetime | None = None
    _learned_on: date | None = None

    def now(self, ctx: Context) -> WaitsNow:
        with ctx.database.read() as connection:
            marks = line_store.marks(connection)
        known = self._kept
        if known is not None and self._holds(known, marks, ctx.clock.now()):
            return known
        with self._lock:
            known = self._kept  # somebody else may have asked meanwhile
            if known is None or not self._holds(known, marks, ctx.clock.now()):
                known = self._kept = self._estimated(ctx, marks)
            return known

    @property
    def last(self) -> WaitsNow | None:
        """As it was found the last time."""
        return self._kept

    def receptions(self, ctx: Context, day: date) -> Receptions:
        """When visitors are received on this day; none where no hours are known, nor
        on a day that a wrong clock said."""
        hours = ctx.catalogue().consultation_hours
        if hours is None or abs(day - ctx.today()) > FAR:
            return []
        return receptions(hours, day, ctx.zone(), self.calendar)

    def _called_in(self, ctx: Context, now: datetime, today: date) -> Receptions:
        """By no plan where only who has an appointment is received now: who stands in
        the line is called all the same."""
        hours = ctx.catalogue().consultation_hours
        alone = isinstance(state(hours, now, ctx.zone(), self.calendar), ByAppointment)
        return [] if alone else self.receptions(ctx, today)

    def _holds(self, known: WaitsNow, marks: LineMarks, now: datetime) -> bool:
        is_fresh = timedelta() <= now - known.as_of < RENEWED_AFTER
        return is_fresh and known.marks == marks

    def _estimated(self, ctx: Context, marks: LineMarks) -> WaitsNow:
        now, today = ctx.clock.now(), ctx.today()
        with ctx.database.read() as connection:
            with ctx.line.now(connection, today, now) as hall:
                waiting = hall.line.first(MOST_WAITING)
                present = hall.present
            booked = appointments.taken(connection, now - A_DAY, now + A_DAY)
            visits = tickets.at_a_desk(connection, today)
            ended = tickets.last_ended(connection, today)
        called_in = self._called_in(ctx, now, today)
        windows = plan.windows(called_in, now)
        hall_now = _Moment(now, waiting, visits, ended, windows)
        desks = with_promises(
            [hall_now.desk(somebody) for somebody in present],
            _expected(booked, now),
        )
        line = LineNow(waiting, desks, _newcomers(ctx, desks))
        found = waits(line, self._durations(ctx, now, today), marks.newest)
        might = [found[each.id].median for each in line.newcomers]
        soonest = min(might, default=inf)
        end = plan.hours_end(called_in, now, soonest, soonest)
        return WaitsNow(
            as_of=now,
            marks=marks,
            by_ticket={each.id: found[each.id] for each in waiting},
            receptions=called_in,
            is_full=bool(might) and soonest == inf,
            outlasts_these_hours=end is not None and end.goes_on is not None,
            never_called=frozenset(each.id for each in waiting if not each.calls),
        )

    def _durations(self, ctx: Context, now: datetime, today: date) -> LearnedDurations:
        """From the past and from what has ended today."""
        at = self._learned_at
        if (
            at is None
            or self._learned_on != today
            or not timedelta() <= now - at < LEARNED_AFTER
        ):
            with ctx.database.read() as connection:
                past = store.visits(connection)
                of_today = tickets.ended(connection, today)
                record = events.since_day(connection, today)
            breaks = plan.breaks(self.receptions(ctx, today))
            fresh = past_visits(of_today, record, breaks)
            self._learned = LearnedDurations([*past, *fresh])
            self._learned_at, self._learned_on = now, today
        return self._learned


def _expected(booked: Iterable[Appointment], now: datetime) -> Iterator[ExpectedVisit]:
    """Those alone who will stand before whoever comes now: their headstart has begun.
    Who is so late that the desk waits no longer is expected no more."""
    for one in booked:
        begins, ends = one.slot.starts_at, one.slot.ends_at
        is_soon = begins - HEADSTART <= now <= begins + GRACE
        if one.state is AppointmentState.BOOKED and is_soon:
            needs = _somebody(f"appointment {one.id}", one.topic, one.service_day, now)
            yield ExpectedVisit(
                replace(needs, language=one.language),
                *((moment - now) / MINUTE for moment in (begins, ends)),
            )


def _newcomers(ctx: Context, desks: Sequence[OpenDesk]) -> list[Ticket]:
    """One for each topic that is offered and that somebody at a desk takes."""
    day, now = ctx.today(), ctx.clock.now()
    marks = frozenset({TicketMark.UNKNOWN_LANGUAGE})
    might = (
        replace(_somebody(f"newcomer {topic.id}", topic.id, day, now), marks=marks)
        for topic in ctx.catalogue().offered_topics()
    )
    return [each for each in might if any(d.skills.fit(each) for d in desks)]


def _somebody(name: str, topic: TopicId, day: date, now: datetime) -> Ticket:
    """Who has no number yet."""
    return Ticket(
        id=TicketId(name),
        number=TicketNumber("", 0),
        service_day=day,
        topic=topic,
        language=SOURCE_LANGUAGE,
        screen_language=SOURCE_LANGUAGE,
        code=TicketCode(""),
        issued_at=now,
    )


@dataclass(frozen=True, slots=True)
class _Moment:
    """What is known of the desks besides who sits there."""

    now: datetime
    waiting: Sequence[Ticket]
    visits: Sequence[Ticket]
    ended: Mapping[DeskId, datetime]
    windows: Windows

    def desk(self, somebody: Staff) -> OpenDesk:
        return OpenDesk(
            skills=somebody.own_skills,
            visit=self._visit(somebody),
            idle=self._idle(somebody),
            windows=self.windows,
        )

    def _visit(self, somebody: Staff) -> DeskVisit | None:
        mine = next((t for t in self.visits if t.staff == somebody.id), None)
        if mine is None:
            return None
        since = mine.serving_at or mine.called_at or self.now
        return DeskVisit(mine.topic, mine.state, self._minutes_since(since))

    def _idle(self, somebody: Staff) -> float:
        """Since when they could have called somebody, and have not."""
        fitting = (t.issued_at for t in self.waiting if somebody.own_skills.fit(t))
        first = next(fitting, self.now)
        went = self.ended.get(somebody.desk) if somebody.desk else None
        return self._minutes_since(max(first, went) if went else first)

    def _minutes_since(self, moment: datetime) -> float:
        return max(0.0, (self.now - moment) / MINUTE)
