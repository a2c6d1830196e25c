"""What a ticket that arrives is taken as: its visitor holds a number.

true                taken as it is
late                issued while the hub did not hear its terminal: its day's
wrong clock         taken for now, and marked
beyond all clocks   nonsense, the only thing that is refused
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.errors import ImpossibleMoment

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.tickets import Ticket

AHEAD = timedelta(minutes=2)
"""As far as two good clocks are apart."""
LATE = timedelta(days=30)
"""What comes later is no day's any more."""
CATCHING_UP = timedelta(hours=1)
"""How long an outbox may take to deliver what it kept, once the hub is heard again."""
FAR = timedelta(days=7)
"""A clock that is set by hand is not further off."""
RESET_FROM = datetime(1970, 1, 1, tzinfo=UTC)
RESET_UNTIL = datetime(2026, 1, 1, tzinfo=UTC)
"""Between these no ticket was ever issued: a clock that lost its power says so."""


class TicketMark(StrEnum):
    """What staff must know of a ticket that the hub took all the same."""

    RE_DATED = "re_dated"
    """Its terminal's clock was wrong: it counts from its arrival."""
    OTHER_SERIES = "other_series"
    """Its number belongs to the series of another terminal."""
    UNKNOWN_TOPIC = "unknown_topic"
    UNKNOWN_LANGUAGE = "unknown_language"
    NO_APPOINTMENT = "no_appointment"
    """Its visitor's appointment was used, cancelled or of another day by then."""


@dataclass(frozen=True, slots=True)
class TerminalContact:
    """When the hub has heard a terminal."""

    since: datetime | None = None
    """Since when without a gap; None if never."""
    lost_at: datetime | None = None
    """The last sign of life before that; None if there was none."""


def arrived(
    ticket: Ticket, contact: TerminalContact, now: datetime, today: date
) -> Ticket:
    """As it is taken; what its terminal told is kept beside. Raises `ImpossibleMoment`.

    Moments are compared as differences: in the year 9999 no zone can be applied.
    """
    if _is_true(ticket, now, today) or _is_late(ticket, contact, now, today):
        return ticket
    if not _is_a_clocks(ticket, now, today):
        raise ImpossibleMoment(
            f"Ticket {ticket.number} says it was issued at"
            f" {ticket.issued_at.isoformat()}, on the service day"
            f" {ticket.service_day}: it is {now:%Y-%m-%d %H:%M} UTC.",
            remedy="Put the terminal's clock right, and give its visitor a new number.",
        )
    return replace(
        ticket,
        service_day=today,
        issued_at=now,
        told_day=ticket.service_day,
        told_at=ticket.issued_at,
        marks=ticket.marks | {TicketMark.RE_DATED},
    )


def _is_true(ticket: Ticket, now: datetime, today: date) -> bool:
    since = now - ticket.issued_at
    return ticket.service_day == today and -AHEAD <= since < timedelta(days=1)


def _is_late(
    ticket: Ticket, contact: TerminalContact, now: datetime, today: date
) -> bool:
    """Only what was issued while the hub heard nothing can have waited since then."""
    if contact.since is None or contact.lost_at is None:
        return False
    return (
        ticket.service_day < today
        and contact.lost_at - AHEAD <= ticket.issued_at <= contact.since
        and now - contact.since <= CATCHING_UP
        and now - ticket.issued_at <= LATE
        and abs(ticket.service_day - ticket.issued_at.date()) <= timedelta(days=1)
    )


def _is_a_clocks(ticket: Ticket, now: datetime, today: date) -> bool:
    """Whether a clock of a terminal could say so, however wrong it is."""
    days = abs(ticket.service_day - today) <= FAR
    times = abs(ticket.issued_at - now) <= FAR
    reset_day = RESET_FROM.date() <= ticket.service_day < RESET_UNTIL.date()
    reset_time = RESET_FROM - FAR <= ticket.issued_at < RESET_UNTIL
    return (days or reset_day) and (times or reset_time)
