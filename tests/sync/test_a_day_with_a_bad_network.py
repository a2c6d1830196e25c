from __future__ import annotations

import asyncio
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from kiosk.ids import LanguageCode, TopicId
from kiosk.journal.tickets import Journal
from kiosk.sync.client import HubClient
from kiosk.sync.outbox import OutboxDelivery
from kiosk.sync.standings import Standings
from kiosk.sync.status import HubLink
from tests.fakes.clock import FixedClock
from tests.fakes.hub import TOKEN, FakeHub
from tests.fakes.ids import CountingIds

if TYPE_CHECKING:
    from kiosk.domain.tickets import Ticket


class ADayWithABadNetwork(RuleBasedStateMachine):
    """Whatever happens in whatever order: each acknowledged ticket arrives once,
    in order, with its true time."""

    @initialize()
    def open_the_entrance(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock()
        self.ids = CountingIds()
        self.hub = FakeHub()
        self.issued: list[Ticket] = []
        self._start()

    def _start(self) -> None:
        path = Path(self.folder.name) / "journal.sqlite"
        self.journal = Journal.open(path, "A", "Europe/Berlin", self.clock, self.ids)
        self.client = HubClient("http://hub.test", TOKEN, self.hub.transport)
        self.delivery = OutboxDelivery(
            self.journal,
            self.client,
            self.clock,
            HubLink(self.journal),
            Standings(),
            random.Random(3),
        )

    def _stop(self) -> None:
        self.journal.close()
        self.loop.run_until_complete(self.client.close())

    @rule(tickets=st.integers(1, 4))
    def check_in(self, tickets: int) -> None:
        for _ in range(tickets):
            self.issued.append(
                self.journal.issue(
                    TopicId("work"), LanguageCode("ar"), LanguageCode("ar")
                )
            )
            self.clock.advance(seconds=7)

    @rule(down=st.booleans())
    def network(self, down: bool) -> None:
        self.hub.down = down

    @rule(slow=st.booleans())
    def answers_in_time(self, slow: bool) -> None:
        self.hub.slow = slow

    @rule(losing=st.booleans())
    def answers_get_lost(self, losing: bool) -> None:
        self.hub.losing_answers = losing

    @rule(status=st.sampled_from([None, 401, 502, 503]))
    def proxy(self, status: int | None) -> None:
        self.hub.status = status

    @rule(broken=st.booleans())
    def hub_breaks(self, broken: bool) -> None:
        self.hub.refusing = {"work": 500} if broken else {}

    @rule(seconds=st.sampled_from([0.5, 5, 61]))
    def time_passes(self, seconds: float) -> None:
        self.clock.advance(seconds=seconds)
        self.loop.run_until_complete(self.delivery.step())

    @rule()
    def restart(self) -> None:
        self._stop()
        self._start()

    @precondition(lambda self: hasattr(self, "hub"))
    @invariant()
    def nothing_is_doubled_reordered_or_changed(self) -> None:
        assert self.hub.arrived == self.issued[: len(self.hub.arrived)]

    @precondition(lambda self: hasattr(self, "hub"))
    @invariant()
    def nothing_is_lost(self) -> None:
        waiting = {row.ticket.id for row in self.journal.unsettled()}
        arrived = {ticket.id for ticket in self.hub.arrived}
        assert {ticket.id for ticket in self.issued} == waiting | arrived

    @precondition(lambda self: hasattr(self, "hub"))
    @invariant()
    def no_number_repeats(self) -> None:
        assert len({ticket.number for ticket in self.issued}) == len(self.issued)

    def teardown(self) -> None:
        if not hasattr(self, "hub"):
            return
        self.hub.down = self.hub.slow = self.hub.losing_answers = False
        self.hub.status, self.hub.refusing = None, {}
        for _ in range(20):
            self.time_passes(61)
        assert self.hub.arrived == self.issued
        assert self.journal.undelivered() == 0
        self._stop()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        self.folder.cleanup()


TestADayWithABadNetwork = ADayWithABadNetwork.TestCase
TestADayWithABadNetwork.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no failure
)
