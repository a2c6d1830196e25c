"""The versioned messages that hub and terminal exchange, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.tickets import Ticket, TicketNumber, TicketState
from kiosk.ids import DeskId, LanguageCode, TicketCode, TicketId, TopicId

PREFIX = "/api/v1"

Series = Annotated[str, Meta(pattern="^[A-Z]{1,2}$")]
Count = Annotated[int, Meta(ge=1, le=9999)]
Hex32 = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Code = Annotated[str, Meta(pattern="^[0-9A-HJKMNP-TV-Z]{12}$")]
Name = Annotated[str, Meta(min_length=1, max_length=64)]


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
    issued_at: datetime

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
    as_of: datetime


class TerminalSelf(Message, frozen=True):
    """GET /api/v1/terminal: who the hub takes the asker for; also the heartbeat."""

    series: str
    name: str
    now: datetime


class Health(Message, frozen=True):
    status: str
