"""The versioned messages that hub and terminal exchange, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
from msgspec import Meta

from kiosk.domain.issuing import NotIssuing  # noqa: TC001 - msgspec reads it
from kiosk.domain.tickets import Ticket, TicketNumber, TicketState
from kiosk.ids import DeskId, LanguageCode, TicketCode, TicketId, TopicId

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "/api/v1"

FORMAT_HEADER, FORMAT = "Kiosk-Wire", "2"
"""Sent with every request: who asks in this format reads answers tolerantly. Who does
not say it is a terminal of the first format, and takes only what that one knew."""

# `$` alone would let a final line feed pass; `\Z` is not known to JSON Schema.
Series = Annotated[str, Meta(pattern=r"^[A-Z]{1,2}(?!\n)$")]
Count = Annotated[int, Meta(ge=1, le=9999)]
Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}(?!\n)$")]
Code = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{12}(?!\n)$")]
Name = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]{1,64}(?!\n)$")]
"""No control characters: not every database can keep them."""
Moment = Annotated[datetime, Meta(tz=True)]
"""Always with its zone: a moment without one cannot be put in order."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the hub is sent, read strictly: an unknown field is a mistake."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the hub answers, read tolerantly: a newer hub may say more.

    A field that an older hub does not say has a default which means "not known".
    """


A = TypeVar("A", bound=Answer)


def as_known_by(answer: A, format_of_asker: str | None) -> A:
    """Without what is newer than the format in which the asker speaks.

    Terminals of the first format did not say one, and took no field that they did not
    know. When a later format comes to be read as strictly, it gets a row here.
    """
    if format_of_asker is not None:
        return answer
    newer = NEWER_THAN_THE_FIRST.get(type(answer), ())
    return msgspec.structs.replace(answer, **dict.fromkeys(newer))


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


class TicketStanding(Answer, frozen=True):
    """The answer to a delivery, and to GET /api/v1/tickets/{id}."""

    state: TicketState
    people_before: int
    desk: DeskId | None
    as_of: Moment
    counsellors: int | None = None
    """How many at a desk now could call this ticket; None if the hub does not say."""


class Greeting(Answer, frozen=True):
    """GET /api/v1/terminal: who the hub takes the asker for; also the heartbeat."""

    series: str
    name: str
    now: Moment
    service_day: date | None = None
    last_count: int | None = None
    """The highest count of this series that the hub knows of its service day."""
    counselling: bool | None = None
    """Whether anybody is at a desk now."""


NEWER_THAN_THE_FIRST: Mapping[type[Answer], tuple[str, ...]] = {
    TicketStanding: ("counsellors",),
    Greeting: ("service_day", "last_count", "counselling"),
}
"""Fields whose default is not sent."""

Complaint = Annotated[str, Meta(pattern=r"^[a-z][a-z-]{0,31}(?!\n)$")]


class TerminalReport(Message, frozen=True):
    """PUT /api/v1/terminal/report: how the terminal is, the newest one only.

    Sent with the heartbeat when it changed, and now and then; 204. Nothing in it is
    about a visitor.
    """

    program: Annotated[str, Meta(pattern=r"^[!-~]{1,32}(?!\n)$")]
    """The version of the program that runs there."""
    not_issuing: NotIssuing | None = None
    configured_series: Series | None = None
    """What its settings say, where that is not the series it is paired as."""
    clock_offset_seconds: float = 0.0
    """The hub's clock less the terminal's own."""
    undelivered: Annotated[int, Meta(ge=0)] = 0
    refused: Annotated[int, Meta(ge=0)] = 0
    grid: Annotated[str, Meta(pattern=r"^[0-9]{1,4}x[0-9]{1,4}(?!\n)$")] | None = None
    """Columns and rows of the screen."""
    complaints: Annotated[tuple[Complaint, ...], Meta(max_length=16)] = ()
    """What else staff must mend, in words of the program: `screen-too-small`, ..."""


class Health(Answer, frozen=True):
    status: str
