"""What a call display shows, and which calls are new enough to be called out.

A call is known by the number of its event, which only grows: a clock that jumps makes
no old call new. The age, by the hub's clock, only keeps back what is not new any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from kiosk.domain.tickets import TicketNumber
    from kiosk.ids import DeskId, DisplayId, LanguageCode

MOST_SHOWN = 6
FRESH = timedelta(seconds=60)
"""Called out within this, or never: who was away for longer shows it in silence."""
LONGEST_NAME = 64

SHOWN_STATES = frozenset({TicketState.CALLED, TicketState.SERVING, TicketState.DONE})
"""Who did not come, was put back, parked or gave up is called no more."""


@dataclass(frozen=True, slots=True)
class PairedDisplay:
    """A display the hub knows: a browser on a screen, with a token in its cookie."""

    id: DisplayId
    name: str
    last_seen_at: datetime | None = None
    token_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """The latest call of a ticket; `seq` is the number of its event."""

    seq: int
    number: TicketNumber
    desk: DeskId | None
    state: TicketState
    called_at: datetime | None
    language: LanguageCode
    """What the visitor reads: it is spoken, and never shown."""

    @property
    def is_open(self) -> bool:
        """Whether the visitor is still awaited at the desk."""
        return self.state is TicketState.CALLED

    def is_fresh(self, now: datetime) -> bool:
        """Never after the clock was set back: nobody knows then how old it is."""
        if not self.is_open or self.called_at is None:
            return False
        return timedelta() <= now - self.called_at <= FRESH


@dataclass(frozen=True, slots=True)
class CallBoard:
    """What a display shows at a moment, the newest call first."""

    calls: tuple[Call, ...]
    awaited: tuple[Call, ...]
    """All who are to come to a desk, also those for whom there is no room."""

    @property
    def more(self) -> int:
        """So many are awaited and not shown."""
        return max(0, len(self.awaited) - MOST_SHOWN)

    @property
    def newest_seq(self) -> int:
        """0 where nobody was called."""
        return self.calls[0].seq if self.calls else 0


def call_board(calls: Iterable[Call]) -> CallBoard:
    """Who is still awaited has the room before who has been there."""
    each = {call.seq: call for call in calls}
    newest = [each[seq] for seq in sorted(each, reverse=True)]
    awaited = [call for call in newest if call.is_open]
    others = [call for call in newest if not call.is_open]
    shown = (awaited + others)[:MOST_SHOWN]
    shown.sort(key=lambda call: call.seq, reverse=True)
    return CallBoard(tuple(shown), tuple(awaited))
