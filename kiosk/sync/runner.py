"""Everything between terminal and hub that runs while the screens do."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
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
    from kiosk.sync.commands import CommandRunner
    from kiosk.sync.desk import LocalDesk
    from kiosk.sync.hub import Hub
    from kiosk.sync.hub_clock import HubClock
    from kiosk.sync.status import HubLink
    from kiosk.sync.token_renewal import TokenRenewal
    from kiosk.wire import Greeting

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
OBEY_SECONDS = 1.0
"""Between looks whether the visitor has left for whom a command waits."""
FORGET_SECONDS = 600.0
CLOCKS_APART_SECONDS = 120.0


def over_http(
    base_url: str, token: str, renewed: Callable[[], str | None] = lambda: None
) -> Callable[[], Hub]:
    """A way to connect that loads the HTTP library only when it is used."""

    def connect() -> Hub:
        from kiosk.sync.client import HubClient

        return HubClient(base_url, renewed() or token, renewed=renewed)

    return connect


async def report_no_journal(
    connect: Callable[[], Hub],
    reporter: TerminalReporter,
    clock: HubClock,
    hear: Callable[[Greeting], None] = lambda _: None,
    commands: CommandRunner | None = None,
) -> None:
    """Tell the hub that nothing can be issued here; it fails without a word."""
    hub = await asyncio.to_thread(connect)
    try:
        asked_at = clock.running()
        answer = await hub.greet()
        clock.hear(answer.now, asked_at, clock.running())
        hear(answer)
        await reporter.tell(hub, NotIssuing.JOURNAL, None, clock)
        if commands is not None:
            await commands.step(hub)
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
        hear: Callable[[Greeting], None] = lambda _: None,
        renewal: TokenRenewal | None = None,
        commands: CommandRunner | None = None,
    ) -> None:
        """`hear` is told each greeting: what the hub says is the newest."""
        self._desk = desk
        self._hear = hear
        self._link = link
        self._connect = connect
        self._clock = clock
        self._jitter = jitter
        self._reporter = reporter or TerminalReporter(ScreenNotes(), clock.running)
        self._renewal = renewal
        self._commands = commands

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
        if self._commands is not None:
            obey = partial(self.obey, hub, self._commands)
            group.create_task(self._every(lambda: OBEY_SECONDS, obey))

    async def greet(self, hub: Hub, delivery: OutboxDelivery) -> None:
        """One heartbeat; it ends a delivery's back-off when the hub is back."""
        try:
            await self._greet(hub, delivery)
            await self._report(hub)
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
        self._hear(answer)
        back = self._link.heard(self._clock.now())
        await self._remember(word_of(answer, self._desk.journal, self._clock))
        if back:
            delivery.hub_is_back()
        if self._renewal is not None:
            await self._renewal.heed(hub, due=answer.renew_token is True)

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

    async def obey(self, hub: Hub, commands: CommandRunner) -> None:
        """What staff ask for; what it changed is told at once."""
        try:
            if await commands.step(hub):
                await self._report(hub)
        except HubError as error:
            self._link.lost(error)

    async def _report(self, hub: Hub) -> None:
        await self._reporter.tell(
            hub, self._desk.not_issuing(), self._desk.journal, self._clock
        )

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
