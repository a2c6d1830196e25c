"""Each move staff and visitors can make: from where, to where, by whose hand."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.events import EventKind
from kiosk.domain.tickets import MOVES, Ticket, TicketState
from kiosk.errors import IllegalMove


def _leading_to(state: TicketState) -> frozenset[TicketState]:
    return frozenset(source for source, nexts in MOVES.items() if state in nexts)


@dataclass(frozen=True, slots=True)
class Move:
    kind: EventKind
    to: TicketState
    sources: frozenset[TicketState]
    only_by_its_counsellor: bool = True
    """Else by anybody: what a colleague may do at any time."""
    by_others_once_left: bool = True
    """Also by others when its counsellor is not at a desk any more."""


CALL = Move(
    EventKind.CALLED,
    TicketState.CALLED,
    # a second call is a move of its own: two who call at once must not both succeed
    _leading_to(TicketState.CALLED) - {TicketState.CALLED},
    only_by_its_counsellor=False,
)
CALL_AGAIN = Move(
    EventKind.CALLED_AGAIN,
    TicketState.CALLED,
    frozenset({TicketState.CALLED}),
    by_others_once_left=False,
)
AT_DESK = Move(
    EventKind.AT_DESK,
    TicketState.SERVING,
    _leading_to(TicketState.SERVING),
    by_others_once_left=False,
)
FINISH = Move(EventKind.FINISHED, TicketState.DONE, _leading_to(TicketState.DONE))
PARK = Move(EventKind.PARKED, TicketState.PARKED, _leading_to(TicketState.PARKED))
NO_SHOW = Move(EventKind.NO_SHOW, TicketState.NO_SHOW, _leading_to(TicketState.NO_SHOW))
REQUEUE = Move(
    EventKind.REQUEUED,
    TicketState.WAITING,
    _leading_to(TicketState.WAITING) - {TicketState.WAITING},
    only_by_its_counsellor=False,
)
WITHDRAW = Move(
    EventKind.WITHDRAWN,
    TicketState.WITHDRAWN,
    # who was called is expected at a desk, and says so there
    _leading_to(TicketState.WITHDRAWN) - {TicketState.CALLED},
    only_by_its_counsellor=False,
)
GIVE_BACK = Move(
    EventKind.WITHDRAWN, TicketState.WITHDRAWN, _leading_to(TicketState.WITHDRAWN)
)
"""The same by a counsellor, whom the visitor has told so."""
TRANSFER = Move(
    EventKind.TRANSFERRED,
    TicketState.WAITING,
    _leading_to(TicketState.WAITING) - {TicketState.PARKED},
)
"""For another topic or partner; who is away for a moment comes back first."""
PUT_AHEAD = Move(
    EventKind.PUT_AHEAD,
    TicketState.WAITING,
    frozenset({TicketState.WAITING}),
    only_by_its_counsellor=False,
)
STEP_BACK = Move(
    EventKind.STEPPED_BACK,
    TicketState.WAITING,
    frozenset({TicketState.WAITING}),
    only_by_its_counsellor=False,
)
"""By the visitor."""
TAKE_OVER = Move(
    EventKind.TAKEN_OVER,
    TicketState.CALLED,
    frozenset({TicketState.CALLED, TicketState.SERVING}),
)
"""Who was called is called to another desk; who was served is served on."""
UNDO = Move(EventKind.UNDONE, TicketState.SERVING, frozenset(TicketState))
"""To where the ticket was, of which serving is one."""

ENDS_AT_CLOSE = {
    TicketState.WAITING: TicketState.WITHDRAWN,
    TicketState.PARKED: TicketState.WITHDRAWN,
    TicketState.CALLED: TicketState.NO_SHOW,
    TicketState.SERVING: TicketState.DONE,
}
"""How a ticket that nobody ended counts when its day is closed."""


def refuse(ticket: Ticket, move: Move) -> IllegalMove:
    """Why this ticket cannot make this move, and what to do."""
    return IllegalMove(
        f"Ticket {ticket.number} is {ticket.state}:"
        f" {move.kind.replace('_', ' ')} is not possible.",
        remedy="Reload the queue: somebody else may have moved it.",
    )
