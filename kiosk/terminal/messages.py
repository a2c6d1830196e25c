"""What a screen tells the app: where the visitor wants to go, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket
    from kiosk.errors import KioskError
    from kiosk.ids import LanguageCode
    from kiosk.terminal.places import Place
    from kiosk.terminal.session import VisitMark


@dataclass
class Wanted(Message):
    """The visitor wants to go on to another place."""

    place: Place
    after: int | None = None
    """How much of the way here stays a way back; None: all of it."""


@dataclass
class LanguageChosen(Message):
    """Somebody is here and reads this language."""

    language: LanguageCode


@dataclass
class Typed(Message):
    """The query is another one now; whoever comes back finds it again."""

    query: str


@dataclass
class TicketIssued(Message):
    """A number for this visit and no other, however long that took."""

    ticket: Ticket
    visit: VisitMark


@dataclass
class TicketFailed(Message):
    """No ticket was issued."""

    error: KioskError


class Finished(Message):
    """The visitor leaves, or wants to begin anew."""
