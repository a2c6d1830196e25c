"""The line and the desks in memory: read once, then only what has changed."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.domain.queues import Line, Standing
from kiosk.domain.tickets import AT_A_DESK, TicketState
from kiosk.store import line as store
from kiosk.store import staff, tickets
from kiosk.store.line import LineMarks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from kiosk.domain.access import Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.store.database import Connection

TO_BE_CALLED = frozenset({TicketState.WAITING, TicketState.PARKED})

MANY_CHANGES = 2_000
"""From so many events on, reading the whole line is no slower."""


@dataclass(frozen=True, slots=True)
class Hall:
    """Who waits and who is at a desk, at one moment. To be used under its lock only."""

    line: Line
    present: tuple[Staff, ...]

    def people_before(self, ticket: Ticket, day: date) -> int:
        """0 once the ticket does not wait any more."""
        if ticket.state is not TicketState.WAITING or ticket.service_day < day:
            return 0
        return self.line.people_before(ticket, [s.own_skills for s in self.present])

    def standing(self, ticket: Ticket, day: date, now: datetime) -> Standing:
        """Of counsellors nothing is said where nobody will or need call it any more."""
        stands = Standing(
            state=ticket.state,
            people_before=self.people_before(ticket, day),
            desk=ticket.desk if ticket.state in AT_A_DESK else None,
            as_of=now,
        )
        if ticket.state not in TO_BE_CALLED:
            return stands
        if ticket.service_day < day:
            return replace(stands, counsellors=0)
        skills = [somebody.own_skills for somebody in self.present]
        return replace(
            stands,
            counsellors=sum(one.fit(ticket) for one in skills),
            at_desks=len(skills),
            for_topic=sum(one.take(ticket) for one in skills),
        )


class KeptLine:
    """One for all threads of a process; right also when other processes change things.

    One small query before each answer says whether anything has changed since: every
    change of a ticket is a numbered event in the same transaction, and writers go one
    after the other, so that the newest number names one state of the line. Only what
    is committed may be read into it: a transaction asks before it writes.

    Holds the line of one service day.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._day: date | None = None
        self._marks = LineMarks(0, 0, 0)
        self._line = Line()
        self._at_desks: list[Staff] = []

    @contextmanager
    def now(
        self, connection: Connection, day: date, moment: datetime
    ) -> Iterator[Hall]:
        """As this connection sees it, or newer."""
        seen = store.marks(connection)
        with self._lock:
            self._catch_up(connection, day, seen)
            present = [s for s in self._at_desks if s.is_present(moment, day)]
            yield Hall(self._line, tuple(present))

    def _catch_up(self, connection: Connection, day: date, seen: LineMarks) -> None:
        """The marks were read before the rows: what comes between is read twice."""
        known = self._marks
        anew = (
            self._day != day
            or seen.oldest > known.oldest  # tickets were deleted
            or (not seen.newest and known.newest > 0)
            or seen.newest - known.newest > MANY_CHANGES
        )
        # not `!=`: this connection may look at an older moment than another thread's
        if anew:
            self._line = Line(tickets.waiting(connection, day))
        elif seen.newest > known.newest:
            for ticket in tickets.changed(connection, known.newest):
                if ticket.service_day >= day:
                    self._line.put(ticket)
        if anew or seen.desks > known.desks:
            self._at_desks = staff.at_desks(connection, day)
        self._day = day
        self._marks = LineMarks(
            seen.newest if anew else max(seen.newest, known.newest),
            seen.oldest if anew else known.oldest,
            seen.desks if anew else max(seen.desks, known.desks),
        )
