"""The order of the line: who is next for whom, and who stands before whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge, nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from kiosk.domain.arrivals import TicketMark
from kiosk.domain.tickets import Ticket, TicketState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from kiosk.domain.localized import Localized
    from kiosk.domain.waits.said import SaidWait
    from kiosk.ids import DeskId, LanguageCode, PartnerId, StaffId, TicketId, TopicId

    Place = tuple[datetime, TicketId]
    Needs = tuple[
        TopicId,
        LanguageCode,
        PartnerId | None,
        frozenset[TicketMark],
        StaffId | None,
    ]


@dataclass(frozen=True, slots=True)
class Skills:
    """What a counsellor at a desk takes; an empty set means everything."""

    topics: frozenset[TopicId] = frozenset()
    languages: frozenset[LanguageCode] = frozenset()
    partner: PartnerId | None = None
    """For whom they work; None: they take what is meant for any partner."""
    who: StaffId | None = None
    """Whose skills these are: nobody is offered whom they have just passed on."""

    def take(self, ticket: Ticket) -> bool:
        """Whether its topic is theirs and its partner too, in whatever language.

        Whom they have passed on is for others, until they call them from their row.
        """
        if self.who is not None and self.who == ticket.passed_on_by:
            return False
        if ticket.partner is not None and self.partner not in (None, ticket.partner):
            return False
        return (
            not self.topics
            or ticket.topic in self.topics
            or TicketMark.UNKNOWN_TOPIC in ticket.marks
        )

    def fit(self, ticket: Ticket) -> bool:
        """What nobody knows fits everybody: somebody must call its visitor."""
        return self.take(ticket) and (
            not self.languages
            or ticket.language in self.languages
            or TicketMark.UNKNOWN_LANGUAGE in ticket.marks
        )

    def say_so_of(self, topic: TopicId, language: LanguageCode) -> bool:
        """Whether this language is named, and not only taken with all the others."""
        return language in self.languages and (not self.topics or topic in self.topics)


def needs(ticket: Ticket) -> Needs:
    """All that `Skills.fit` looks at: who fits one such ticket fits the others."""
    return (
        ticket.topic,
        ticket.language,
        ticket.partner,
        ticket.marks,
        ticket.passed_on_by,
    )


def place(ticket: Ticket) -> Place:
    """The key by which the line is ordered: since when it counts as waiting, then
    identity. Nothing in it moves while others come, so nobody is passed for ever: who
    comes later than the longest headstart stands behind, whatever their priority."""
    return (ticket.stands_since, ticket.id)


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

    def first(self, most: int) -> list[Ticket]:
        """So many from the front, without ordering those behind them."""
        places = islice(merge(*self._groups.values()), most)
        return [self._waiting[identity] for _, identity in places]

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
        own = place(ticket)
        rivals = self._rivals(ticket, present)
        return sum(bisect_left(places, own) for places in rivals)

    def people_after(
        self, ticket: Ticket, present: Collection[Skills], most: int
    ) -> list[Ticket]:
        """The next who could be called instead of this ticket, in order.

        Those who would count as before it, if they did not stand behind it.
        """
        own = place(ticket)
        behind: list[Place] = []
        for places in self._rivals(ticket, present):
            at = bisect_right(places, own)
            behind += places[at : at + most]
        return [self._waiting[identity] for _, identity in nsmallest(most, behind)]

    def served_by_nobody(self, present: Collection[Skills]) -> frozenset[TicketId]:
        """Who waits though nobody at a desk fits their ticket."""
        served = {sample for sample, _ in self._for_any(set(present))}
        return frozenset(
            identity
            for key, places in self._groups.items()
            if key not in served
            for _, identity in places
        )

    def _rivals(
        self, ticket: Ticket, present: Collection[Skills]
    ) -> Iterator[list[Place]]:
        """The places of all whom those could call who fit the ticket."""
        fitting = {skills for skills in present if skills.fit(ticket)} or {Skills()}
        for _, places in self._for_any(fitting):
            yield places

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


class Lack(StrEnum):
    """Why nobody could call a ticket; visitors are told no narrower reason."""

    ANYBODY = "anybody"
    """No desk is occupied."""
    SOMEBODY_FOR_IT = "somebody_for_it"
    """Somebody is there and does not take its topic, or the hub does not say more."""
    LANGUAGE = "language"
    """Those who take its topic do not speak its language."""


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
    at_desks: int | None = None
    """How many are at a desk at all."""
    for_topic: int | None = None
    """How many of them take its topic, in whatever language."""
    wait: SaidWait | None = None
    """How long it will wait still; None where nobody says, or it waits no more."""
    desk_title: Localized | None = None
    """Of a desk that the hub's content has lost since somebody sat down there."""

    def lack(self) -> Lack | None:
        """None as well where the hub is too old to say that nobody fits."""
        if self.counsellors != 0:
            return None
        if self.at_desks == 0:
            return Lack.ANYBODY
        return Lack.LANGUAGE if self.for_topic else Lack.SOMEBODY_FOR_IT

    def is_sure(self) -> bool:
        """Whether a call of who waits may be promised: somebody can make it, and
        before these hours are over."""
        in_time = self.wait is None or self.wait.hours_end is None
        return in_time and self.lack() is None
