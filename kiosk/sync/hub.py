"""What the terminal may ask of its hub, whoever carries the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kiosk.domain.queues import Standing
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import TicketId
    from kiosk.wire import Greeting

WRONG_TOKEN = frozenset({401, 403})
"""The hub's answers to a terminal it does not know: about the asker, not the ticket."""


class Hub(Protocol):
    """Every method raises `HubUnreachable` or `DeliveryRefused`."""

    async def deliver(self, ticket: Ticket) -> Standing:
        """Hand a ticket over; again and again does no harm."""
        ...

    async def standing(self, ticket_id: TicketId) -> Standing: ...

    async def greet(self) -> Greeting:
        """Ask who the hub takes this terminal for: the heartbeat."""
        ...

    async def close(self) -> None: ...
