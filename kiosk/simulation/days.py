"""What happens on one day of a simulated centre: who comes, who is called when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING

from kiosk.domain.queues import Line
from kiosk.domain.tickets import Ticket, TicketNumber, TicketState
from kiosk.domain.waits.durations import PastVisit
from kiosk.domain.waits.estimate import DeskVisit, LineNow, OpenDesk
from kiosk.domain.waits.replay import ALWAYS
from kiosk.ids import LanguageCode, TicketCode, TicketId
from kiosk.simulation.visits import VisitLengths

if TYPE_CHECKING:
    from random import Random

    from kiosk.domain.waits.replay import Windows
    from kiosk.simulation.worlds import World

OPENING = datetime(2026, 3, 2, 8, tzinfo=UTC)


@dataclass(slots=True)
class Question:
    """What a visitor who has just come might ask, and the truth that came of it."""

    ticket: TicketId
    before: int
    """How many waited already."""
    line: LineNow
    waited: float | None = None
    """Minutes until the call; None: left before."""


@dataclass(frozen=True, slots=True)
class SimulatedDay:
    questions: list[Question]
    """Of all who were not called at once."""
    visits: list[PastVisit]


@dataclass(slots=True)
class _Desk:
    number: int
    free_at: float = 0.0
    free_since: float = 0.0
    """When its last visitor went; the changeover comes after that."""
    away_until: float = 0.0
    visit: tuple[Ticket, TicketState, float] | None = None
    unended: int | None = None
    """The row of a visit whose end is told when the next is called."""


@dataclass(slots=True)
class _Seat:
    ticket: Ticket
    came: float
    leaves: float
    question: Question | None = None


@dataclass(slots=True)
class _Hall:
    line: Line = field(default_factory=Line)
    seats: dict[TicketId, _Seat] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    visits: list[PastVisit] = field(default_factory=list)


def simulated_day(world: World, chance: Random) -> SimulatedDay:
    return _Play(world, chance).whole()


class _Play:
    """Events in the order of their time: arrivals, desks that become free, leavings."""

    def __init__(self, world: World, chance: Random) -> None:
        self._world = world
        self._chance = chance
        self._lengths = VisitLengths(world, chance)
        self._hall = _Hall()
        self._desks = [_Desk(number) for number in range(len(world.skills))]
        self._events: list[tuple[float, int, int, str]] = []

    def whole(self) -> SimulatedDay:
        for count, moment in enumerate(self._lengths.arrivals(), start=1):
            heappush(self._events, (moment, 0, count, "comes"))
        while self._events:
            moment, _, number, what = heappop(self._events)
            if what == "comes":
                self._come(moment, number)
            elif what == "leaves":
                self._leave(moment, TicketId(f"{number:032x}"))
            else:
                self._call(self._desks[number], moment)
        return SimulatedDay(self._hall.questions, self._hall.visits)

    def _come(self, moment: float, count: int) -> None:
        ticket = self._ticket(moment, count)
        before = len(self._hall.line)
        self._hall.line.put(ticket)
        leaves = moment + self._lengths.patience()
        seat = _Seat(ticket, moment, leaves)
        self._hall.seats[ticket.id] = seat
        for desk in self._desks:
            if self._is_free(desk, moment) and self._takes(desk, ticket):
                self._call(desk, moment)
                return
        seat.question = Question(ticket.id, before, self._line_now(moment))
        self._hall.questions.append(seat.question)
        if leaves < inf:
            heappush(self._events, (leaves, 1, count, "leaves"))

    def _leave(self, moment: float, ticket: TicketId) -> None:
        seat = self._hall.seats.pop(ticket, None)
        if seat is None:
            return
        self._hall.line.put(replace(seat.ticket, state=TicketState.WITHDRAWN))
        gone = PastVisit(seat.ticket.topic, TicketState.WITHDRAWN, moment - seat.came)
        self._hall.visits.append(gone)

    def _call(self, desk: _Desk, moment: float) -> None:
        """The next one whom it fits, if any waits."""
        if moment < desk.free_at:
            return
        desk.visit = None
        back = self._break_ends(desk, moment)
        if back > moment:
            desk.away_until = back
            heappush(self._events, (back, 2, desk.number, "is free"))
            return
        ticket = self._hall.line.next_for(self._world.skills[desk.number])
        if ticket is None:
            return
        self._end_late(desk, moment)
        self._serve(desk, moment, self._hall.seats.pop(ticket.id))

    def _serve(self, desk: _Desk, moment: float, seat: _Seat) -> None:
        ticket, hall = seat.ticket, self._hall
        hall.line.put(replace(ticket, state=TicketState.CALLED))
        if seat.question is not None:
            seat.question.waited = moment - seat.came
        waited_all_the_while = seat.came <= desk.free_since
        since = moment - desk.free_since if waited_all_the_while else None
        visit = PastVisit(
            ticket.topic, TicketState.DONE, moment - seat.came, changeover=since
        )
        if self._lengths.is_no_show():
            minutes = self._lengths.until_no_show()
            ended = replace(visit, ended=TicketState.NO_SHOW, way=minutes)
            desk.visit = (ticket, TicketState.CALLED, moment)
        else:
            minutes = self._lengths.service(ticket.topic, desk.number)
            ended = replace(visit, way=0.0, service=minutes)
            desk.visit = (ticket, TicketState.SERVING, moment)
        hall.visits.append(ended)
        desk.free_since = moment + minutes
        desk.free_at = desk.free_since + self._lengths.between_visits()
        if ended.service is not None and self._lengths.is_forgotten():
            desk.unended = len(hall.visits) - 1
        heappush(self._events, (desk.free_at, 2, desk.number, "is free"))

    def _end_late(self, desk: _Desk, moment: float) -> None:
        if desk.unended is not None and moment > desk.free_at:
            visit = self._hall.visits[desk.unended]
            late = (visit.service or 0.0) + moment - desk.free_since
            self._hall.visits[desk.unended] = replace(visit, service=late)
        desk.unended = None

    def _is_free(self, desk: _Desk, moment: float) -> bool:
        return (
            moment >= desk.free_at
            and moment >= desk.away_until
            and self._break_ends(desk, moment) <= moment
        )

    def _takes(self, desk: _Desk, ticket: Ticket) -> bool:
        return self._world.skills[desk.number].fit(ticket)

    def _breaks(self, desk: _Desk) -> tuple[tuple[float, float], ...]:
        return tuple(self._world.breaks) if desk.number == 0 else ()

    def _break_ends(self, desk: _Desk, moment: float) -> float:
        inside = (e for b, e in self._breaks(desk) if b <= moment < e)
        return next(inside, moment)

    def _line_now(self, moment: float) -> LineNow:
        return LineNow(
            tuple(self._hall.line),
            [
                OpenDesk(
                    skills=self._world.skills[desk.number],
                    visit=self._shown(desk, moment),
                    idle=max(0.0, moment - desk.free_since),
                    windows=self._windows(desk, moment),
                )
                for desk in self._desks
            ],
        )

    def _shown(self, desk: _Desk, moment: float) -> DeskVisit | None:
        """What the hub knows: who is with the desk until its end is told."""
        if desk.visit is None or moment >= desk.free_since:
            return None
        ticket, state, since = desk.visit
        return DeskVisit(ticket.topic, state, moment - since)

    def _windows(self, desk: _Desk, moment: float) -> Windows:
        begins, windows = 0.0, []
        for away, back in self._breaks(desk):
            if back > moment:
                windows.append((begins, max(0.0, away - moment)))
                begins = back - moment
        return (*windows, (begins, inf)) if windows else ALWAYS

    def _ticket(self, moment: float, count: int) -> Ticket:
        language = LanguageCode(self._lengths.language())
        return Ticket(
            id=TicketId(f"{count:032x}"),
            number=TicketNumber("A", count),
            service_day=date(2026, 3, 2),
            topic=self._lengths.topic(),
            language=language,
            screen_language=language,
            code=TicketCode(""),
            issued_at=OPENING + timedelta(minutes=moment),
        )
