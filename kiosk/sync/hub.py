"""What the terminal may ask of its hub, whoever carries the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.errors import DeliveryRefused

if TYPE_CHECKING:
    from kiosk.domain.appointments import FoundAppointment
    from kiosk.domain.queues import Standing
    from kiosk.errors import KioskError
    from kiosk.ids import AppointmentCode, TicketId
    from kiosk.wire import CommandResult, Greeting, TerminalReport

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

    async def appointment(self, code: AppointmentCode) -> FoundAppointment:
        """What a code that a visitor typed is worth now."""
        ...

    async def greet(self) -> Greeting:
        """Ask who the hub takes this terminal for: the heartbeat."""
        ...

    async def report(self, report: TerminalReport) -> None:
        """Say how this terminal is."""
        ...

    @property
    def token(self) -> str:
        """The one that is used now."""
        ...

    async def announce_token(self, token_hash: str) -> None:
        """Say which token this terminal will have next."""
        ...

    async def take_up_token(self) -> None:
        """Use from now on what the token's file says."""
        ...

    async def answer_command(self, command: str, result: CommandResult) -> None:
        """Say what became of it; again and again does no harm."""
        ...

    async def close(self) -> None: ...


def said_in_log(error: KioskError) -> str:
    """Of a refusal kind, status and remedy: the hub's own words may name a ticket."""
    if isinstance(error, DeliveryRefused):
        return f"{type(error).__name__} {error.status}. {error.remedy}".rstrip()
    return f"{error} {error.remedy}".rstrip()
