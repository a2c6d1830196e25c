"""The versioned messages that hub and terminal exchange, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.domain.commands import (
    LONGEST_LINE,
    MOST_FACTS,
    MOST_FINDINGS,
    MOST_LOG_LINES,
    CommandOutcome,
)
from kiosk.domain.issuing import NotIssuing  # noqa: TC001 - msgspec reads it
from kiosk.domain.tickets import Ticket, TicketNumber, TicketState
from kiosk.domain.waits.plan import HoursEnd
from kiosk.domain.waits.said import LONGEST, SaidWait, WaitRange
from kiosk.ids import (
    AppointmentCode,
    DeskId,
    LanguageCode,
    Slug,
    TicketCode,
    TicketId,
    TopicId,
)

PREFIX = "/api/v1"

FORMAT_HEADER, FORMAT = "Kiosk-Wire", "2"
"""Sent with every request: who asks in this format reads answers tolerantly. Who does
not say it is a terminal of the first format, and takes only what that one knew."""

# `$` alone would let a final line feed pass; `\Z` is not known to JSON Schema.
Series = Annotated[str, Meta(pattern=r"^[A-Z]{1,2}(?!\n)$")]
Count = Annotated[int, Meta(ge=1, le=9999)]
Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}(?!\n)$")]
Code = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{12}(?!\n)$")]
BookedCode = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{8}(?!\n)$")]
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


class TicketDelivery(Message, frozen=True, omit_defaults=True):
    """PUT /api/v1/tickets/{id}: a ticket that the terminal has issued.

    A hub of before knows no `about` and no `appointment`: it is sent the rest.
    """

    series: Series
    count: Count
    service_day: date
    topic: Name
    language: Name
    screen_language: Name
    code: Code
    issued_at: Moment
    about: Name | None = None
    """The service from which its visitor came."""
    appointment: BookedCode | None = None
    """With which its visitor checked in."""

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
            about=ticket.about,
            appointment=ticket.appointment,
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
            about=Slug(self.about) if self.about else None,
            appointment=AppointmentCode(self.appointment) if self.appointment else None,
        )


class ToldWait(Answer, frozen=True):
    """Of a `TicketStanding`: how long it will wait still, in whole minutes."""

    as_of: Moment
    low: int | None = None
    """None: it is not known."""
    high: int | None = None
    closes: Moment | None = None
    """When hours end that may be over before the call; then no minutes are told."""
    goes_on: Moment | None = None
    """After a long pause; None: not on this day."""

    @classmethod
    def of(cls, wait: SaidWait | None) -> ToldWait | None:
        if wait is None:
            return None
        told, end = wait.range, wait.hours_end
        if told is not None:
            return cls(as_of=wait.as_of, low=told.low, high=told.high)
        if end is not None:
            return cls(as_of=wait.as_of, closes=end.closes, goes_on=end.goes_on)
        return cls(as_of=wait.as_of)

    def said(self) -> SaidWait:
        """What makes no range is not known."""
        if self.closes is not None:
            return SaidWait(self.as_of, None, HoursEnd(self.closes, self.goes_on))
        low, high = self.low, self.high
        if low is None or high is None or not 0 <= low < high <= LONGEST:
            return SaidWait(self.as_of)
        return SaidWait(self.as_of, WaitRange(low, high))


class TicketStanding(Answer, frozen=True):
    """The answer to a delivery, and to GET /api/v1/tickets/{id}."""

    state: TicketState
    people_before: int
    desk: DeskId | None
    as_of: Moment
    counsellors: int | None = None
    """How many at a desk now could call this ticket; None if the hub does not say."""
    at_desks: int | None = None
    """How many are at a desk now at all."""
    for_topic: int | None = None
    """How many of them take the ticket's topic, in whatever language."""
    wait: ToldWait | None = None
    """None if it does not wait, nobody could call it, or the hub does not say."""
    desk_title: dict[str, str] | None = None
    """By language, German among them, of a desk that the hub's content has lost."""


class ToldCommand(Answer, frozen=True):
    """One of a `Greeting`: what staff ask this terminal to do."""

    id: Hex32
    kind: str
    """A `CommandKind`; one that is not known is refused."""
    expires: Moment
    """By the hub's clock; it is not begun later."""
    texts: dict[str, str] = {}
    """By language, for `out-of-order`; German is always there."""


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
    line_full: bool | None = None
    """Whether who comes now would not be called any more before closing."""
    appointments: bool | None = None
    """Whether somebody has one, so that the terminal asks for codes."""
    full_topics: tuple[str, ...] | None = None
    """For which the consultation hours of now give out no more numbers."""
    full_languages: dict[str, tuple[str, ...]] | None = None  # of the other topics
    release: int | None = None
    """The newest one that there is: a hint to look, and never believed."""
    notices: int | None = None
    renew_token: bool | None = None
    """Whether the terminal shall draw itself a new token: this one is old."""
    commands: tuple[ToldCommand, ...] | None = None
    """Each is told until the terminal has said what became of it."""


