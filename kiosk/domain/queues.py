"""The order of the line: who is next for whom, and who stands before whom."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.arrivals import TicketMark
from kiosk.domain.tickets import Ticket, TicketState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from kiosk.ids import DeskId, LanguageCode, TicketId, TopicId

    Place = tuple[datetime, TicketId]
    Needs = tuple[TopicId, LanguageCode, frozenset[TicketMark]]


@dataclass(frozen=True, slots=True)
class Skills:
    """What a counsellor at a desk takes; an empty set means everything."""

    topics: frozenset[TopicId] = frozenset()
    languages: frozenset[LanguageCode] = frozenset()

    def fit(self, ticket: Ticket) -> bool:
        """What nobody knows fits everybody: somebody must call its visitor."""
        return (
            not self.topics
            or ticket.topic in self.topics
            or TicketMark.UNKNOWN_TOPIC in ticket.marks
        ) and (
            not self.languages
            or ticket.language in self.languages
            or TicketMark.UNKNOWN_LANGUAGE in ticket.marks
        )


def needs(ticket: Ticket) -> Needs:
    """All that `Skills.fit` looks at: who fits one such ticket fits the others."""
    return (ticket.topic, ticket.language, ticket.marks)


def place(ticket: Ticket) -> Place:
    """The key by which the line is ordered: true time of issue, then identity."""
    return (ticket.issued_at, ticket.id)


def in_order(tickets: Iterable[Ticket]) -> list[Ticket]:
    return sorted(tickets, key=place)


class Line:
    """All who wait. It answers by what tickets need, without looking at each of them.

    Kept up to date by `put`, in any order and as often as one likes.
    """

    def __init__(self, tickets: Iterable[Ticket] = ()) -> None:
        self._waiting: dict[TicketId, Ticket] = {}
        self._groups: dict[Needs, list[Place]] = {}
        """The places of those who need the same, in order; never an empty list."""
        for ticket in in_order(tickets):
            self.put(ticket)

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Ticket]:
        return iter(in_order(self._waiting.values()))

    def put(self, ticket: Ticket) -> None:
        """This is how the ticket stands now: who does not wait leaves the line."""
        self._remove(ticket.id)
        if ticket.state is TicketState.WAITING:
            self._waiting[ticket.id] = ticket
            insort(self._groups.setdefault(needs(ticket), []), place(ticket))

    def next_for(self, skills: Skills) -> Ticket | None:
        """Whom a counsellor with these skills calls next."""
        firsts = [places[0] for _, places in self._for_any([skills])]
        return self._waiting[min(firsts)[1]] if firsts else None

    def people_before(self, ticket: Ticket, present: Collection[Skills]) -> int:
        """How many are called before this ticket at most.

        `present` are the skills of all counsellors at a desk. Those who fit the ticket
        call one after the other, in whatever turn, and each takes whom `next_for` says,
        until one of them comes to this ticket. So those count who wait, stand before
        it, and are fit by at least one of these counsellors; whom only others serve
        does not, and who is parked, called or served does not wait.

        While nobody fits the ticket, all count who wait before it: whoever comes may
        take them first.
        """
        fitting = {skills for skills in present if skills.fit(ticket)} or {Skills()}
        own = place(ticket)
        return sum(bisect_left(places, own) for _, places in self._for_any(fitting))

    def served_by_nobody(self, present: Collection[Skills]) -> frozenset[TicketId]:
        """Who waits though nobody at a desk fits their ticket."""
        served = {sample for sample, _ in self._for_any(set(present))}
        return frozenset(
            identity
            for key, places in self._groups.items()
            if key not in served
            for _, identity in places
        )

    def _for_any(
        self, skills: Collection[Skills]
    ) -> Iterator[tuple[Needs, list[Place]]]:
        """The groups that at least one of these fits."""
        for key, places in self._groups.items():
            sample = self._waiting[places[0][1]]
            if any(one.fit(sample) for one in skills):
                yield key, places

    def _remove(self, ticket: TicketId) -> None:
        known = self._waiting.pop(ticket, None)
        if known is None:
            return
        places = self._groups[needs(known)]
        del places[bisect_left(places, place(known))]
        if not places:
            del self._groups[needs(known)]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ticket stands, as of a moment."""

    state: TicketState
    people_before: int
    """How many are called before this one at most; 0 once called."""
    desk: DeskId | None
    as_of: datetime
    counsellors: int | None = None
    """How many at a desk could call it; None where that is over, or not known."""
