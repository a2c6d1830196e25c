"""When a ticket is handed to the hub, and what becomes of it after each answer.

accepted                      settled
silence, 502-504, 401, 403    the hub's trouble: nobody goes on, wait with back-off
500                           perhaps the ticket's own trouble: after three times the
                              next one is tried, and if that gets through, this one is
                              pushed away; if not, nobody goes on and the order stays
any other refusal             set aside with its reason, tried again every ten minutes
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.errors import DeliveryRefused, HubFailed, HubUnreachable, JournalUnavailable
from kiosk.sync.backoff import Backoff
from kiosk.sync.bell import Bell
from kiosk.sync.hub import WRONG_TOKEN

if TYPE_CHECKING:
    import random

    from kiosk.clock import Clock
    from kiosk.journal.outbox import OutboxRow
    from kiosk.journal.tickets import Journal
    from kiosk.sync.hub import Hub
    from kiosk.sync.standings import Standings
    from kiosk.sync.status import HubLink

logger = logging.getLogger(__name__)

AT_ONCE = 20
"""Rows read from the journal in one go."""
IDLE_SECONDS = 10.0
"""How long to wait for the bell before looking for rows that became due."""
PAINT_FIRST_SECONDS = 0.25
"""A new ticket is shown before it is sent: both at once make the visitor wait."""
SET_ASIDE = timedelta(minutes=10)
"""Until a refused ticket is tried again; the longest that any is pushed away."""
FIRST_PUSH = timedelta(minutes=1)
FAILURES_OF_THE_HUB = 3


class DeliveryResult(Enum):
    """What came back for one ticket."""

    SETTLED = auto()
    BROKE = auto()
    """The hub failed over it."""
    NONE = auto()
    """No answer to this ticket: the trouble is the hub's."""


class OutboxDelivery:
    """One ticket at a time, in the order of issue."""

    def __init__(
        self,
        journal: Journal,
        client: Hub,
        clock: Clock,
        link: HubLink,
        standings: Standings,
        jitter: random.Random,
        bell: Bell | None = None,
    ) -> None:
        self._journal = journal
        self._client = client
        self._clock = clock
        self._link = link
        self._standings = standings
        self._bell = bell or Bell()
        self._backoff = Backoff(clock, jitter)
        self._trying: OutboxRow | None = None
        self._failures: Counter[int] = Counter()
        """Answers 500 by row."""

    def wake(self) -> None:
        """There is a new ticket; from any thread. A back-off is still respected."""
        self._bell.ring()

    def hub_is_back(self) -> None:
        """Somebody else reached the hub: waiting longer helps nobody."""
        self._backoff.end()
        self._bell.ring()

    async def run(self) -> None:
        """Deliver until cancelled; no failure ends the loop, and none lets it spin."""
        while True:
            try:
                seconds = await self.step()
            except JournalUnavailable as error:
                logger.error("cannot deliver: %s %s", error, error.remedy)
                self._backoff.grow()
                seconds = self._backoff.remaining()
            except Exception:
                logger.exception("delivery failed, ticket %s", self._trying_id())
                seconds = await self._push_away_the_poisoned()
            if await self._bell.heard_within(seconds):
                await asyncio.sleep(PAINT_FIRST_SECONDS)

    async def step(self) -> float:
        """Try all that is due; answer how many seconds nothing can be done."""
        if held := self._backoff.remaining():
            return held
        rows = await asyncio.to_thread(self._journal.due, self._clock.now(), AT_ONCE)
        suspects: list[OutboxRow] = []
        for row in rows:
            answer = await self._deliver(row)
            if answer is DeliveryResult.SETTLED:
                await self._push_away_all(suspects)
                suspects = []
            elif answer is DeliveryResult.BROKE and (suspects or self._is_suspect(row)):
                suspects.append(row)
            else:
                return self._held_back()
        if suspects:
            return self._held_back()
        return 0.0 if len(rows) == AT_ONCE else IDLE_SECONDS

    async def _deliver(self, row: OutboxRow) -> DeliveryResult:
        self._trying = row
        try:
            standing = await self._client.deliver(row.ticket)
        except HubFailed as error:
            self._failures[row.id] += 1
            logger.error("ticket %s: %s", row.ticket.id, error)
            return DeliveryResult.BROKE
        except HubUnreachable as error:
            self._link.lost(error)
            return DeliveryResult.NONE
        except DeliveryRefused as error:
            if error.status in WRONG_TOKEN:
                self._link.lost(error)
                return DeliveryResult.NONE
            await self._set_aside(row, error)
        else:
            await asyncio.to_thread(self._journal.settle, row.id)
            logger.info("delivered ticket %s", row.ticket.id)
            self._standings.put(row.ticket.id, standing)
        self._failures.pop(row.id, None)
        self._backoff.end()
        self._link.heard(self._clock.now())
        return DeliveryResult.SETTLED

    def _is_suspect(self, row: OutboxRow) -> bool:
        return row.attempts > 0 or self._failures[row.id] >= FAILURES_OF_THE_HUB

    def _held_back(self) -> float:
        self._backoff.grow()
        return self._backoff.remaining()

    async def _push_away_all(self, suspects: list[OutboxRow]) -> None:
        """Another ticket got through: the trouble is theirs, not the hub's."""
        for row in suspects:
            logger.error("ticket %s pushed away", row.ticket.id)
            await self._push_away(row, row.refused)

    async def _set_aside(self, row: OutboxRow, error: DeliveryRefused) -> None:
        if row.refused != str(error):
            logger.error("ticket %s refused: %s", row.ticket.id, error)
        again = self._clock.now() + SET_ASIDE
        await asyncio.to_thread(self._journal.push_away, row.id, again, str(error))

    async def _push_away(self, row: OutboxRow, refused: str | None) -> None:
        away = min(SET_ASIDE, FIRST_PUSH * 2 ** min(row.attempts, 8))
        again = self._clock.now() + away
        await asyncio.to_thread(self._journal.push_away, row.id, again, refused)

    async def _push_away_the_poisoned(self) -> float:
        """Whatever broke must not meet the same ticket again at once."""
        row, self._trying = self._trying, None
        if row is not None:
            try:
                await self._push_away(row, row.refused)
            except JournalUnavailable as error:
                logger.error("cannot push away: %s %s", error, error.remedy)
        return IDLE_SECONDS

    def _trying_id(self) -> str:
        return self._trying.ticket.id if self._trying else "none"
