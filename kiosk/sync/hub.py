"""What the terminal may ask of its hub, whoever carries the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.errors import DeliveryRefused

if TYPE_CHECKING:
    from kiosk.domain.queues import Standing
    from kiosk.errors import KioskError
    from kiosk.ids import TicketId
    from kiosk.wire import Greeting, TerminalReport

WRONG_TOKEN = frozenset({401, 403})
"""The hub's answers to a terminal it does not know: about the asker, not the ticket."""


class Hub(Protocol):
    """Every method raises `HubUnreachable` or `DeliveryRefused`."""

    async def deliver(self, kind: str, key: str, body: bytes) -> Standing | None:
        """Hand over a row of the outbox; again and again does no harm.

        A ticket's answer says where it stands.
        """
        ...

    async def standing(self, ticket_id: TicketId) -> Standing: ...

    async def greet(self) -> Greeting:
        """Ask who the hub takes this terminal for: the heartbeat."""
        ...

    async def report(self, report: TerminalReport) -> None:
        """Say how this terminal is."""
        ...

    async def close(self) -> None: ...


def said_in_log(error: KioskError) -> str:
    """Of a refusal kind, status and remedy: the hub's own words may name a ticket."""
    if isinstance(error, DeliveryRefused):
        return f"{type(error).__name__} {error.status}. {error.remedy}".rstrip()
    return f"{error} {error.remedy}".rstrip()
