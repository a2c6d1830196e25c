"""Everything between terminal and hub that runs while the screens do."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from kiosk.domain.issuing import NotIssuing
from kiosk.errors import (
    DeliveryRefused,
    HubError,
    HubUnreachable,
    JournalDamaged,
    JournalUnavailable,
)
from kiosk.sync.greetings import after_a_jump, word_of
from kiosk.sync.hub import WRONG_TOKEN, said_in_log
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.outbox import OutboxDelivery
from kiosk.sync.reporting import TerminalReporter

if TYPE_CHECKING:
    import random
    from collections.abc import Awaitable, Callable

    from kiosk.domain.issuing import HubWord
    from kiosk.sync.desk import LocalDesk
    from kiosk.sync.hub import Hub
    from kiosk.sync.hub_clock import HubClock
    from kiosk.sync.status import HubLink

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 15.0
IMPATIENT_SECONDS = 4.0
"""Between heartbeats while only a greeting lets the terminal issue numbers."""
WAITS_FOR_A_GREETING = frozenset(
    {
        NotIssuing.NO_GREETING,
        NotIssuing.REVOKED,
        NotIssuing.CLOCK,
        NotIssuing.NOBODY_COUNSELS,
    }
)
STANDING_SECONDS = 2.0
FORGET_SECONDS = 600.0
CLOCKS_APART_SECONDS = 120.0


def over_http(
    base_url: str, token: str, renewed: Callable[[], str | None] = lambda: None
) -> Callable[[], Hub]:
    """A way to connect that loads the HTTP library only when it is used."""

    def connect() -> Hub:
        from kiosk.sync.client import HubClient

        return HubClient(base_url, token, renewed=renewed)

    return connect


async def report_no_journal(
    connect: Callable[[], Hub], reporter: TerminalReporter, clock: HubClock
) -> None:
    """Tell the hub that nothing can be issued here; it fails without a word."""
    hub = await asyncio.to_thread(connect)
    try:
        asked_at = clock.running()
        answer = await hub.greet()
        clock.hear(answer.now, asked_at, clock.running())
        await reporter.tell(hub, NotIssuing.JOURNAL, None, clock)
    except HubError as error:
        logger.debug("the hub does not learn it: %s", said_in_log(error))
    finally:
        await hub.close()


class Lifeline:
    """Delivery, heartbeat, standings and forgetting; cancel `run` to end them all.

    It ends by itself, with `JournalDamaged` in a group, when the journal must be opened
    anew.
    """

    def __init__(
        self,
        desk: LocalDesk,
        link: HubLink,
        connect: Callable[[], Hub],
        clock: HubClock,
        jitter: random.Random,
        reporter: TerminalReporter | None = None,
    ) -> None:
        self._desk = desk
        self._link = link
        self._connect = connect
        self._clock = clock
        self._jitter = jitter
        self._reporter = reporter or TerminalReporter(ScreenNotes(), clock.running)

    async def run(self) -> None:
        # In a thread: loading the library and its certificates takes a while.
        hub = await asyncio.to_thread(self._connect)
        try:
            async with asyncio.TaskGroup() as group:
                await self._start(group, hub)
        finally:
            await hub.close()

    async def _start(self, group: asyncio.TaskGroup, hub: Hub) -> None:
        delivery = OutboxDelivery(
            self._desk.journal,
            hub,
            self._clock,
            self._link,
            self._desk.standings,
            self._jitter,
            bell=self._desk.issued,
        )
        group.create_task(delivery.run())
        group.create_task(
            self._every(self._until_greeting, lambda: self.greet(hub, delivery))
        )
        group.create_task(
            self._every(lambda: STANDING_SECONDS, lambda: self.ask_standings(hub))
        )
        group.create_task(self._every(lambda: FORGET_SECONDS, self.forget))

    async def greet(self, hub: Hub, delivery: OutboxDelivery) -> None:
        """One heartbeat; it ends a delivery's back-off when the hub is back."""
        try:
            await self._greet(hub, delivery)
            await self._reporter.tell(
                hub, self._desk.not_issuing(), self._desk.journal, self._clock
            )
        except HubError as error:
            self._link.lost(error)
            await self._remember(after_a_jump(self._desk.journal, self._clock))

    async def _greet(self, hub: Hub, delivery: OutboxDelivery) -> None:
        asked_at = self._clock.running()
        answer = await hub.greet()
        self._clock.hear(answer.now, asked_at, self._clock.running())
        apart = abs(self._clock.offset_seconds)
        if apart > CLOCKS_APART_SECONDS:
            logger.warning("the clocks of hub and terminal are %d s apart", apart)
        back = self._link.heard(self._clock.now())
        await self._remember(word_of(answer, self._desk.journal, self._clock))
        if back:
            delivery.hub_is_back()

    async def _remember(self, word: HubWord | None) -> None:
        """The hub's word, and whether it refuses the token, for the next start."""
        journal = self._desk.journal
        mark = self._link.refused_mark
        try:
            if word is not None:
                await asyncio.to_thread(journal.hear, word)
            await asyncio.to_thread(journal.refuse_token, mark)
        except JournalDamaged:
            raise
        except JournalUnavailable as error:
            logger.error("cannot keep a greeting: %s %s", error, error.remedy)

    def _until_greeting(self) -> float:
        waits = self._desk.not_issuing() in WAITS_FOR_A_GREETING
        return IMPATIENT_SECONDS if waits else HEARTBEAT_SECONDS

    async def ask_standings(self, hub: Hub) -> None:
        """One round over the tickets on screen."""
        for ticket_id in self._desk.standings.next_round():
            try:
                standing = await hub.standing(ticket_id)
            except HubUnreachable as error:
                self._link.lost(error)
                return
            except DeliveryRefused as error:
                # Not delivered yet, or its day is over: what was known stands.
                if error.status in WRONG_TOKEN:
                    self._link.lost(error)
                    return
            else:
                self._desk.standings.put(ticket_id, standing)

    async def forget(self) -> None:
        """Yesterday's tickets that the hub has."""
        journal = self._desk.journal
        try:
            await asyncio.to_thread(journal.forget_before, journal.service_day())
        except JournalDamaged:
            raise
        except JournalUnavailable as error:
            logger.error("cannot forget: %s %s", error, error.remedy)

    async def _every(
        self, seconds: Callable[[], float], act: Callable[[], Awaitable[None]]
    ) -> None:
        """Spread a little, so that many terminals do not ask in step."""
        while True:
            try:
                await act()
            except JournalDamaged:
                raise
            except Exception:
                logger.exception("what the terminal does every %d s failed", seconds())
            await asyncio.sleep(seconds() * self._jitter.uniform(0.9, 1.1))
