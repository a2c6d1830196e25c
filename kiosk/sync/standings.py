"""Where the tickets now on screen stand, and which of them to ask the hub about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.domain.queues import Standing
    from kiosk.ids import TicketId

ROUNDS_WANTED = 5
"""Rounds of asking until a ticket nobody asked for again is forgotten: 10 seconds."""


class Standings:
    """Touched by the terminal's event loop only."""

    def __init__(self) -> None:
        self._known: dict[TicketId, Standing] = {}
        self._rounds_left: dict[TicketId, int] = {}

    def of(self, ticket_id: TicketId) -> Standing | None:
        """What was last said; asking keeps the ticket wanted for a while."""
        self._rounds_left[ticket_id] = ROUNDS_WANTED
        return self._known.get(ticket_id)

    def put(self, ticket_id: TicketId, standing: Standing) -> None:
        """Keep an answer, unless it is older than the one kept."""
        known = self._known.get(ticket_id)
        if known is None or known.as_of <= standing.as_of:
            self._known[ticket_id] = standing
        self._rounds_left.setdefault(ticket_id, ROUNDS_WANTED)

    def next_round(self) -> list[TicketId]:
        """The tickets to ask about now; the forgotten ones leave the store."""
        self._rounds_left = {
            ticket_id: left - 1
            for ticket_id, left in self._rounds_left.items()
            if left > 0
        }
        self._known = {
            ticket_id: standing
            for ticket_id, standing in self._known.items()
            if ticket_id in self._rounds_left
        }
        return list(self._rounds_left)
