"""Why the hub did not take a ticket; each reason has words and a remedy for staff."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.ids import TicketId


class RefusalReason(StrEnum):
    CLOCK = "clock"
    """Dated where no clock of a terminal could be."""
    OTHER_DATA = "other_data"
    """Delivered before, with other data; what came first holds."""
    CODE_TAKEN = "code_taken"
    """Its code opens the page of another visitor."""
    NOT_UNDERSTOOD = "not_understood"
    """Not in the form that this version of the hub reads."""


@dataclass(frozen=True, slots=True)
class RefusedTicket:
    """Its visitor holds a number that nobody will call unless staff act."""

    id: TicketId
    terminal: str
    """The name of the terminal that delivered it."""
    number: str
    """As the visitor reads it; "" if that could not be read."""
    reason: RefusalReason
    at: datetime
    """When it was delivered last."""
