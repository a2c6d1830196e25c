"""Who is next: fair by the time the ticket was issued, within what a desk can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.arrivals import TicketMark
from kiosk.domain.tickets import Ticket, TicketState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.ids import DeskId, LanguageCode, TicketId, TopicId


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


def place(ticket: Ticket) -> tuple[datetime, TicketId]:
    """The key by which the line is ordered: true time of issue, then identity."""
    return (ticket.issued_at, ticket.id)


def in_order(tickets: Iterable[Ticket]) -> list[Ticket]:
    return sorted(tickets, key=place)


def next_for(skills: Skills, tickets: Iterable[Ticket]) -> Ticket | None:
    """The first waiting ticket that these skills fit."""
    return next(
        (
            ticket
            for ticket in in_order(tickets)
            if ticket.state is TicketState.WAITING and skills.fit(ticket)
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ticket stands, as of a moment."""

    state: TicketState
    people_before: int
    """How many wait before this one; 0 once called."""
    desk: DeskId | None
    as_of: datetime
