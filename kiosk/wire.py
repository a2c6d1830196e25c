"""The versioned messages that hub and terminal exchange, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.tickets import Ticket, TicketNumber, TicketState
from kiosk.ids import DeskId, LanguageCode, TicketCode, TicketId, TopicId

PREFIX = "/api/v1"

# `$` alone would let a final line feed pass; `\Z` is not known to JSON Schema.
Series = Annotated[str, Meta(pattern=r"^[A-Z]{1,2}(?!\n)$")]
Count = Annotated[int, Meta(ge=1, le=9999)]
Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}(?!\n)$")]
Code = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{12}(?!\n)$")]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Moment = Annotated[datetime, Meta(tz=True)]
"""Always with its zone: a moment without one cannot be put in order."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anything sent; an unknown field is an error, so that typing mistakes show."""


class TicketDelivery(Message, frozen=True):
    """PUT /api/v1/tickets/{id}: a ticket that the terminal has issued."""

    series: Series
    count: Count
    service_day: date
    topic: Name
    language: Name
    screen_language: Name
    code: Code
    issued_at: Moment

    @classmethod
    def of(cls, ticket: Ticket) -> TicketDelivery:
        return cls(
            series=ticket.number.series,
            count=ticket.number.count,
            service_day=ticket.service_day,
            topic=ticket.topic,
            language=ticket.language,
            screen_language=ticket.screen_language,
            code=ticket.code,
            issued_at=ticket.issued_at,
        )

    def ticket(self, ticket_id: TicketId) -> Ticket:
        return Ticket(
            id=ticket_id,
            number=TicketNumber(self.series, self.count),
            service_day=self.service_day,
            topic=TopicId(self.topic),
            language=LanguageCode(self.language),
            screen_language=LanguageCode(self.screen_language),
            code=TicketCode(self.code),
            issued_at=self.issued_at,
        )


class TicketStanding(Message, frozen=True):
    """The answer to a delivery, and to GET /api/v1/tickets/{id}."""

    state: TicketState
    people_before: int
    desk: DeskId | None
    as_of: Moment


class TerminalSelf(Message, frozen=True):
    """GET /api/v1/terminal: who the hub takes the asker for; also the heartbeat."""

    series: str
    name: str
    now: Moment


class Health(Message, frozen=True):
    status: str