class ToldAppointment(Answer, frozen=True):
    """GET /api/v1/appointments/{code}: what a code that a visitor typed is worth now.

    The answer to whatever was typed: a code that there is not is an answer, too.
    """

    answer: str
    """A `CheckInAnswer`; one that is not known is as good as no answer."""
    starts_at: Moment | None = None
    topic: str | None = None
    language: str | None = None
    screen_language: str | None = None
    moved_from: Moment | None = None
    """When it was before it was moved."""
    again_at: Moment | None = None
    """From when codes are looked up again, after `too-many`."""

    @classmethod
    def of(cls, found: FoundAppointment) -> ToldAppointment:
        return cls(
            answer=found.answer.value,
            starts_at=found.starts_at,
            topic=found.topic,
            language=found.language,
            screen_language=found.screen_language,
            moved_from=found.moved_from,
            again_at=found.again_at,
        )

    def found(self, code: AppointmentCode) -> FoundAppointment:
        if self.answer not in set(CheckInAnswer):
            return FoundAppointment(CheckInAnswer.NO_ANSWER, code)
        answer = CheckInAnswer(self.answer)
        told = (self.starts_at, self.topic, self.language, self.screen_language)
        if answer is CheckInAnswer.READY and None in told:
            return FoundAppointment(CheckInAnswer.NO_ANSWER, code)
        return FoundAppointment(
            answer,
            code,
            self.starts_at,
            TopicId(self.topic) if self.topic else None,
            LanguageCode(self.language) if self.language else None,
            LanguageCode(self.screen_language) if self.screen_language else None,
            self.moved_from,
            self.again_at,
        )


class PairingCode(Answer, frozen=True):
    """The answer to a `PairingWish`."""

    paired: bool = False
    """Whether the hub takes the token from now on."""
    code: str = ""
    """What the terminal shows, and staff type on the hub."""
    seconds_left: int = 0
    """Until there is another code."""


class SignatureWanted(Answer, frozen=True):
    """GET /api/v1/signing/{code}: what waits for the publisher's signature."""

    targets: str
    """What they signed last, as it was signed."""
    release: int | None = None
    """None: that shall only hold longer."""
    sha256: str = ""
    length: int = 0
    by: str = ""
    comment: str = ""
    before: int | None = None
    """The release that is public now."""
    notices_key: str | None = None
    """With which the hub asks to be let sign notices: 64 hexadecimal digits."""


NEWER_THAN_THE_FIRST: dict[type[Answer], tuple[str, ...]] = {
    TicketStanding: ("counsellors", "at_desks", "for_topic", "wait", "desk_title"),
    Greeting: (
        *("service_day", "last_count", "counselling", "release", "notices", "commands"),
        *("renew_token", "line_full", "appointments", "full_topics", "full_languages"),
    ),
}
"""Fields whose default is not sent."""


TokenHash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}(?!\n)$")]
"""SHA-256."""


class PairingWish(Message, frozen=True):
    """PUT /api/v1/pairing: a terminal without a token that the hub knows asks for one.

    It has drawn the token itself; nobody else ever sees it.
    """

    token_hash: TokenHash
    program: Annotated[str, Meta(pattern=r"^[!-~]{1,32}(?!\n)$")]


class TokenAnnouncement(Message, frozen=True):
    """PUT /api/v1/terminal/token: which token the terminal will have next; 204.

    It has drawn it itself and kept it. The hub takes both until it hears this one.
    """

    token_hash: TokenHash


Version = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Complaint = Annotated[str, Meta(pattern=r"^[a-z][a-z-]{0,31}(?!\n)$")]


class TerminalReport(Message, frozen=True, omit_defaults=True):
    """PUT /api/v1/terminal/report: how the terminal is, the newest one only.

    Sent with the heartbeat when it changed, and now and then; 204. Nothing in it is
    about a visitor. What is not said is as by default, so that an older hub is asked to
    read as little as can be that it does not know.
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
    release: Version | None = None
    """The release of the content that is really shown; 0 came with the program."""
    release_since: Moment | None = None
    staged: Version | None = None
    """One that is here and good, and waits until no visitor is there."""
    update_refused: Complaint | None = None
    """An `UpdateRefusal`: why the newest release is not taken."""
    content_as_of: Moment | None = None
    """When the hub last vouched that there was nothing newer."""
    free_disk_mib: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None
    """Where its data lies, rounded down."""
    running_hours: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None
    """Whole hours since the program was started."""
    touched_at: Moment | None = None
    """The hour in which the screen was touched last, never what was touched."""


Line = Annotated[
    str, Meta(pattern=r"^[^\x00-\x1f\x7f]*(?!\n)$", max_length=LONGEST_LINE)
]


class CommandResult(Message, frozen=True, omit_defaults=True):
    """PUT /api/v1/terminal/commands/{id}: what became of a command; 204.

    Again and again does no harm: the first one is kept.
    """

    outcome: CommandOutcome
    reason: Complaint | None = None
    facts: Annotated[dict[Complaint, Line], Meta(max_length=MOST_FACTS)] = {}
    """What `diagnostics` tells, by name."""
    findings: Annotated[tuple[Line, ...], Meta(max_length=MOST_FINDINGS)] = ()
    log: Annotated[tuple[Line, ...], Meta(max_length=MOST_LOG_LINES)] = ()
    picture: str | None = None
    """What `screen` shows, as SVG; the hub keeps none that is too large."""


class Health(Answer, frozen=True):
    status: str
