"""When a row of the outbox is handed to the hub, and what becomes of it then.

accepted                      settled
silence, 502-504, 401, 403    the hub's trouble: nobody goes on, wait with back-off
500                           perhaps the row's own trouble: after three times the next
                              ones get their try, a few at a time; when one gets
                              through, those that did not are pushed away, each by
                              itself; if none does, it is the hub's trouble
any other refusal             set aside with its reason, tried again every ten minutes

Who was suspected first is asked first again each time, so that a hub that is mended
gets all rows in their order.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from kiosk.errors import (
    DeliveryRefused,
    HubFailed,
    HubUnreachable,
    JournalDamaged,
    JournalUnavailable,
)
from kiosk.ids import TicketId
from kiosk.sync.backoff import Backoff
from kiosk.sync.bell import Bell
from kiosk.sync.hub import WRONG_TOKEN, said_in_log

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
TRIES_IN_A_STEP = 5
"""Answers 500 after which a hub is left in peace for a moment, and when each row had
its try, for as long as the back-off says."""
BETWEEN_TRIES_SECONDS = 2.0
IDLE_SECONDS = 10.0
"""How long to wait for the bell before looking for rows that became due."""
PAINT_FIRST_SECONDS = 0.25
"""A new ticket is shown before it is sent: both at once make the visitor wait."""
SET_ASIDE = timedelta(minutes=10)
"""Until a refused row is tried again; the longest that any is pushed away."""
FIRST_PUSH = timedelta(minutes=1)
FAILURES_OF_THE_HUB = 3


class DeliveryResult(Enum):
    """What came back for one row."""

    SETTLED = auto()
    BROKE = auto()
    """The hub failed over it."""
    NONE = auto()
    """No answer to this row: the trouble is the hub's."""


class OutboxDelivery:
    """One row at a time, in the order of issue."""

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
        self._suspects: dict[int, OutboxRow] = {}
        """Over which the hub broke since anything got through."""

    def wake(self) -> None:
        """There is a new row; from any thread. A back-off is still respected."""
        self._bell.ring()

    def hub_is_back(self) -> None:
        """Somebody else reached the hub: waiting longer helps nobody."""
        self._backoff.end()
        self._bell.ring()

    async def run(self) -> None:
        """Deliver until cancelled; no failure ends the loop, and none lets it spin.

        But a journal that must be opened anew: raises `JournalDamaged`.
        """
        while True:
            try:
                seconds = await self.step()
            except JournalDamaged:
                raise
            except JournalUnavailable as error:
                logger.error("cannot deliver: %s %s", error, error.remedy)
                self._backoff.grow()
                seconds = self._backoff.remaining()
            except Exception:
                logger.exception("delivery failed, row %s", self._trying_id())
                seconds = await self._push_away_the_poisoned()
            if await self._bell.heard_within(seconds):
                await asyncio.sleep(PAINT_FIRST_SECONDS)

    async def step(self) -> float:
        """Try what is due; answer how many seconds nothing can be done."""
        if held := self._backoff.remaining():
            return held
        broke = await self._ask_the_first_suspect_again()
        while broke is not None and broke < TRIES_IN_A_STEP:
            after = max(self._suspects, default=0)
            rows = await asyncio.to_thread(
                self._journal.due, self._clock.now(), AT_ONCE, after
            )
            broke = await self._try(rows, broke)
            over = len(rows) < AT_ONCE and (broke or 0) < TRIES_IN_A_STEP
            if broke is not None and over:
                return self._everybody_had_a_try()
        return self._held_back() if broke is None else BETWEEN_TRIES_SECONDS

    async def _try(self, rows: list[OutboxRow], broke: int) -> int | None:
        """How often the hub broke in this step by now; None if nobody may go on."""
        for row in rows:
            if broke >= TRIES_IN_A_STEP:
                break
            result = await self._deliver(row)
            if result is DeliveryResult.SETTLED:
                await self._push_away_the_suspects()
            elif result is DeliveryResult.BROKE and self._may_be_its_own(row):
                self._suspects[row.id] = row
                broke += 1
            else:
                return None
        return broke

    def _everybody_had_a_try(self) -> float:
        """If nobody got through, it is the hub; the next round begins at the first."""
        if not self._suspects:
            return IDLE_SECONDS
        self._suspects = dict(list(self._suspects.items())[:1])
        return self._held_back()

    async def _ask_the_first_suspect_again(self) -> int | None:
        """How often the hub broke over it; None if the hub did not answer at all.

        When it gets through, the hub is mended, and all begin anew in their order.
        """
        first = next(iter(self._suspects.values()), None)
        if first is None:
            return 0
        result = await self._deliver(first)
        if result is DeliveryResult.NONE:
            return None
        if result is DeliveryResult.BROKE:
            return 1
        self._suspects.clear()
        return 0

    async def _deliver(self, row: OutboxRow) -> DeliveryResult:
        self._trying = row
        try:
            standing = await self._client.deliver(row.kind, row.key, row.body)
        except HubFailed:
            self._failures[row.id] += 1
            logger.error("the hub failed over row %d", row.id)
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
            logger.info("delivered row %d", row.id)
            if standing is not None:
                self._standings.put(TicketId(row.key), standing)
        self._failures.pop(row.id, None)
        self._backoff.end()
        self._link.heard(self._clock.now())
        return DeliveryResult.SETTLED

    def _may_be_its_own(self, row: OutboxRow) -> bool:
        """Whether the trouble may be this row's, so that the next one is tried."""
        if self._suspects:
            return True
        return row.attempts > 0 or self._failures[row.id] >= FAILURES_OF_THE_HUB

    def _held_back(self) -> float:
        self._backoff.grow()
        return self._backoff.remaining()

    async def _push_away_the_suspects(self) -> None:
        """Another row got through: the trouble is theirs, not the hub's."""
        suspects, self._suspects = self._suspects, {}
        for row in suspects.values():
            logger.error("row %d pushed away", row.id)
            await self._push_away(row, row.refused)

    async def _set_aside(self, row: OutboxRow, error: DeliveryRefused) -> None:
        if row.refused != str(error):
            logger.error("row %d refused: %s", row.id, said_in_log(error))
        again = self._clock.now() + SET_ASIDE
        await asyncio.to_thread(self._journal.push_away, row.id, again, str(error))

    async def _push_away(self, row: OutboxRow, refused: str | None) -> None:
        away = min(SET_ASIDE, FIRST_PUSH * 2 ** min(row.attempts, 8))
        again = self._clock.now() + away
        await asyncio.to_thread(self._journal.push_away, row.id, again, refused)

    async def _push_away_the_poisoned(self) -> float:
        """Whatever broke must not meet the same row again at once."""
        row, self._trying = self._trying, None
        if row is not None:
            try:
                await self._push_away(row, row.refused)
            except JournalUnavailable as error:
                logger.error("cannot push away: %s %s", error, error.remedy)
        return IDLE_SECONDS

    def _trying_id(self) -> str:
        return str(self._trying.id) if self._trying else "none"
